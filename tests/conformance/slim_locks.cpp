// Slim reader/writer locks.
#include <doctest/doctest.h>

#include <thread>

#include "errors.h"

namespace {

bool can_be_taken_alone(SRWLOCK& lock) {
  bool taken = false;
  std::thread([&] {
    taken = TryAcquireSRWLockExclusive(&lock) != FALSE;
    if (taken) ReleaseSRWLockExclusive(&lock);
  }).join();
  return taken;
}

bool can_be_shared(SRWLOCK& lock) {
  bool taken = false;
  std::thread([&] {
    taken = TryAcquireSRWLockShared(&lock) != FALSE;
    if (taken) ReleaseSRWLockShared(&lock);
  }).join();
  return taken;
}

}  // namespace

TEST_CASE("SSPI-AcquireSRWLockExclusive: one owner at a time") {
  static SRWLOCK constant = SRWLOCK_INIT;
  SRWLOCK made;
  InitializeSRWLock(&made);
  for (SRWLOCK* lock : {&constant, &made}) {
    int count = 0;
    const auto count_up = [&] {
      for (int i = 0; i < 10'000; ++i) {
        AcquireSRWLockExclusive(lock);
        ++count;
        ReleaseSRWLockExclusive(lock);
      }
    };
    std::thread other(count_up);
    count_up();
    other.join();
    CHECK(count == 20'000);
    CHECK(can_be_taken_alone(*lock));
  }
}

TEST_CASE("SSPI-AcquireSRWLockShared: many share what nobody has alone") {
  SRWLOCK lock = SRWLOCK_INIT;
  AcquireSRWLockShared(&lock);
  CHECK(can_be_shared(lock));
  CHECK(!can_be_taken_alone(lock));
  ReleaseSRWLockShared(&lock);
  CHECK(can_be_taken_alone(lock));
  AcquireSRWLockExclusive(&lock);
  CHECK(!can_be_shared(lock));
  CHECK(!can_be_taken_alone(lock));
  ReleaseSRWLockExclusive(&lock);
  CHECK(can_be_shared(lock));
}

TEST_CASE("SSPI-AcquireSRWLockShared: who waits goes on when the lock is free") {
  SRWLOCK lock = SRWLOCK_INIT;
  int written = 0, read = 0;
  AcquireSRWLockShared(&lock);
  std::thread writer([&] {
    AcquireSRWLockExclusive(&lock);
    written = 1;
    ReleaseSRWLockExclusive(&lock);
  });
  CHECK(written == 0);
  ReleaseSRWLockShared(&lock);
  writer.join();
  CHECK(written == 1);
  AcquireSRWLockExclusive(&lock);
  std::thread reader([&] {
    AcquireSRWLockShared(&lock);
    read = written;
    ReleaseSRWLockShared(&lock);
  });
  written = 2;
  ReleaseSRWLockExclusive(&lock);
  reader.join();
  CHECK(read == 2);
}
