// The macros of windows.h that take part in expressions: memory, words, array sizes, languages.
#pragma once

#include <stddef.h>
#include <string.h>

#include "types.h"

#ifdef __cplusplus
#define EXTERN_C extern "C"
#else
#define EXTERN_C extern
#endif

#define INVALID_HANDLE_VALUE ((HANDLE)(LONG_PTR)-1)
#define INFINITE             0xffffffff

#define RtlZeroMemory(destination, length)         memset((destination), 0, (length))
#define RtlFillMemory(destination, length, fill)   memset((destination), (fill), (length))
#define RtlCopyMemory(destination, source, length) memcpy((destination), (source), (length))
#define RtlMoveMemory(destination, source, length) memmove((destination), (source), (length))
#define RtlEqualMemory(left, right, length)        (!memcmp((left), (right), (length)))
#define ZeroMemory                                 RtlZeroMemory
#define FillMemory                                 RtlFillMemory
#define CopyMemory                                 RtlCopyMemory
#define MoveMemory                                 RtlMoveMemory
#define SecureZeroMemory                           RtlSecureZeroMemory

/// Clears memory in a way that the compiler may not leave out. Returns its first argument.
static inline PVOID RtlSecureZeroMemory(PVOID memory, SIZE_T length) {
  volatile BYTE* byte = (volatile BYTE*)memory;
  while (length--) *byte++ = 0;
  return memory;
}

#define ARRAYSIZE(array)                   (sizeof(array) / sizeof((array)[0]))
#define FIELD_OFFSET(type, field)          ((LONG)offsetof(type, field))
#define CONTAINING_RECORD(at, type, field) ((type*)((PCHAR)(at)-offsetof(type, field)))
#define UNREFERENCED_PARAMETER(parameter)  ((void)(parameter))

#define LOBYTE(word)        ((BYTE)((DWORD_PTR)(word)&0xff))
#define HIBYTE(word)        ((BYTE)((DWORD_PTR)(word) >> 8 & 0xff))
#define LOWORD(dword)       ((WORD)((DWORD_PTR)(dword)&0xffff))
#define HIWORD(dword)       ((WORD)((DWORD_PTR)(dword) >> 16 & 0xffff))
#define MAKEWORD(low, high) ((WORD)(LOBYTE(low) | (WORD)LOBYTE(high) << 8))
#define MAKELONG(low, high) ((LONG)(LOWORD(low) | (DWORD)LOWORD(high) << 16))

#define LANG_NEUTRAL                     0x00
#define LANG_ENGLISH                     0x09
#define SUBLANG_NEUTRAL                  0x00
#define SUBLANG_DEFAULT                  0x01
#define MAKELANGID(primary, sublanguage) ((WORD)((WORD)(sublanguage) << 10 | (WORD)(primary)))

// C++ has std::min and std::max, which macros of these names would break.
#if !defined(NOMINMAX) && !defined(__cplusplus)
#ifndef min
#define min(a, b) ((a) < (b) ? (a) : (b))
#endif
#ifndef max
#define max(a, b) ((a) > (b) ? (a) : (b))
#endif
#endif
