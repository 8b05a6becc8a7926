// Slim reader/writer locks.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule slim_locks[] = {
    {"SSPI-AcquireSRWLockExclusive",
     "A slim lock that SRWLOCK_INIT or InitializeSRWLock made has one exclusive owner at a time.",
     basis::documented, "Microsoft: Slim Reader/Writer (SRW) Locks"},
    {"SSPI-AcquireSRWLockShared",
     "Any number of threads share a slim lock, and none of them while another has it alone; the functions "
     "with "
     "Try do not wait.",
     basis::documented, "Microsoft: Slim Reader/Writer (SRW) Locks"},
};

}  // namespace schannel::rules
