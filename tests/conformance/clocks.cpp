// Times of day, and clocks that only run.
#include <doctest/doctest.h>

#include <chrono>
#include <ctime>

#include "errors.h"

using namespace peers;

namespace {

constexpr ULONGLONG steps_per_second = 10'000'000;
constexpr ULONGLONG from_1601_to_1970 = 11644473600;

FILETIME file_time(ULONGLONG steps) {
  return {static_cast<DWORD>(steps), static_cast<DWORD>(steps >> 32)};
}

ULONGLONG steps_of(const FILETIME& time) {
  return ULONGLONG{time.dwHighDateTime} << 32 | time.dwLowDateTime;
}

SYSTEMTIME date(WORD year, WORD month, WORD day) {
  SYSTEMTIME made{};
  made.wYear = year;
  made.wMonth = month;
  made.wDay = day;
  return made;
}

SECURITY_STATUS refusal_of(const SYSTEMTIME& time) {
  FILETIME made;
  return error_of([&] { return SystemTimeToFileTime(&time, &made); });
}

SYSTEMTIME parts_of(const FILETIME& time) {
  SYSTEMTIME parts{};
  CHECK(FileTimeToSystemTime(&time, &parts) == TRUE);
  return parts;
}

/// Clocks may differ in when a second begins.
bool is_between(ULONGLONG seconds, ULONGLONG first, ULONGLONG last) {
  return seconds + 1 >= first && seconds <= last + 1;
}

ULONGLONG now_of_the_standard_library() {
  return static_cast<ULONGLONG>(std::time(nullptr)) + from_1601_to_1970;
}

ULONGLONG now_shifted_to_the_zone() {
  FILETIME time{}, shifted{};
  GetSystemTimeAsFileTime(&time);
  CHECK(FileTimeToLocalFileTime(&time, &shifted) == TRUE);
  return steps_of(shifted) / steps_per_second;
}

}  // namespace

TEST_CASE("SSPI-FileTimeToSystemTime-parts: a time is taken apart and put together") {
  // 29 February 2000, a Tuesday, 12:34:56.789
  const FILETIME time = file_time((from_1601_to_1970 + 951827696) * steps_per_second + 7890000);
  const SYSTEMTIME parts = parts_of(time);
  CHECK(parts.wYear == 2000);
  CHECK(parts.wMonth == 2);
  CHECK(parts.wDay == 29);
  CHECK(parts.wDayOfWeek == 2);
  CHECK(parts.wHour == 12);
  CHECK(parts.wMinute == 34);
  CHECK(parts.wSecond == 56);
  CHECK(parts.wMilliseconds == 789);

  FILETIME again{};
  CHECK(SystemTimeToFileTime(&parts, &again) == TRUE);
  CHECK(steps_of(again) == steps_of(time));
}

TEST_CASE("SSPI-FileTimeToSystemTime-parts: the calendar begins with 1601") {
  const SYSTEMTIME first = parts_of({});
  CHECK(first.wYear == 1601);
  CHECK(first.wMonth == 1);
  CHECK(first.wDay == 1);
  CHECK(first.wDayOfWeek == 1);
  FILETIME again{1, 1};
  CHECK(SystemTimeToFileTime(&first, &again) == TRUE);
  CHECK(steps_of(again) == 0);
}

TEST_CASE("SSPI-FileTimeToSystemTime-range: the upper half of all numbers is beyond it") {
  const FILETIME last = file_time(0x7FFFFFFFFFFFFFFF), beyond = file_time(0x8000000000000000);
  CHECK(parts_of(last).wYear == 30828);
  SYSTEMTIME parts;
  CHECK(error_of([&] { return FileTimeToSystemTime(&beyond, &parts); }) == ERROR_INVALID_PARAMETER);
}

TEST_CASE("SSPI-SystemTimeToFileTime-invalid: a date that does not exist is refused") {
  CHECK(refusal_of(date(2023, 2, 28)) == ERROR_SUCCESS);
  CHECK(refusal_of(date(2023, 2, 29)) == ERROR_INVALID_PARAMETER);
  CHECK(refusal_of(date(2023, 0, 1)) == ERROR_INVALID_PARAMETER);
  CHECK(refusal_of(date(2023, 13, 1)) == ERROR_INVALID_PARAMETER);
  CHECK(refusal_of(date(2023, 1, 0)) == ERROR_INVALID_PARAMETER);
  CHECK(refusal_of(date(1600, 12, 31)) == ERROR_INVALID_PARAMETER);
  CHECK(refusal_of(date(30828, 1, 1)) == ERROR_INVALID_PARAMETER);

  SYSTEMTIME noon = date(2023, 1, 1);
  noon.wDayOfWeek = 77;
  CHECK(refusal_of(noon) == ERROR_SUCCESS);
  noon.wHour = 24;
  CHECK(refusal_of(noon) == ERROR_INVALID_PARAMETER);
  noon.wHour = 12;
  noon.wMilliseconds = 1000;
  CHECK(refusal_of(noon) == ERROR_INVALID_PARAMETER);
}

TEST_CASE("SSPI-CompareFileTime-order: all 64 bits count") {
  const FILETIME early = file_time(0x00000001FFFFFFFF), late = file_time(0x0000000200000000);
  CHECK(CompareFileTime(&early, &late) == -1);
  CHECK(CompareFileTime(&late, &early) == 1);
  CHECK(CompareFileTime(&late, &late) == 0);
}

TEST_CASE("SSPI-GetSystemTime-now: it is the time of the standard library") {
  const ULONGLONG begin = now_of_the_standard_library();
  FILETIME time{}, in_parts{};
  GetSystemTimeAsFileTime(&time);
  SYSTEMTIME parts{};
  GetSystemTime(&parts);
  const ULONGLONG end = now_of_the_standard_library();
  CHECK(is_between(steps_of(time) / steps_per_second, begin, end));
  CHECK(SystemTimeToFileTime(&parts, &in_parts) == TRUE);
  CHECK(is_between(steps_of(in_parts) / steps_per_second, begin, end));
}

TEST_CASE("SSPI-GetLocalTime-zone: both ways to the local time lead to the same") {
  const ULONGLONG begin = now_shifted_to_the_zone();
  SYSTEMTIME parts{};
  GetLocalTime(&parts);
  const ULONGLONG end = now_shifted_to_the_zone();
  FILETIME local{};
  CHECK(SystemTimeToFileTime(&parts, &local) == TRUE);
  CHECK(is_between(steps_of(local) / steps_per_second, begin, end));
}

TEST_CASE("SSPI-GetTickCount-runs: the clocks run forward, at the same pace") {
  LARGE_INTEGER frequency{}, begin{}, end{};
  CHECK(QueryPerformanceFrequency(&frequency) == TRUE);
  CHECK(frequency.QuadPart > 0);
  CHECK(QueryPerformanceCounter(&begin) == TRUE);
  const ULONGLONG first = GetTickCount64();
  while (GetTickCount64() < first + 50) {
  }
  CHECK(QueryPerformanceCounter(&end) == TRUE);
  CHECK((end.QuadPart - begin.QuadPart) * 1000 / frequency.QuadPart >= 20);
  CHECK(GetTickCount() - static_cast<DWORD>(first) >= 50);
}
