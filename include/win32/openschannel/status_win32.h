// The error codes of Win32 that this library sets or its callers compare with, and HRESULT: its parts, its
// general values and the macros that take it to pieces.
#pragma once

#include "types.h"

#define NO_ERROR                      0
#define ERROR_SUCCESS                 0
#define ERROR_INVALID_FUNCTION        1
#define ERROR_FILE_NOT_FOUND          2
#define ERROR_PATH_NOT_FOUND          3
#define ERROR_TOO_MANY_OPEN_FILES     4
#define ERROR_ACCESS_DENIED           5
#define ERROR_INVALID_HANDLE          6
#define ERROR_NOT_ENOUGH_MEMORY       8
#define ERROR_BAD_FORMAT              11
#define ERROR_INVALID_DATA            13
#define ERROR_OUTOFMEMORY             14
#define ERROR_NO_MORE_FILES           18
#define ERROR_WRITE_PROTECT           19
#define ERROR_BAD_LENGTH              24
#define ERROR_READ_FAULT              30
#define ERROR_GEN_FAILURE             31
#define ERROR_SHARING_VIOLATION       32
#define ERROR_HANDLE_EOF              38
#define ERROR_NOT_SUPPORTED           50
#define ERROR_FILE_EXISTS             80
#define ERROR_INVALID_PASSWORD        86
#define ERROR_INVALID_PARAMETER       87
#define ERROR_BUFFER_OVERFLOW         111
#define ERROR_DISK_FULL               112
#define ERROR_CALL_NOT_IMPLEMENTED    120
#define ERROR_INSUFFICIENT_BUFFER     122
#define ERROR_INVALID_NAME            123
#define ERROR_MOD_NOT_FOUND           126
#define ERROR_PROC_NOT_FOUND          127
#define ERROR_BAD_ARGUMENTS           160
#define ERROR_BUSY                    170
#define ERROR_ALREADY_EXISTS          183
#define ERROR_NO_DATA                 232
#define ERROR_MORE_DATA               234
#define ERROR_NO_MORE_ITEMS           259
#define ERROR_MR_MID_NOT_FOUND        317
#define ERROR_OPERATION_ABORTED       995
#define ERROR_IO_PENDING              997
#define ERROR_INVALID_FLAGS           1004
#define ERROR_FILE_INVALID            1006
#define ERROR_NO_TOKEN                1008
#define ERROR_NO_UNICODE_TRANSLATION  1113
#define ERROR_OLD_WIN_VERSION         1150
#define ERROR_NOT_FOUND               1168
#define ERROR_CANCELLED               1223
#define ERROR_RETRY                   1237
#define ERROR_INTERNAL_ERROR          1359
#define ERROR_TIMEOUT                 1460
#define ERROR_RESOURCE_TYPE_NOT_FOUND 1813
#define ERROR_RESOURCE_LANG_NOT_FOUND 1815
#define ERROR_INVALID_STATE           5023

// An HRESULT is a severity bit, a facility and a code of 16 bits.
#define SEVERITY_SUCCESS  0
#define SEVERITY_ERROR    1
#define FACILITY_NULL     0
#define FACILITY_ITF      4
#define FACILITY_WIN32    7
#define FACILITY_WINDOWS  8
#define FACILITY_SSPI     9
#define FACILITY_SECURITY 9
#define FACILITY_CERT     11

#define SUCCEEDED(hr)        ((HRESULT)(hr) >= 0)
#define FAILED(hr)           ((HRESULT)(hr) < 0)
#define IS_ERROR(status)     ((ULONG)(status) >> 31 == SEVERITY_ERROR)
#define HRESULT_CODE(hr)     ((hr)&0xFFFF)
#define HRESULT_FACILITY(hr) (((hr) >> 16) & 0x1FFF)
#define HRESULT_SEVERITY(hr) (((hr) >> 31) & 0x1)
#define MAKE_HRESULT(severity, facility, code) \
  ((HRESULT)((ULONG)(severity) << 31 | (ULONG)(facility) << 16 | (ULONG)(code)))

/// Makes an HRESULT of a Win32 error code; an HRESULT stays what it is.
#define HRESULT_FROM_WIN32(error)           \
  ((HRESULT)(error) <= 0 ? (HRESULT)(error) \
                         : (HRESULT)(((ULONG)(error)&0xFFFF) | (ULONG)FACILITY_WIN32 << 16 | 0x80000000))

#define NOERROR        0
#define S_OK           ((HRESULT)0x00000000)
#define S_FALSE        ((HRESULT)0x00000001)
#define E_PENDING      ((HRESULT)0x8000000A)
#define E_NOTIMPL      ((HRESULT)0x80004001)
#define E_NOINTERFACE  ((HRESULT)0x80004002)
#define E_POINTER      ((HRESULT)0x80004003)
#define E_ABORT        ((HRESULT)0x80004004)
#define E_FAIL         ((HRESULT)0x80004005)
#define E_UNEXPECTED   ((HRESULT)0x8000FFFF)
#define E_ACCESSDENIED ((HRESULT)0x80070005)
#define E_HANDLE       ((HRESULT)0x80070006)
#define E_OUTOFMEMORY  ((HRESULT)0x8007000E)
#define E_INVALIDARG   ((HRESULT)0x80070057)
