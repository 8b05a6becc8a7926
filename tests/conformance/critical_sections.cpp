// The numbers of processes and threads, and the lock that threads share.
#include <doctest/doctest.h>

#include <thread>

#include "errors.h"

TEST_CASE("SSPI-GetCurrentThreadId: every thread has a number of its own, in one process") {
  const DWORD process = GetCurrentProcessId(), thread = GetCurrentThreadId();
  CHECK(process != 0);
  CHECK(GetCurrentThreadId() == thread);
  DWORD other_process = 0, other_thread = 0;
  std::thread([&] {
    other_process = GetCurrentProcessId();
    other_thread = GetCurrentThreadId();
  }).join();
  CHECK(other_process == process);
  CHECK(other_thread != thread);
}

TEST_CASE("SSPI-EnterCriticalSection-excludes: one thread at a time") {
  CRITICAL_SECTION section;
  InitializeCriticalSection(&section);
  int count = 0;
  const auto count_up = [&] {
    for (int i = 0; i < 10'000; ++i) {
      EnterCriticalSection(&section);
      ++count;
      LeaveCriticalSection(&section);
    }
  };
  std::thread other(count_up);
  count_up();
  other.join();
  CHECK(count == 20'000);
  DeleteCriticalSection(&section);
}

TEST_CASE(
    "SSPI-EnterCriticalSection-again: its thread may take it again, and nobody else until it is given up as "
    "often") {
  CRITICAL_SECTION section;
  CHECK(InitializeCriticalSectionAndSpinCount(&section, 4000) != FALSE);
  const auto is_free = [&] {
    bool taken = false;
    std::thread([&] {
      taken = TryEnterCriticalSection(&section) != FALSE;
      if (taken) LeaveCriticalSection(&section);
    }).join();
    return taken;
  };
  CHECK(is_free());
  EnterCriticalSection(&section);
  CHECK(TryEnterCriticalSection(&section) != FALSE);
  CHECK(!is_free());
  LeaveCriticalSection(&section);
  CHECK(!is_free());
  LeaveCriticalSection(&section);
  CHECK(is_free());
  DeleteCriticalSection(&section);
}

TEST_CASE("SSPI-Sleep: it lasts as long as was asked for, at least") {
  const ULONGLONG begin = GetTickCount64();
  Sleep(60);
  CHECK(GetTickCount64() - begin >= 40);  // clocks may have steps of 16 milliseconds
  Sleep(0);
}
