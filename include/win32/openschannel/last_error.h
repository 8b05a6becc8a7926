// The calling thread's last error, through which functions that return BOOL or a handle say why they failed.
#pragma once

#include "api.h"
#include "types.h"

OPENSCHANNEL_BEGIN_C

/// Returns the calling thread's last error: an ERROR_* code or a status such as CRYPT_E_NOT_FOUND.
OPENSCHANNEL_API DWORD WINAPI GetLastError(void);

/// Sets the calling thread's last error.
OPENSCHANNEL_API void WINAPI SetLastError(DWORD dwErrCode);

OPENSCHANNEL_END_C
