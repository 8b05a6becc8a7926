// The part of windows.h that programs using Schannel need: types, common macros, error codes, and what of
// kernel32 is found next to their TLS code. Without WIN32_LEAN_AND_MEAN it brings wincrypt.h and CNG, as it
// does on Windows.
#ifndef _WINDOWS_
#define _WINDOWS_
#define _INC_WINDOWS

#include "openschannel/base.h"

#ifndef WIN32_LEAN_AND_MEAN
#include "wincrypt.h"
#include "bcrypt.h"
#include "ncrypt.h"
#endif

#endif
