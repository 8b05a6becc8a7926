// The calendars of the Windows API and seconds since 1970.
#include "abi/crypt32/times.h"

#include <ctime>

namespace schannel::abi::crypt32 {

namespace {

constexpr std::int64_t from_1601_to_1970 = 11644473600;  // seconds
constexpr std::uint64_t steps_per_second = 10'000'000;

}  // namespace

FILETIME file_time(std::int64_t seconds) {
  if (seconds < -from_1601_to_1970) return {};
  const std::uint64_t steps = static_cast<std::uint64_t>(seconds + from_1601_to_1970) * steps_per_second;
  return {static_cast<DWORD>(steps), static_cast<DWORD>(steps >> 32)};
}

std::int64_t seconds_of(const FILETIME& time) {
  const std::uint64_t steps = std::uint64_t{time.dwHighDateTime} << 32 | time.dwLowDateTime;
  return static_cast<std::int64_t>(steps / steps_per_second) - from_1601_to_1970;
}

std::optional<std::int64_t> seconds_of(const SYSTEMTIME& time) {
  std::tm parts{};
  parts.tm_year = time.wYear - 1900;
  parts.tm_mon = time.wMonth - 1;
  parts.tm_mday = time.wDay;
  parts.tm_hour = time.wHour;
  parts.tm_min = time.wMinute;
  parts.tm_sec = time.wSecond;
  const std::tm wanted = parts;
  const std::time_t seconds = timegm(&parts);
  // timegm turns the 31st of April into the 1st of May; that nobody meant.
  const bool exists = parts.tm_mon == wanted.tm_mon && parts.tm_mday == wanted.tm_mday &&
                      parts.tm_hour == wanted.tm_hour && parts.tm_min == wanted.tm_min &&
                      parts.tm_sec == wanted.tm_sec;
  if (!exists) return std::nullopt;
  return seconds;
}

std::int64_t one_year_after(std::int64_t seconds) {
  const std::time_t moment = seconds;
  std::tm parts{};
  gmtime_r(&moment, &parts);
  ++parts.tm_year;
  return timegm(&parts);
}

}  // namespace schannel::abi::crypt32
