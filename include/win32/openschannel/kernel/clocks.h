// Times of day, and clocks that only run. Pointers have to lead somewhere; where a function can say that one
// does not, it does.
#pragma once

#include "../api.h"
#include "../types.h"

OPENSCHANNEL_BEGIN_C

/// Takes a time of UTC apart. Returns FALSE with ERROR_INVALID_PARAMETER for one beyond the calendar.
OPENSCHANNEL_API BOOL WINAPI FileTimeToSystemTime(const FILETIME* lpFileTime, LPSYSTEMTIME lpSystemTime);

/// Puts a time together; the day of the week does not matter. Returns FALSE with ERROR_INVALID_PARAMETER for
/// a date that does not exist.
OPENSCHANNEL_API BOOL WINAPI SystemTimeToFileTime(const SYSTEMTIME* lpSystemTime, LPFILETIME lpFileTime);

/// Shifts a time from UTC to the time zone of this system, by its distance now. Returns FALSE with
/// ERROR_INVALID_PARAMETER for one that would lie before 1601.
OPENSCHANNEL_API BOOL WINAPI FileTimeToLocalFileTime(const FILETIME* lpFileTime, LPFILETIME lpLocalFileTime);

/// Returns -1, 0 or 1: the first time is earlier, the same or later.
OPENSCHANNEL_API LONG WINAPI CompareFileTime(const FILETIME* lpFileTime1, const FILETIME* lpFileTime2);

/// The time now: in UTC, and in the time zone of this system.
OPENSCHANNEL_API void WINAPI GetSystemTime(LPSYSTEMTIME lpSystemTime);
OPENSCHANNEL_API void WINAPI GetLocalTime(LPSYSTEMTIME lpSystemTime);
OPENSCHANNEL_API void WINAPI GetSystemTimeAsFileTime(LPFILETIME lpSystemTimeAsFileTime);

/// Milliseconds since the system was started; the first begins again after 49.7 days.
OPENSCHANNEL_API DWORD WINAPI GetTickCount(void);
OPENSCHANNEL_API ULONGLONG WINAPI GetTickCount64(void);

/// A clock that only runs, and the number of its steps in a second.
OPENSCHANNEL_API BOOL WINAPI QueryPerformanceCounter(LARGE_INTEGER* lpPerformanceCount);
OPENSCHANNEL_API BOOL WINAPI QueryPerformanceFrequency(LARGE_INTEGER* lpFrequency);

OPENSCHANNEL_END_C
