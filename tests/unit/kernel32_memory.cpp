// What heaps have to say to requests that make no sense here.
#include <doctest/doctest.h>

#include <windows.h>

#include "support/crypt32.h"

using schannel::test::error_of;

TEST_CASE("SSPI-HeapAlloc-parameters: an invented heap has no memory, and none of it moves") {
  int nothing = 0;
  CHECK(HeapAlloc(&nothing, 0, 1) == nullptr);
  CHECK(HeapAlloc(nullptr, 0, 1) == nullptr);
  CHECK(error_of([&] { return HeapFree(&nothing, 0, nullptr); }) == ERROR_INVALID_HANDLE);
  constexpr UINT moveable = 2;
  CHECK(error_of([&] { return LocalAlloc(moveable, 1) != nullptr; }) == ERROR_INVALID_PARAMETER);
}
