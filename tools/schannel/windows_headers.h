// The Windows headers with the switches that this tool needs, in the order in which they have to come.
#pragma once

#ifndef SECURITY_WIN32
#define SECURITY_WIN32
#endif
#ifndef SCHANNEL_USE_BLACKLISTS
#define SCHANNEL_USE_BLACKLISTS
#endif

#include <windows.h>

// UNICODE_STRING, of which schannel.h makes use.
#include <subauth.h>

#include <schannel.h>
#include <security.h>
