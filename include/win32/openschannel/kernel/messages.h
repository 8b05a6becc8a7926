// The texts of error codes.
#pragma once

#include <stdarg.h>

#include "../api.h"
#include "../types.h"

#define FORMAT_MESSAGE_MAX_WIDTH_MASK  0x000000ff
#define FORMAT_MESSAGE_ALLOCATE_BUFFER 0x00000100
#define FORMAT_MESSAGE_IGNORE_INSERTS  0x00000200
#define FORMAT_MESSAGE_FROM_STRING     0x00000400
#define FORMAT_MESSAGE_FROM_HMODULE    0x00000800
#define FORMAT_MESSAGE_FROM_SYSTEM     0x00001000
#define FORMAT_MESSAGE_ARGUMENT_ARRAY  0x00002000

OPENSCHANNEL_BEGIN_C

/// Writes the English text of a status or ERROR_* code, which ends with CR and LF, unless
/// FORMAT_MESSAGE_MAX_WIDTH_MASK takes line breaks out, and returns its length without the terminator. nSize counts
/// characters; with FORMAT_MESSAGE_ALLOCATE_BUFFER *(LPTSTR*)lpBuffer receives memory to be freed with LocalFree.
/// Texts have no inserts. Returns 0 with ERROR_MR_MID_NOT_FOUND for a code without a text,
/// ERROR_RESOURCE_LANG_NOT_FOUND for another language, ERROR_INSUFFICIENT_BUFFER, ERROR_INVALID_PARAMETER, and with
/// ERROR_CALL_NOT_IMPLEMENTED for FORMAT_MESSAGE_FROM_STRING.
OPENSCHANNEL_API DWORD WINAPI FormatMessageA(DWORD dwFlags, LPCVOID lpSource, DWORD dwMessageId, DWORD dwLanguageId,
                                             LPSTR lpBuffer, DWORD nSize, va_list* Arguments);
OPENSCHANNEL_API DWORD WINAPI FormatMessageW(DWORD dwFlags, LPCVOID lpSource, DWORD dwMessageId, DWORD dwLanguageId,
                                             LPWSTR lpBuffer, DWORD nSize, va_list* Arguments);

OPENSCHANNEL_END_C

#ifdef UNICODE
#define FormatMessage FormatMessageW
#else
#define FormatMessage FormatMessageA
#endif
