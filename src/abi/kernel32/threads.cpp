// The numbers of processes and threads, Sleep, and critical sections, which are recursive mutexes.
#include <windows.h>

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <mutex>
#include <new>

#include "abi/last_error.h"

namespace {

/// Where a critical section keeps its mutex.
std::recursive_mutex& mutex_of(const CRITICAL_SECTION* section) {
  return *static_cast<std::recursive_mutex*>(section->LockSemaphore);
}

timespec duration_of(DWORD milliseconds) {
  return {static_cast<time_t>(milliseconds / 1000), static_cast<long>(milliseconds % 1000) * 1'000'000};
}

}  // namespace

DWORD WINAPI GetCurrentProcessId(void) {
  return static_cast<DWORD>(getpid());
}

DWORD WINAPI GetCurrentThreadId(void) {
  return static_cast<DWORD>(gettid());
}

void WINAPI Sleep(DWORD dwMilliseconds) {
  if (dwMilliseconds == INFINITE)
    for (;;) pause();
  timespec rest = duration_of(dwMilliseconds);
  while (nanosleep(&rest, &rest) != 0 && errno == EINTR) {
  }
}

void WINAPI InitializeCriticalSection(LPCRITICAL_SECTION lpCriticalSection) {
  if (!InitializeCriticalSectionAndSpinCount(lpCriticalSection, 0)) std::abort();
}

BOOL WINAPI InitializeCriticalSectionAndSpinCount(LPCRITICAL_SECTION lpCriticalSection, DWORD dwSpinCount) {
  auto* mutex = new (std::nothrow) std::recursive_mutex;
  if (mutex == nullptr) {
    schannel::abi::set_last_error(ERROR_NOT_ENOUGH_MEMORY);
    return FALSE;
  }
  *lpCriticalSection = {};
  lpCriticalSection->SpinCount = dwSpinCount;
  lpCriticalSection->LockSemaphore = mutex;
  return TRUE;
}

void WINAPI EnterCriticalSection(LPCRITICAL_SECTION lpCriticalSection) {
  mutex_of(lpCriticalSection).lock();
}

BOOL WINAPI TryEnterCriticalSection(LPCRITICAL_SECTION lpCriticalSection) {
  return mutex_of(lpCriticalSection).try_lock() ? TRUE : FALSE;
}

void WINAPI LeaveCriticalSection(LPCRITICAL_SECTION lpCriticalSection) {
  mutex_of(lpCriticalSection).unlock();
}

void WINAPI DeleteCriticalSection(LPCRITICAL_SECTION lpCriticalSection) {
  delete &mutex_of(lpCriticalSection);
  *lpCriticalSection = {};
}
