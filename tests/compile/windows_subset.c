/* What programs with Schannel code take from windows.h: every type, macro and function has to be there, in
   Windows' headers as in these. */
#define SECURITY_WIN32
#include <windows.h>

#include <security.h>

/* The types. */
const size_t sizes[] = {
    sizeof(BOOL),
    sizeof(BOOLEAN),
    sizeof(BYTE),
    sizeof(CHAR),
    sizeof(UCHAR),
    sizeof(SHORT),
    sizeof(USHORT),
    sizeof(WORD),
    sizeof(INT),
    sizeof(UINT),
    sizeof(LONG),
    sizeof(ULONG),
    sizeof(DWORD),
    sizeof(DWORDLONG),
    sizeof(ULONGLONG),
    sizeof(LONGLONG),
    sizeof(LARGE_INTEGER),
    sizeof(ULARGE_INTEGER),
    sizeof(SIZE_T),
    sizeof(ULONG_PTR),
    sizeof(UINT_PTR),
    sizeof(INT_PTR),
    sizeof(DWORD_PTR),
    sizeof(WCHAR),
    sizeof(TCHAR),
    sizeof(LPSTR),
    sizeof(LPCSTR),
    sizeof(LPWSTR),
    sizeof(LPCWSTR),
    sizeof(LPTSTR),
    sizeof(LPCTSTR),
    sizeof(PSTR),
    sizeof(PWSTR),
    sizeof(PCSTR),
    sizeof(PCWSTR),
    sizeof(PVOID),
    sizeof(LPVOID),
    sizeof(LPCVOID),
    sizeof(PBYTE),
    sizeof(LPBYTE),
    sizeof(PUCHAR),
    sizeof(LPDWORD),
    sizeof(PDWORD),
    sizeof(HANDLE),
    sizeof(HMODULE),
    sizeof(HINSTANCE),
    sizeof(HWND),
    sizeof(HRESULT),
    sizeof(SECURITY_STATUS),
    sizeof(NTSTATUS),
    sizeof(FILETIME),
    sizeof(SYSTEMTIME),
    sizeof(GUID),
    sizeof(SECURITY_INTEGER),
    sizeof(TimeStamp),
    sizeof(OSVERSIONINFO),
    sizeof(OSVERSIONINFOA),
    sizeof(OSVERSIONINFOW),
    sizeof(OSVERSIONINFOEX),
    sizeof(OSVERSIONINFOEXA),
    sizeof(OSVERSIONINFOEXW),
    sizeof(CRITICAL_SECTION),
    sizeof(SRWLOCK),
};

/* The macros that are values. */
CONST DWORD values[] = {
    TRUE,
    FALSE,
    MAX_PATH,
    ANYSIZE_ARRAY,
    (DWORD)S_OK,
    (DWORD)E_FAIL,
    (DWORD)E_INVALIDARG,
    (DWORD)E_OUTOFMEMORY,
    FAILED(E_FAIL),
    SUCCEEDED(S_OK),
    (DWORD)HRESULT_FROM_WIN32(ERROR_MORE_DATA),
    MAKELANGID(LANG_NEUTRAL, SUBLANG_DEFAULT),
    HIBYTE(0x1234),
    LOBYTE(0x1234),
    FIELD_OFFSET(FILETIME, dwHighDateTime),
    ERROR_SUCCESS,
    ERROR_FILE_NOT_FOUND,
    ERROR_INVALID_PASSWORD,
    ERROR_MORE_DATA,
    ERROR_INSUFFICIENT_BUFFER,
    ERROR_INTERNAL_ERROR,
    ERROR_INVALID_PARAMETER,
    ERROR_INVALID_DATA,
    CP_ACP,
    CP_UTF8,
    MB_ERR_INVALID_CHARS,
    FORMAT_MESSAGE_ALLOCATE_BUFFER,
    FORMAT_MESSAGE_FROM_SYSTEM,
    FORMAT_MESSAGE_IGNORE_INSERTS,
    FORMAT_MESSAGE_FROM_HMODULE,
    FORMAT_MESSAGE_MAX_WIDTH_MASK,
    VER_MAJORVERSION,
    VER_GREATER_EQUAL,
    VER_PLATFORM_WIN32_NT,
    VER_PLATFORM_WIN32_WINDOWS,
    sizeof TEXT("text"),
    ARRAYSIZE("text"),
};

