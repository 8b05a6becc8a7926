// Every Windows header that this project offers and Windows has too, asked for everything.
#pragma once

#define SECURITY_WIN32
#define SCHANNEL_USE_BLACKLISTS

#include <windows.h>

#include <subauth.h>

#include <bcrypt.h>
#include <ncrypt.h>
#include <rpc.h>
#include <schannel.h>
#include <schnlsp.h>
#include <sdkddkver.h>
#include <security.h>
#include <sspi.h>
#include <wincrypt.h>
#include <winerror.h>
#include <wininet.h>
