// How the functions of these headers are declared: C linkage, visible outside the shared library, and the
// calling-convention words that Windows source carries, which mean nothing here.
#pragma once

#define OPENSCHANNEL_API __attribute__((visibility("default")))

#ifdef __cplusplus
#define OPENSCHANNEL_BEGIN_C extern "C" {
#define OPENSCHANNEL_END_C   }
#else
#define OPENSCHANNEL_BEGIN_C
#define OPENSCHANNEL_END_C
#endif

#ifndef WINAPI
#define WINAPI
#endif
#ifndef APIENTRY
#define APIENTRY WINAPI
#endif
#ifndef CALLBACK
#define CALLBACK
#endif
#ifndef NTAPI
#define NTAPI
#endif
