// Text between WCHAR and bytes. Every code page here is UTF-8, and a WCHAR holds any character.
#pragma once

#include "../api.h"
#include "../types.h"

#define CP_ACP        0
#define CP_OEMCP      1
#define CP_THREAD_ACP 3
#define CP_UTF8       65001

#define MB_PRECOMPOSED       0x1
#define MB_COMPOSITE         0x2
#define MB_ERR_INVALID_CHARS 0x8
#define WC_ERR_INVALID_CHARS 0x80
#define WC_COMPOSITECHECK    0x200
#define WC_NO_BEST_FIT_CHARS 0x400

OPENSCHANNEL_BEGIN_C

/// Converts cbMultiByte bytes, or all up to the terminator and with it when that is -1, and returns the
/// number of characters, or the number needed when cchWideChar is 0. Bytes that are no UTF-8 become U+FFFD.
/// Returns 0 with ERROR_INVALID_PARAMETER, ERROR_INVALID_FLAGS, ERROR_INSUFFICIENT_BUFFER, or, with
/// MB_ERR_INVALID_CHARS, ERROR_NO_UNICODE_TRANSLATION.
OPENSCHANNEL_API int WINAPI MultiByteToWideChar(UINT CodePage, DWORD dwFlags, LPCCH lpMultiByteStr,
                                                int cbMultiByte, LPWSTR lpWideCharStr, int cchWideChar);

/// Converts cchWideChar characters, in the same way; WC_ERR_INVALID_CHARS, for CP_UTF8 alone, refuses what is
/// no character. lpDefaultChar and lpUsedDefaultChar have to be NULL for CP_UTF8; for the others the default
/// character is never needed.
OPENSCHANNEL_API int WINAPI WideCharToMultiByte(UINT CodePage, DWORD dwFlags, LPCWCH lpWideCharStr,
                                                int cchWideChar, LPSTR lpMultiByteStr, int cbMultiByte,
                                                LPCCH lpDefaultChar, LPBOOL lpUsedDefaultChar);

OPENSCHANNEL_END_C
