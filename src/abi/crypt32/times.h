// The calendars of the Windows API and seconds since 1970.
#pragma once

#include <wincrypt.h>

#include <cstdint>
#include <optional>

namespace schannel::abi::crypt32 {

/// `seconds` since 1970 (UTC) as a FILETIME; zero for what lies before its calendar.
FILETIME file_time(std::int64_t seconds);

/// Whole seconds since 1970 (UTC); before it they are negative.
std::int64_t seconds_of(const FILETIME& time);

/// Seconds since 1970 of a time in UTC, without its milliseconds; nothing for what is no time of any day.
std::optional<std::int64_t> seconds_of(const SYSTEMTIME& time);

/// The same date and time a year later; a leap day leads to the first of March.
std::int64_t one_year_after(std::int64_t seconds);

}  // namespace schannel::abi::crypt32
