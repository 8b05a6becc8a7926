// The Windows headers as the functions of this folder need them.
#pragma once

#ifndef SECURITY_WIN32
#define SECURITY_WIN32
#endif
#ifndef SCHANNEL_USE_BLACKLISTS
#define SCHANNEL_USE_BLACKLISTS
#endif

#include <subauth.h>  // before schannel.h, which needs its UNICODE_STRING

#include <schannel.h>
#include <security.h>
