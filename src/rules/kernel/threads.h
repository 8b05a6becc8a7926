// The numbers of processes and threads, and the lock that threads share.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule threads[] = {
    {"SSPI-EnterCriticalSection-excludes", "One thread at a time has a critical section.", basis::documented,
     "Microsoft: EnterCriticalSection"},
    {"SSPI-EnterCriticalSection-again",
     "Its thread may enter it again, and has to leave it as often; TryEnterCriticalSection does not wait.",
     basis::documented, "Microsoft: EnterCriticalSection"},
    {"SSPI-GetCurrentThreadId", "Each thread has a number of its own, and all of them one process.",
     basis::documented, "Microsoft: GetCurrentThreadId"},
    {"SSPI-Sleep", "A thread sleeps for the milliseconds it asks for, or longer.", basis::documented,
     "Microsoft: Sleep function"},
};

}  // namespace schannel::rules
