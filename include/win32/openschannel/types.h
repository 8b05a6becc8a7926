// The basic types of the Windows API with their Windows sizes. `long` has 64 bits on 64-bit Linux, so LONG,
// ULONG and DWORD are `int` and `unsigned int`. WCHAR is wchar_t, which has 32 bits here and 16 on Windows.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifndef VOID
#define VOID void
#endif
#ifndef CONST
#define CONST const
#endif
#ifndef FAR
#define FAR
#endif
#ifndef TRUE
#define TRUE 1
#endif
#ifndef FALSE
#define FALSE 0
#endif

#define ANYSIZE_ARRAY 1
#define MAX_PATH      260

// Characters and strings.
typedef char CHAR;
typedef wchar_t WCHAR;
typedef CHAR *PCHAR, *LPCH, *PCH, *PSTR, *LPSTR;
typedef const CHAR *LPCCH, *PCCH, *PCSTR, *LPCSTR;
typedef WCHAR *PWCHAR, *LPWCH, *PWCH, *PWSTR, *LPWSTR;
typedef const WCHAR *LPCWCH, *PCWCH, *PCWSTR, *LPCWSTR;

// Integers of one size on every platform.
typedef signed char INT8;
typedef unsigned char UINT8, UCHAR, BYTE, BOOLEAN;
typedef short SHORT, INT16;
typedef unsigned short USHORT, UINT16, WORD;
typedef int INT, INT32, LONG, LONG32, BOOL;
typedef unsigned int UINT, UINT32, ULONG, ULONG32, DWORD, DWORD32;
typedef long long LONGLONG, LONG64, INT64;
typedef unsigned long long ULONGLONG, DWORDLONG, ULONG64, DWORD64, UINT64;

// Integers as wide as a pointer.
typedef intptr_t INT_PTR, LONG_PTR, SSIZE_T;
typedef uintptr_t UINT_PTR, ULONG_PTR, DWORD_PTR;
typedef size_t SIZE_T;

typedef void *PVOID, *LPVOID;
typedef const void* LPCVOID;
typedef BOOL *PBOOL, *LPBOOL;
typedef BOOLEAN* PBOOLEAN;
typedef BYTE *PBYTE, *LPBYTE;
typedef UCHAR* PUCHAR;
typedef SHORT* PSHORT;
typedef USHORT* PUSHORT;
typedef WORD *PWORD, *LPWORD;
typedef INT *PINT, *LPINT;
typedef UINT* PUINT;
typedef LONG *PLONG, *LPLONG;
typedef ULONG* PULONG;
typedef DWORD *PDWORD, *LPDWORD;
typedef LONGLONG* PLONGLONG;
typedef ULONGLONG* PULONGLONG;
typedef ULONG_PTR* PULONG_PTR;
typedef DWORD_PTR* PDWORD_PTR;
typedef SIZE_T* PSIZE_T;

typedef void* HANDLE;
typedef HANDLE *PHANDLE, *LPHANDLE;
typedef struct HWND__* HWND;
typedef struct HINSTANCE__* HINSTANCE;
typedef HINSTANCE HMODULE;

#ifndef _HRESULT_DEFINED
#define _HRESULT_DEFINED
/// A status: negative values are failures.
typedef LONG HRESULT;
#endif
typedef LONG SCODE;

/// A 64-bit integer that can be read in halves.
typedef union _LARGE_INTEGER {
  __extension__ struct {
    DWORD LowPart;
    LONG HighPart;
  };
  struct {
    DWORD LowPart;
    LONG HighPart;
  } u;
  LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

typedef union _ULARGE_INTEGER {
  __extension__ struct {
    DWORD LowPart;
    DWORD HighPart;
  };
  struct {
    DWORD LowPart;
    DWORD HighPart;
  } u;
  ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

typedef struct _LUID {
  DWORD LowPart;
  LONG HighPart;
} LUID, *PLUID;

typedef struct _GUID {
  ULONG Data1;
  USHORT Data2;
  USHORT Data3;
  UCHAR Data4[8];
} GUID;

#define _FILETIME_
/// 100-nanosecond intervals since 1 January 1601 UTC. Its alignment is 4: it is not a LARGE_INTEGER.
typedef struct _FILETIME {
  DWORD dwLowDateTime;
  DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;

/// A calendar date and time of day, UTC unless a function says otherwise.
typedef struct _SYSTEMTIME {
  WORD wYear;
  WORD wMonth;      ///< 1 is January.
  WORD wDayOfWeek;  ///< 0 is Sunday.
  WORD wDay;
  WORD wHour;
  WORD wMinute;
  WORD wSecond;
  WORD wMilliseconds;
} SYSTEMTIME, *PSYSTEMTIME, *LPSYSTEMTIME;
