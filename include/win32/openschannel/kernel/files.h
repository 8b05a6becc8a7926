// Files to read and folders to look through. Paths are those of this system, in which a backslash is a slash.
#pragma once

#include "../api.h"
#include "../types.h"

#define GENERIC_READ  0x80000000
#define GENERIC_WRITE 0x40000000

#define FILE_SHARE_READ   0x1
#define FILE_SHARE_WRITE  0x2
#define FILE_SHARE_DELETE 0x4

#define CREATE_NEW        1
#define CREATE_ALWAYS     2
#define OPEN_EXISTING     3
#define OPEN_ALWAYS       4
#define TRUNCATE_EXISTING 5

#define FILE_ATTRIBUTE_READONLY   0x01
#define FILE_ATTRIBUTE_HIDDEN     0x02
#define FILE_ATTRIBUTE_DIRECTORY  0x10
#define FILE_ATTRIBUTE_ARCHIVE    0x20
#define FILE_ATTRIBUTE_NORMAL     0x80
#define FILE_FLAG_SEQUENTIAL_SCAN 0x08000000

#define INVALID_FILE_SIZE       ((DWORD)0xFFFFFFFF)
#define INVALID_FILE_ATTRIBUTES ((DWORD)-1)

typedef struct _SECURITY_ATTRIBUTES {
  DWORD nLength;
  LPVOID lpSecurityDescriptor;
  BOOL bInheritHandle;
} SECURITY_ATTRIBUTES, *PSECURITY_ATTRIBUTES, *LPSECURITY_ATTRIBUTES;

/// Where in a file to read, and whom to tell: not supported.
typedef struct _OVERLAPPED {
  ULONG_PTR Internal;
  ULONG_PTR InternalHigh;
  __extension__ union {
    __extension__ struct {
      DWORD Offset;
      DWORD OffsetHigh;
    };
    PVOID Pointer;
  };
  HANDLE hEvent;
} OVERLAPPED, *LPOVERLAPPED;

/// A file of a folder. Its times are those of its content; there is no alternate name.
typedef struct _WIN32_FIND_DATAA {
  DWORD dwFileAttributes;
  FILETIME ftCreationTime;
  FILETIME ftLastAccessTime;
  FILETIME ftLastWriteTime;
  DWORD nFileSizeHigh;
  DWORD nFileSizeLow;
  DWORD dwReserved0;
  DWORD dwReserved1;
  CHAR cFileName[MAX_PATH];
  CHAR cAlternateFileName[14];
} WIN32_FIND_DATAA, *PWIN32_FIND_DATAA, *LPWIN32_FIND_DATAA;

typedef struct _WIN32_FIND_DATAW {
  DWORD dwFileAttributes;
  FILETIME ftCreationTime;
  FILETIME ftLastAccessTime;
  FILETIME ftLastWriteTime;
  DWORD nFileSizeHigh;
  DWORD nFileSizeLow;
  DWORD dwReserved0;
  DWORD dwReserved1;
  WCHAR cFileName[MAX_PATH];
  WCHAR cAlternateFileName[14];
} WIN32_FIND_DATAW, *PWIN32_FIND_DATAW, *LPWIN32_FIND_DATAW;

OPENSCHANNEL_BEGIN_C

/// Opens a file that exists, to read it, whoever else does what with it; to be closed with CloseHandle.
/// Returns INVALID_HANDLE_VALUE with ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED, for a
/// folder too, ERROR_INVALID_PARAMETER without a name, ERROR_NOT_SUPPORTED for any other access than
/// GENERIC_READ or disposition than OPEN_EXISTING.
OPENSCHANNEL_API HANDLE WINAPI CreateFileA(LPCSTR lpFileName, DWORD dwDesiredAccess, DWORD dwShareMode,
                                           LPSECURITY_ATTRIBUTES lpSecurityAttributes,
                                           DWORD dwCreationDisposition, DWORD dwFlagsAndAttributes,
                                           HANDLE hTemplateFile);
OPENSCHANNEL_API HANDLE WINAPI CreateFileW(LPCWSTR lpFileName, DWORD dwDesiredAccess, DWORD dwShareMode,
                                           LPSECURITY_ATTRIBUTES lpSecurityAttributes,
                                           DWORD dwCreationDisposition, DWORD dwFlagsAndAttributes,
                                           HANDLE hTemplateFile);

