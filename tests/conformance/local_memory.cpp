// Memory of the local and of the process heap, and the last error of each thread.
#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include "errors.h"

using namespace peers;

TEST_CASE("SSPI-LocalAlloc: memory of any size, zeroed with LPTR, until it is freed") {
  auto* memory = static_cast<BYTE*>(LocalAlloc(LPTR, 1000));
  REQUIRE(memory != nullptr);
  CHECK(std::all_of(memory, memory + 1000, [](BYTE byte) { return byte == 0; }));
  std::fill_n(memory, 1000, BYTE{1});
  CHECK(LocalFree(memory) == nullptr);

  const HLOCAL one = LocalAlloc(LMEM_FIXED, 1), other = LocalAlloc(LMEM_FIXED, 1);
  CHECK(one != nullptr);
  CHECK(one != other);
  CHECK(LocalFree(one) == nullptr);
  CHECK(LocalFree(other) == nullptr);
  CHECK(LocalFree(nullptr) == nullptr);
}

TEST_CASE("SSPI-HeapAlloc: memory of the process heap, zeroed with HEAP_ZERO_MEMORY, until it is freed") {
  const HANDLE heap = GetProcessHeap();
  CHECK(heap != nullptr);
  CHECK(GetProcessHeap() == heap);
  auto* memory = static_cast<BYTE*>(HeapAlloc(heap, HEAP_ZERO_MEMORY, 1000));
  REQUIRE(memory != nullptr);
  CHECK(std::all_of(memory, memory + 1000, [](BYTE byte) { return byte == 0; }));
  CHECK(HeapFree(heap, 0, memory) != FALSE);
  CHECK(HeapFree(heap, 0, nullptr) != FALSE);
}

TEST_CASE("SSPI-GetLastError: every thread has a last error of its own, which stays until the next one") {
  SetLastError(ERROR_MORE_DATA);
  DWORD others = ERROR_MORE_DATA;
  std::thread([&] {
    others = GetLastError();
    SetLastError(ERROR_BUSY);
  }).join();
  CHECK(others == ERROR_SUCCESS);
  CHECK(GetLastError() == ERROR_MORE_DATA);
  CHECK(GetLastError() == ERROR_MORE_DATA);
}
