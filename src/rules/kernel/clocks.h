// Times of day, and clocks that only run.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule clocks[] = {
    {"SSPI-FileTimeToSystemTime-parts",
     "100-nanosecond steps since 1601 become a date, its day of the week and a time, and back.",
     basis::documented, "Microsoft: FileTimeToSystemTime, SystemTimeToFileTime"},
    {"SSPI-FileTimeToSystemTime-range", "A time of 0x8000000000000000 or more: ERROR_INVALID_PARAMETER.",
     basis::documented, "Microsoft: FileTimeToSystemTime"},
    {"SSPI-SystemTimeToFileTime-invalid",
     "A date that no calendar has, or a year outside 1601 to 30827: ERROR_INVALID_PARAMETER; the day of the "
     "week does "
     "not matter.",
     basis::documented, "Microsoft: SystemTimeToFileTime"},
    {"SSPI-CompareFileTime-order", "-1, 0 or 1, over all 64 bits.", basis::documented,
     "Microsoft: CompareFileTime"},
    {"SSPI-GetSystemTime-now",
     "GetSystemTime and GetSystemTimeAsFileTime tell the time of the standard library.", basis::documented,
     "Microsoft: GetSystemTimeAsFileTime"},
    {"SSPI-GetLocalTime-zone",
     "GetLocalTime and FileTimeToLocalFileTime differ from UTC by the distance of the time zone.",
     basis::documented, "Microsoft: FileTimeToLocalFileTime"},
    {"SSPI-GetTickCount-runs",
     "GetTickCount64, its lower half GetTickCount, and the performance counter run forward, at the same "
     "pace.",
     basis::documented, "Microsoft: GetTickCount64, QueryPerformanceCounter"},
};

}  // namespace schannel::rules