/// Reads the next bytes of a file into memory of the caller: as many as asked for, or as there are; at the
/// end it returns TRUE and no bytes. Returns FALSE with ERROR_INVALID_HANDLE, ERROR_INVALID_PARAMETER, or
/// ERROR_NOT_SUPPORTED for an OVERLAPPED.
OPENSCHANNEL_API BOOL WINAPI ReadFile(HANDLE hFile, LPVOID lpBuffer, DWORD nNumberOfBytesToRead,
                                      LPDWORD lpNumberOfBytesRead, LPOVERLAPPED lpOverlapped);

/// Returns the lower half of a file's size in bytes; the upper one goes to *lpFileSizeHigh, which may be
/// NULL. Returns INVALID_FILE_SIZE with ERROR_INVALID_HANDLE; it is a size when the last error is NO_ERROR.
OPENSCHANNEL_API DWORD WINAPI GetFileSize(HANDLE hFile, LPDWORD lpFileSizeHigh);
/// Tells a file's size in bytes. Returns FALSE with ERROR_INVALID_HANDLE or ERROR_INVALID_PARAMETER.
OPENSCHANNEL_API BOOL WINAPI GetFileSizeEx(HANDLE hFile, PLARGE_INTEGER lpFileSize);

/// Closes a file. Returns FALSE with ERROR_INVALID_HANDLE for a handle that is none, or none any more.
OPENSCHANNEL_API BOOL WINAPI CloseHandle(HANDLE hObject);

/// Looks for the files of a folder whose name matches the last part of the path, in any case, with * for any
/// characters and ? for any one; "." and ".." are among them. Describes the first one, in the order of their
/// names, and returns a handle for the others, to be closed with FindClose. Returns INVALID_HANDLE_VALUE with
/// ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_INVALID_PARAMETER.
OPENSCHANNEL_API HANDLE WINAPI FindFirstFileA(LPCSTR lpFileName, LPWIN32_FIND_DATAA lpFindFileData);
OPENSCHANNEL_API HANDLE WINAPI FindFirstFileW(LPCWSTR lpFileName, LPWIN32_FIND_DATAW lpFindFileData);

/// Describes the next file. Returns FALSE with ERROR_NO_MORE_FILES after the last one, ERROR_INVALID_HANDLE,
/// ERROR_INVALID_PARAMETER.
OPENSCHANNEL_API BOOL WINAPI FindNextFileA(HANDLE hFindFile, LPWIN32_FIND_DATAA lpFindFileData);
OPENSCHANNEL_API BOOL WINAPI FindNextFileW(HANDLE hFindFile, LPWIN32_FIND_DATAW lpFindFileData);

/// Ends a search. Returns FALSE with ERROR_INVALID_HANDLE.
OPENSCHANNEL_API BOOL WINAPI FindClose(HANDLE hFindFile);

/// Returns FILE_ATTRIBUTE_DIRECTORY for a folder, FILE_ATTRIBUTE_READONLY for what nobody may write, in which
/// case they may come together, and FILE_ATTRIBUTE_NORMAL for anything else; INVALID_FILE_ATTRIBUTES with
/// ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_INVALID_PARAMETER.
OPENSCHANNEL_API DWORD WINAPI GetFileAttributesA(LPCSTR lpFileName);
OPENSCHANNEL_API DWORD WINAPI GetFileAttributesW(LPCWSTR lpFileName);

OPENSCHANNEL_END_C

#ifdef UNICODE
typedef WIN32_FIND_DATAW WIN32_FIND_DATA;
typedef PWIN32_FIND_DATAW PWIN32_FIND_DATA;
typedef LPWIN32_FIND_DATAW LPWIN32_FIND_DATA;
#define CreateFile        CreateFileW
#define FindFirstFile     FindFirstFileW
#define FindNextFile      FindNextFileW
#define GetFileAttributes GetFileAttributesW
#else
typedef WIN32_FIND_DATAA WIN32_FIND_DATA;
typedef PWIN32_FIND_DATAA PWIN32_FIND_DATA;
typedef LPWIN32_FIND_DATAA LPWIN32_FIND_DATA;
#define CreateFile        CreateFileA
#define FindFirstFile     FindFirstFileA
#define FindNextFile      FindNextFileA
#define GetFileAttributes GetFileAttributesA
#endif