/* The functions. */
typedef void(WINAPI* function)(void);
#define ADDRESS_OF(name) ((function)(name))
const function functions[] = {
    ADDRESS_OF(GetLastError),
    ADDRESS_OF(SetLastError),
    ADDRESS_OF(LocalAlloc),
    ADDRESS_OF(LocalFree),
    ADDRESS_OF(MultiByteToWideChar),
    ADDRESS_OF(WideCharToMultiByte),
    ADDRESS_OF(FormatMessage),
    ADDRESS_OF(FormatMessageA),
    ADDRESS_OF(FormatMessageW),
    ADDRESS_OF(GetModuleHandle),
    ADDRESS_OF(GetModuleHandleA),
    ADDRESS_OF(GetModuleHandleW),
    ADDRESS_OF(LoadLibrary),
    ADDRESS_OF(LoadLibraryA),
    ADDRESS_OF(LoadLibraryW),
    ADDRESS_OF(GetProcAddress),
    ADDRESS_OF(FreeLibrary),
    ADDRESS_OF(VerifyVersionInfo),
    ADDRESS_OF(VerifyVersionInfoA),
    ADDRESS_OF(VerifyVersionInfoW),
    ADDRESS_OF(VerSetConditionMask),
    ADDRESS_OF(GetVersionEx),
    ADDRESS_OF(GetVersionExA),
    ADDRESS_OF(GetVersionExW),
    ADDRESS_OF(FileTimeToSystemTime),
    ADDRESS_OF(SystemTimeToFileTime),
    ADDRESS_OF(GetSystemTime),
    ADDRESS_OF(GetSystemTimeAsFileTime),
    ADDRESS_OF(CompareFileTime),
    ADDRESS_OF(GetProcessHeap),
    ADDRESS_OF(HeapAlloc),
    ADDRESS_OF(HeapFree),
    ADDRESS_OF(CreateFile),
    ADDRESS_OF(CreateFileA),
    ADDRESS_OF(CreateFileW),
    ADDRESS_OF(ReadFile),
    ADDRESS_OF(GetFileSize),
    ADDRESS_OF(GetFileSizeEx),
    ADDRESS_OF(CloseHandle),
    ADDRESS_OF(FindFirstFile),
    ADDRESS_OF(FindFirstFileA),
    ADDRESS_OF(FindFirstFileW),
    ADDRESS_OF(FindNextFile),
    ADDRESS_OF(FindClose),
    ADDRESS_OF(GetFileAttributes),
    ADDRESS_OF(QueryPerformanceCounter),
    ADDRESS_OF(GetTickCount),
    ADDRESS_OF(GetTickCount64),
    ADDRESS_OF(GetCurrentProcessId),
    ADDRESS_OF(GetCurrentThreadId),
    ADDRESS_OF(InitializeCriticalSection),
    ADDRESS_OF(InitializeCriticalSectionAndSpinCount),
    ADDRESS_OF(EnterCriticalSection),
    ADDRESS_OF(LeaveCriticalSection),
    ADDRESS_OF(DeleteCriticalSection),
    ADDRESS_OF(InitializeSRWLock),
    ADDRESS_OF(AcquireSRWLockExclusive),
    ADDRESS_OF(TryAcquireSRWLockExclusive),
    ADDRESS_OF(ReleaseSRWLockExclusive),
    ADDRESS_OF(AcquireSRWLockShared),
    ADDRESS_OF(TryAcquireSRWLockShared),
    ADDRESS_OF(ReleaseSRWLockShared),
};

/* The macros that act, and the annotations. */
static void APIENTRY act(_In_ PVOID memory, _In_opt_ LPCVOID from, SIZE_T size) {
  BYTE copy[4];
  ZeroMemory(memory, size);
  RtlZeroMemory(memory, size);
  SecureZeroMemory(memory, size);
  CopyMemory(copy, "abc", sizeof copy);
  MoveMemory(copy, copy + 1, 2);
  UNREFERENCED_PARAMETER(from);
}
void (*const action)(PVOID, LPCVOID, SIZE_T) = act;
size_t length_of(PCWSTR text);
size_t length_of(PCWSTR text) {
  return wcslen(text);
}
HANDLE no_handle(void);
HANDLE no_handle(void) {
  return INVALID_HANDLE_VALUE;
}
