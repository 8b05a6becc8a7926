// The texts of error codes, and texts of a program's own with values in them.
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

/// Writes a text and returns its length without the terminator.
///
/// What: FORMAT_MESSAGE_FROM_SYSTEM, or FORMAT_MESSAGE_FROM_HMODULE with a library of this one, takes the
/// English text of the status or ERROR_* code dwMessageId, which ends with a line break;
/// FORMAT_MESSAGE_FROM_STRING takes lpSource, where %1 to %99 stand for values of Arguments, each with a
/// format after it if need be: "%1!08x!". %n is a line break, %t a tab, %0 the end, and % before anything
/// else is that.
///
/// Where to: lpBuffer with room for nSize characters, or, with FORMAT_MESSAGE_ALLOCATE_BUFFER, new memory of
/// at least nSize characters, to be freed with LocalFree, whose address goes to *(LPTSTR*)lpBuffer.
///
/// Lines: FORMAT_MESSAGE_MAX_WIDTH_MASK makes line breaks spaces; a smaller number in its place also breaks
/// lines longer than that.
///
/// Arguments: a va_list*, or, with FORMAT_MESSAGE_ARGUMENT_ARRAY, an array of DWORD_PTR. A text from
/// elsewhere must not be formatted without FORMAT_MESSAGE_IGNORE_INSERTS: it says how many values are read,
/// and of which type.
///
/// Returns 0 with ERROR_MR_MID_NOT_FOUND for a code without a text, ERROR_RESOURCE_LANG_NOT_FOUND for another
/// language, ERROR_RESOURCE_TYPE_NOT_FOUND for a library without texts, ERROR_INSUFFICIENT_BUFFER,
/// ERROR_MORE_DATA for more than 65536 characters, ERROR_INVALID_PARAMETER for what cannot be read,
/// ERROR_NOT_ENOUGH_MEMORY.
OPENSCHANNEL_API DWORD WINAPI FormatMessageA(DWORD dwFlags, LPCVOID lpSource, DWORD dwMessageId,
                                             DWORD dwLanguageId, LPSTR lpBuffer, DWORD nSize,
                                             va_list* Arguments);
OPENSCHANNEL_API DWORD WINAPI FormatMessageW(DWORD dwFlags, LPCVOID lpSource, DWORD dwMessageId,
                                             DWORD dwLanguageId, LPWSTR lpBuffer, DWORD nSize,
                                             va_list* Arguments);

OPENSCHANNEL_END_C

#ifdef UNICODE
#define FormatMessage FormatMessageW
#else
#define FormatMessage FormatMessageA
#endif
