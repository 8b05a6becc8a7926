// Slim reader/writer locks, which need no end and whose first state is a constant.
#pragma once

#include "../api.h"
#include "../types.h"

/// A lock for one writer or many readers. To be used through its functions alone; none of them may be called
/// by a thread that has the lock already, and who took it has to give it up in the same way.
typedef struct _RTL_SRWLOCK {
  PVOID Ptr;
} RTL_SRWLOCK, *PRTL_SRWLOCK;
typedef RTL_SRWLOCK SRWLOCK, *PSRWLOCK;

#define RTL_SRWLOCK_INIT \
  { 0 }
#define SRWLOCK_INIT RTL_SRWLOCK_INIT

OPENSCHANNEL_BEGIN_C

/// Makes a lock that nobody has, as SRWLOCK_INIT does.
OPENSCHANNEL_API void WINAPI InitializeSRWLock(PSRWLOCK SRWLock);

/// Takes the lock as its only owner, waiting for it or, with Try, not.
OPENSCHANNEL_API void WINAPI AcquireSRWLockExclusive(PSRWLOCK SRWLock);
OPENSCHANNEL_API BOOLEAN WINAPI TryAcquireSRWLockExclusive(PSRWLOCK SRWLock);
OPENSCHANNEL_API void WINAPI ReleaseSRWLockExclusive(PSRWLOCK SRWLock);

/// Takes the lock together with others who share it, waiting for it or, with Try, not.
OPENSCHANNEL_API void WINAPI AcquireSRWLockShared(PSRWLOCK SRWLock);
OPENSCHANNEL_API BOOLEAN WINAPI TryAcquireSRWLockShared(PSRWLOCK SRWLock);
OPENSCHANNEL_API void WINAPI ReleaseSRWLockShared(PSRWLOCK SRWLock);

OPENSCHANNEL_END_C
