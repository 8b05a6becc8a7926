// What is found by name here, where Windows has more libraries than one.
#include <doctest/doctest.h>

#include <windows.h>

#include "support/crypt32.h"

using schannel::test::error_of;

TEST_CASE("SSPI-GetProcAddress-wine: this is no Wine, and says so") {
  CHECK((GetProcAddress(GetModuleHandleA("ntdll.dll"), "wine_get_version") == nullptr));
}

TEST_CASE("SSPI-GetProcAddress-any-library: every library has every function, and so has the program") {
  const auto address = reinterpret_cast<void (*)()>(&CertFreeCertificateContext);
  for (const char* name :
       {"crypt32", "secur32.dll", "C:\\Windows\\System32\\kernel32.dll", "/usr/lib/ncrypt"}) {
    CAPTURE(name);
    const auto found = GetProcAddress(LoadLibraryA(name), "CertFreeCertificateContext");
    CHECK((reinterpret_cast<void (*)()>(found) == address));
  }
  const auto found = GetProcAddress(GetModuleHandleA(nullptr), "CertFreeCertificateContext");
  CHECK((reinterpret_cast<void (*)()>(found) == address));
}

TEST_CASE("SSPI-GetProcAddress-handles: an invented handle and an ordinal are refused") {
  int nothing = 0;
  const auto invented = reinterpret_cast<HMODULE>(&nothing);
  const auto ordinal = reinterpret_cast<LPCSTR>(1);
  for (const HMODULE handle : {HMODULE{}, invented}) {
    CHECK(error_of([&] { return GetProcAddress(handle, "GetLastError") != nullptr; }) ==
          ERROR_INVALID_HANDLE);
    CHECK(error_of([&] { return FreeLibrary(handle); }) == ERROR_INVALID_HANDLE);
  }
  const HMODULE library = LoadLibraryA("crypt32");
  CHECK(error_of([&] { return GetProcAddress(library, ordinal) != nullptr; }) == ERROR_PROC_NOT_FOUND);
  CHECK(error_of([&] { return GetProcAddress(library, "") != nullptr; }) == ERROR_PROC_NOT_FOUND);
}
