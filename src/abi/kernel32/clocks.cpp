// Times of day between FILETIME and SYSTEMTIME, and clocks that only run.
#include <windows.h>

#include <cstdint>
#include <ctime>

#include "abi/crypt32/times.h"
#include "abi/last_error.h"

using namespace schannel;
using abi::crypt32::file_time;
using abi::crypt32::seconds_of;

namespace {

constexpr std::uint64_t steps_per_second = 10'000'000;
constexpr std::uint64_t steps_per_millisecond = 10'000;

std::uint64_t steps_of(const FILETIME& time) {
  return std::uint64_t{time.dwHighDateTime} << 32 | time.dwLowDateTime;
}

FILETIME of_steps(std::uint64_t steps) {
  return {static_cast<DWORD>(steps), static_cast<DWORD>(steps >> 32)};
}

/// FILETIME ends where the sign of a 64-bit number begins, in September 30828.
bool is_within_the_calendar(std::uint64_t steps) {
  return static_cast<std::int64_t>(steps) >= 0;
}

timespec reading_of(clockid_t clock) {
  timespec reading{};
  clock_gettime(clock, &reading);
  return reading;
}

FILETIME now() {
  const timespec time = reading_of(CLOCK_REALTIME);
  return of_steps(steps_of(file_time(time.tv_sec)) + static_cast<std::uint64_t>(time.tv_nsec) / 100);
}

BOOL refused() {
  abi::set_last_error(ERROR_INVALID_PARAMETER);
  return FALSE;
}

SYSTEMTIME of_parts(const std::tm& parts, const FILETIME& time) {
  const auto word = [](auto number) { return static_cast<WORD>(number); };
  const std::uint64_t milliseconds = steps_of(time) % steps_per_second / steps_per_millisecond;
  return {word(parts.tm_year + 1900), word(parts.tm_mon + 1), word(parts.tm_wday), word(parts.tm_mday),
          word(parts.tm_hour),        word(parts.tm_min),     word(parts.tm_sec),  word(milliseconds)};
}

std::tm local_parts(std::time_t seconds) {
  std::tm parts{};
  localtime_r(&seconds, &parts);
  return parts;
}

}  // namespace

BOOL WINAPI FileTimeToSystemTime(const FILETIME* lpFileTime, LPSYSTEMTIME lpSystemTime) {
  if (lpFileTime == nullptr || lpSystemTime == nullptr || !is_within_the_calendar(steps_of(*lpFileTime)))
    return refused();
  const std::time_t seconds = seconds_of(*lpFileTime);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  *lpSystemTime = of_parts(parts, *lpFileTime);
  return TRUE;
}

BOOL WINAPI SystemTimeToFileTime(const SYSTEMTIME* lpSystemTime, LPFILETIME lpFileTime) {
  constexpr WORD first_year = 1601, last_year = 30827, last_millisecond = 999;
  if (lpSystemTime == nullptr || lpFileTime == nullptr || lpSystemTime->wYear < first_year ||
      lpSystemTime->wYear > last_year || lpSystemTime->wMilliseconds > last_millisecond)
    return refused();
  const auto seconds = seconds_of(*lpSystemTime);
  if (!seconds) return refused();
  *lpFileTime = of_steps(steps_of(file_time(*seconds)) + lpSystemTime->wMilliseconds * steps_per_millisecond);
  return TRUE;
}

BOOL WINAPI FileTimeToLocalFileTime(const FILETIME* lpFileTime, LPFILETIME lpLocalFileTime) {
  if (lpFileTime == nullptr || lpLocalFileTime == nullptr) return refused();
  const auto distance = static_cast<std::int64_t>(local_parts(std::time(nullptr)).tm_gmtoff);
  const std::uint64_t shifted =
      steps_of(*lpFileTime) + static_cast<std::uint64_t>(distance) * steps_per_second;
  if (!is_within_the_calendar(steps_of(*lpFileTime)) || !is_within_the_calendar(shifted)) return refused();
  *lpLocalFileTime = of_steps(shifted);
  return TRUE;
}

LONG WINAPI CompareFileTime(const FILETIME* lpFileTime1, const FILETIME* lpFileTime2) {
  const std::uint64_t one = steps_of(*lpFileTime1), other = steps_of(*lpFileTime2);
  return one < other ? -1 : one > other ? 1 : 0;
}

void WINAPI GetSystemTime(LPSYSTEMTIME lpSystemTime) {
  const FILETIME time = now();
  FileTimeToSystemTime(&time, lpSystemTime);
}

void WINAPI GetLocalTime(LPSYSTEMTIME lpSystemTime) {
  const FILETIME time = now();
  *lpSystemTime = of_parts(local_parts(seconds_of(time)), time);
}

void WINAPI GetSystemTimeAsFileTime(LPFILETIME lpSystemTimeAsFileTime) {
  *lpSystemTimeAsFileTime = now();
}

DWORD WINAPI GetTickCount(void) {
  return static_cast<DWORD>(GetTickCount64());
}

ULONGLONG WINAPI GetTickCount64(void) {
  const timespec since_start = reading_of(CLOCK_BOOTTIME);  // counts while the system sleeps, too
  return static_cast<ULONGLONG>(since_start.tv_sec) * 1000 +
         static_cast<ULONGLONG>(since_start.tv_nsec) / 1'000'000;
}

BOOL WINAPI QueryPerformanceCounter(LARGE_INTEGER* lpPerformanceCount) {
  const timespec time = reading_of(CLOCK_MONOTONIC);
  lpPerformanceCount->QuadPart =
      (static_cast<LONGLONG>(time.tv_sec) * 1'000'000'000 + static_cast<LONGLONG>(time.tv_nsec)) / 100;
  return TRUE;
}

BOOL WINAPI QueryPerformanceFrequency(LARGE_INTEGER* lpFrequency) {
  lpFrequency->QuadPart = steps_per_second;
  return TRUE;
}
