// Times of day between FILETIME and SYSTEMTIME, and clocks that only run.
#include <windows.h>

#include <chrono>
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

FILETIME now() {
  timespec time{};
  clock_gettime(CLOCK_REALTIME, &time);
  return of_steps(steps_of(file_time(time.tv_sec)) + static_cast<std::uint64_t>(time.tv_nsec) / 100);
}

BOOL refused() {
  abi::set_last_error(ERROR_INVALID_PARAMETER);
  return FALSE;
}

SYSTEMTIME of_parts(const std::tm& parts, std::uint64_t milliseconds) {
  const auto word = [](auto number) { return static_cast<WORD>(number); };
  return {word(parts.tm_year + 1900), word(parts.tm_mon + 1), word(parts.tm_wday), word(parts.tm_mday),
          word(parts.tm_hour),        word(parts.tm_min),     word(parts.tm_sec),  word(milliseconds)};
}

std::uint64_t milliseconds_of(const FILETIME& time) {
  return steps_of(time) % steps_per_second / steps_per_millisecond;
}

std::chrono::nanoseconds since_start() {
  return std::chrono::steady_clock::now().time_since_epoch();
}

}  // namespace

BOOL WINAPI FileTimeToSystemTime(const FILETIME* lpFileTime, LPSYSTEMTIME lpSystemTime) {
  constexpr DWORD beyond_the_calendar = 0x80000000;
  if (lpFileTime == nullptr || lpSystemTime == nullptr || lpFileTime->dwHighDateTime >= beyond_the_calendar)
    return refused();
  const std::time_t seconds = seconds_of(*lpFileTime);
  std::tm parts{};
  if (gmtime_r(&seconds, &parts) == nullptr) return refused();
  *lpSystemTime = of_parts(parts, milliseconds_of(*lpFileTime));
  return TRUE;
}

BOOL WINAPI SystemTimeToFileTime(const SYSTEMTIME* lpSystemTime, LPFILETIME lpFileTime) {
  constexpr WORD first_year = 1601, last_year = 30827, last_millisecond = 999;
  if (lpSystemTime == nullptr || lpFileTime == nullptr || lpSystemTime->wYear < first_year ||
      lpSystemTime->wYear > last_year || lpSystemTime->wMilliseconds > last_millisecond)
    return refused();
  const auto seconds = seconds_of(*lpSystemTime);
  if (!seconds) return refused();
  *lpFileTime =
      of_steps(steps_of(file_time(*seconds)) + lpSystemTime->wMilliseconds * steps_per_millisecond);
  return TRUE;
}

BOOL WINAPI FileTimeToLocalFileTime(const FILETIME* lpFileTime, LPFILETIME lpLocalFileTime) {
  if (lpFileTime == nullptr || lpLocalFileTime == nullptr) return refused();
  const std::time_t today = std::time(nullptr);
  std::tm parts{};
  localtime_r(&today, &parts);
  const auto shift = static_cast<std::int64_t>(parts.tm_gmtoff) * static_cast<std::int64_t>(steps_per_second);
  *lpLocalFileTime = of_steps(steps_of(*lpFileTime) + static_cast<std::uint64_t>(shift));
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
  const std::time_t seconds = seconds_of(time);
  std::tm parts{};
  localtime_r(&seconds, &parts);
  *lpSystemTime = of_parts(parts, milliseconds_of(time));
}

void WINAPI GetSystemTimeAsFileTime(LPFILETIME lpSystemTimeAsFileTime) {
  *lpSystemTimeAsFileTime = now();
}

DWORD WINAPI GetTickCount(void) {
  return static_cast<DWORD>(GetTickCount64());
}

ULONGLONG WINAPI GetTickCount64(void) {
  return static_cast<ULONGLONG>(std::chrono::duration_cast<std::chrono::milliseconds>(since_start()).count());
}

BOOL WINAPI QueryPerformanceCounter(LARGE_INTEGER* lpPerformanceCount) {
  lpPerformanceCount->QuadPart = since_start().count();
  return TRUE;
}

BOOL WINAPI QueryPerformanceFrequency(LARGE_INTEGER* lpFrequency) {
  lpFrequency->QuadPart = std::nano::den;
  return TRUE;
}
