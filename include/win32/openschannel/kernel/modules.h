// The libraries whose functions are found by name: all of them are this one.
#pragma once

#include "../api.h"
#include "../types.h"

typedef INT_PTR(WINAPI* FARPROC)();

#define LOAD_LIBRARY_AS_DATAFILE         0x2
#define LOAD_WITH_ALTERED_SEARCH_PATH    0x8
#define LOAD_LIBRARY_SEARCH_SYSTEM32     0x800
#define LOAD_LIBRARY_SEARCH_DEFAULT_DIRS 0x1000

/// What programs answer with themselves when a library or one of its functions is not there.
#define STATUS_DLL_NOT_FOUND ((DWORD)0xC0000135)

OPENSCHANNEL_BEGIN_C

/// Finds a library by its name in any case, with or without a path and ".dll": secur32, security, sspicli,
/// schannel, crypt32, ncrypt, bcrypt, advapi32, kernel32, kernelbase, ntdll. NULL is the program itself.
/// Returns NULL with ERROR_MOD_NOT_FOUND for others. Handles need not be given back.
OPENSCHANNEL_API HMODULE WINAPI GetModuleHandleA(LPCSTR lpModuleName);
OPENSCHANNEL_API HMODULE WINAPI GetModuleHandleW(LPCWSTR lpModuleName);

/// The same; NULL gets ERROR_INVALID_PARAMETER.
OPENSCHANNEL_API HMODULE WINAPI LoadLibraryA(LPCSTR lpLibFileName);
OPENSCHANNEL_API HMODULE WINAPI LoadLibraryW(LPCWSTR lpLibFileName);

/// The same, wherever dwFlags would look.
OPENSCHANNEL_API HMODULE WINAPI LoadLibraryExA(LPCSTR lpLibFileName, HANDLE hFile, DWORD dwFlags);
OPENSCHANNEL_API HMODULE WINAPI LoadLibraryExW(LPCWSTR lpLibFileName, HANDLE hFile, DWORD dwFlags);

/// Returns the function of that name, written exactly so, whichever of these libraries is asked, or NULL with
/// ERROR_PROC_NOT_FOUND; an ordinal is no name. A handle that is none gets ERROR_INVALID_HANDLE.
OPENSCHANNEL_API FARPROC WINAPI GetProcAddress(HMODULE hModule, LPCSTR lpProcName);

/// Gives a library back; nothing is unloaded. Returns FALSE with ERROR_INVALID_HANDLE for a handle that is
/// none.
OPENSCHANNEL_API BOOL WINAPI FreeLibrary(HMODULE hLibModule);

OPENSCHANNEL_END_C

#ifdef UNICODE
#define GetModuleHandle GetModuleHandleW
#define LoadLibrary     LoadLibraryW
#define LoadLibraryEx   LoadLibraryExW
#else
#define GetModuleHandle GetModuleHandleA
#define LoadLibrary     LoadLibraryA
#define LoadLibraryEx   LoadLibraryExA
#endif
