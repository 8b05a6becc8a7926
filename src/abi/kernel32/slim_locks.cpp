// Slim reader/writer locks: one word, which counts the readers or says that a writer is there.
#include <windows.h>

#include <atomic>
#include <cstdint>

namespace {

using word = std::uintptr_t;
constexpr word nobody = 0;
constexpr word writer = UINTPTR_MAX;

static_assert(alignof(SRWLOCK) >= std::atomic_ref<PVOID>::required_alignment);

std::atomic_ref<PVOID> word_of(PSRWLOCK lock) {
  return std::atomic_ref<PVOID>(lock->Ptr);
}

PVOID stored(word value) {
  return reinterpret_cast<PVOID>(value);
}

/// Puts `next` in the place of `seen`; otherwise `seen` is what stands there.
bool replace(PSRWLOCK lock, word& seen, word next) {
  PVOID expected = stored(seen);
  const bool replaced = word_of(lock).compare_exchange_strong(expected, stored(next));
  seen = reinterpret_cast<word>(expected);
  return replaced;
}

/// What the lock holds when it cannot be taken; nobody when it has been.
word take_alone(PSRWLOCK lock) {
  word seen = nobody;
  replace(lock, seen, writer);
  return seen;
}

bool take_together(PSRWLOCK lock) {
  word readers = nobody;
  while (readers != writer)
    if (replace(lock, readers, readers + 1)) return true;
  return false;
}

}  // namespace

void WINAPI InitializeSRWLock(PSRWLOCK SRWLock) {
  *SRWLock = SRWLOCK_INIT;
}

void WINAPI AcquireSRWLockExclusive(PSRWLOCK SRWLock) {
  while (const word holder = take_alone(SRWLock)) word_of(SRWLock).wait(stored(holder));
}

BOOLEAN WINAPI TryAcquireSRWLockExclusive(PSRWLOCK SRWLock) {
  return take_alone(SRWLock) == nobody ? TRUE : FALSE;
}

void WINAPI ReleaseSRWLockExclusive(PSRWLOCK SRWLock) {
  word_of(SRWLock).store(stored(nobody));
  word_of(SRWLock).notify_all();
}

void WINAPI AcquireSRWLockShared(PSRWLOCK SRWLock) {
  while (!take_together(SRWLock)) word_of(SRWLock).wait(stored(writer));
}

BOOLEAN WINAPI TryAcquireSRWLockShared(PSRWLOCK SRWLock) {
  return take_together(SRWLock) ? TRUE : FALSE;
}

void WINAPI ReleaseSRWLockShared(PSRWLOCK SRWLock) {
  word readers = 1;
  while (!replace(SRWLock, readers, readers - 1)) {
  }
  word_of(SRWLock).notify_all();
}
