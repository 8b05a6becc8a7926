// The numbers of processes and threads, and the lock that threads of a process share.
#pragma once

#include "../api.h"
#include "../types.h"

/// A lock that its thread may take again. To be used through its functions alone.
typedef struct _RTL_CRITICAL_SECTION {
  PVOID DebugInfo;
  LONG LockCount;
  LONG RecursionCount;
  HANDLE OwningThread;
  HANDLE LockSemaphore;
  ULONG_PTR SpinCount;
} RTL_CRITICAL_SECTION, *PRTL_CRITICAL_SECTION;
typedef RTL_CRITICAL_SECTION CRITICAL_SECTION;
typedef PRTL_CRITICAL_SECTION PCRITICAL_SECTION, LPCRITICAL_SECTION;

OPENSCHANNEL_BEGIN_C

OPENSCHANNEL_API DWORD WINAPI GetCurrentProcessId(void);
OPENSCHANNEL_API DWORD WINAPI GetCurrentThreadId(void);

/// Waits for that many milliseconds; INFINITE does not end.
OPENSCHANNEL_API void WINAPI Sleep(DWORD dwMilliseconds);

/// Makes a lock, which DeleteCriticalSection ends. The second returns FALSE with ERROR_NOT_ENOUGH_MEMORY; the
/// first has no way to say so and ends the program.
OPENSCHANNEL_API void WINAPI InitializeCriticalSection(LPCRITICAL_SECTION lpCriticalSection);
OPENSCHANNEL_API BOOL WINAPI InitializeCriticalSectionAndSpinCount(LPCRITICAL_SECTION lpCriticalSection,
                                                                   DWORD dwSpinCount);

/// Takes the lock, waiting for it or, with Try, not, as often as its thread likes; to be given up as often.
OPENSCHANNEL_API void WINAPI EnterCriticalSection(LPCRITICAL_SECTION lpCriticalSection);
OPENSCHANNEL_API BOOL WINAPI TryEnterCriticalSection(LPCRITICAL_SECTION lpCriticalSection);
OPENSCHANNEL_API void WINAPI LeaveCriticalSection(LPCRITICAL_SECTION lpCriticalSection);

/// Ends a lock that nobody holds; it can be made again.
OPENSCHANNEL_API void WINAPI DeleteCriticalSection(LPCRITICAL_SECTION lpCriticalSection);

OPENSCHANNEL_END_C
