// Bytes as text and back: Base64 with and without its lines of dashes, hexadecimal digits.
#pragma once

#include "../api.h"
#include "encoding.h"

OPENSCHANNEL_BEGIN_C

/// Reads cchString characters, or all up to the terminator when that is 0, in the format CRYPT_STRING_* of
/// dwFlags. With pbBinary NULL it gives the size in bytes in *pcbBinary. *pdwSkip, unless NULL, receives how
/// many characters stand before the line that begins the content, *pdwFlags, unless NULL, the format that was
/// found. Returns FALSE with ERROR_INVALID_DATA for text that is not of the format, ERROR_INVALID_PARAMETER
/// without text or size, and ERROR_MORE_DATA for a small buffer.
OPENSCHANNEL_API BOOL WINAPI CryptStringToBinaryA(LPCSTR pszString, DWORD cchString, DWORD dwFlags,
                                                  BYTE* pbBinary, DWORD* pcbBinary, DWORD* pdwSkip,
                                                  DWORD* pdwFlags);
OPENSCHANNEL_API BOOL WINAPI CryptStringToBinaryW(LPCWSTR pszString, DWORD cchString, DWORD dwFlags,
                                                  BYTE* pbBinary, DWORD* pcbBinary, DWORD* pdwSkip,
                                                  DWORD* pdwFlags);

/// Writes cbBinary bytes in the format CRYPT_STRING_* of dwFlags, lines ended by CR and LF unless
/// CRYPT_STRING_NOCR or CRYPT_STRING_NOCRLF says otherwise. With pszString NULL it gives the characters
/// needed, the terminator among them, in *pcchString; otherwise those written without it. Returns FALSE with
/// ERROR_INVALID_PARAMETER for nothing to write, ERROR_INVALID_FLAGS for a format that cannot be written, and
/// ERROR_MORE_DATA for a small buffer.
OPENSCHANNEL_API BOOL WINAPI CryptBinaryToStringA(const BYTE* pbBinary, DWORD cbBinary, DWORD dwFlags,
                                                  LPSTR pszString, DWORD* pcchString);
OPENSCHANNEL_API BOOL WINAPI CryptBinaryToStringW(const BYTE* pbBinary, DWORD cbBinary, DWORD dwFlags,
                                                  LPWSTR pszString, DWORD* pcchString);

OPENSCHANNEL_END_C
