// What programs hear when they ask for the version of Windows. On Windows itself it may be a later one.
#include <doctest/doctest.h>

#include "errors.h"

using namespace peers;

namespace {

template <typename Information>
Information sized() {
  Information made{};
  made.dwOSVersionInfoSize = sizeof made;
  return made;
}

struct condition {
  DWORD type;
  BYTE compares;
};

SECURITY_STATUS verified(OSVERSIONINFOEXW wanted, std::initializer_list<condition> conditions) {
  DWORD types = 0;
  DWORDLONG mask = 0;
  for (const auto& [type, compares] : conditions) {
    types |= type;
    VER_SET_CONDITION(mask, type, compares);
  }
  return error_of([&] { return VerifyVersionInfoW(&wanted, types, mask); });
}

OSVERSIONINFOEXW version(DWORD major, DWORD minor, WORD service_pack = 0) {
  auto made = sized<OSVERSIONINFOEXW>();
  made.dwMajorVersion = major;
  made.dwMinorVersion = minor;
  made.wServicePackMajor = service_pack;
  return made;
}

using rtl_get_version = LONG(NTAPI*)(OSVERSIONINFOW*);
using rtl_verify_version_info = LONG(NTAPI*)(OSVERSIONINFOEXW*, ULONG, ULONGLONG);

template <typename Function>
Function ntdll_function(const char* name) {
  auto* found = reinterpret_cast<void (*)()>(GetProcAddress(GetModuleHandleA("ntdll.dll"), name));
  REQUIRE((found != nullptr));
  return reinterpret_cast<Function>(found);
}

}  // namespace

TEST_CASE("SSPI-RtlGetVersion: Windows 10.0, with a build that has TLS 1.3") {
  auto plain = sized<OSVERSIONINFOW>();
  CHECK(ntdll_function<rtl_get_version>("RtlGetVersion")(&plain) == 0);
  CHECK(plain.dwMajorVersion == 10);
  CHECK(plain.dwMinorVersion == 0);
  CHECK(plain.dwBuildNumber >= 20348);
  CHECK(plain.dwPlatformId == VER_PLATFORM_WIN32_NT);

  auto extended = sized<OSVERSIONINFOEXW>();
  CHECK(ntdll_function<rtl_get_version>("RtlGetVersion")(reinterpret_cast<OSVERSIONINFOW*>(&extended)) == 0);
  CHECK(extended.dwBuildNumber == plain.dwBuildNumber);
  CHECK(extended.wProductType != 0);
}

TEST_CASE("SSPI-GetVersionEx-sizes: the size says which structure it is, and another one is refused") {
  auto narrow = sized<OSVERSIONINFOA>();
  CHECK(GetVersionExA(&narrow) == TRUE);
  CHECK(narrow.dwPlatformId == VER_PLATFORM_WIN32_NT);
  auto extended = sized<OSVERSIONINFOEXW>();
  CHECK(GetVersionExW(reinterpret_cast<OSVERSIONINFOW*>(&extended)) == TRUE);
  CHECK(extended.wProductType != 0);
  auto wrong = sized<OSVERSIONINFOW>();
  wrong.dwOSVersionInfoSize -= 1;
  CHECK(error_of([&] { return GetVersionExW(&wrong); }) == ERROR_INSUFFICIENT_BUFFER);
  CHECK(wrong.dwMajorVersion == 0);
}

TEST_CASE("SSPI-VerifyVersionInfo-version: major, minor and service pack are compared as one number") {
  constexpr BYTE at_least = VER_GREATER_EQUAL;
  CHECK(verified(version(5, 9, 9), {{VER_MAJORVERSION, at_least},
                                    {VER_MINORVERSION, at_least},
                                    {VER_SERVICEPACKMAJOR, at_least}}) == ERROR_SUCCESS);
  CHECK(verified(version(11, 0), {{VER_MAJORVERSION, at_least}, {VER_MINORVERSION, at_least}}) ==
        ERROR_OLD_WIN_VERSION);
  CHECK(verified(version(6, 1), {{VER_MAJORVERSION, VER_LESS}}) == ERROR_OLD_WIN_VERSION);
  CHECK(verified(version(250, 0), {{VER_MAJORVERSION, VER_LESS}}) == ERROR_SUCCESS);
}

TEST_CASE("SSPI-VerifyVersionInfo-others: the rest is compared member by member") {
  auto wanted = version(0, 0);
  wanted.dwPlatformId = VER_PLATFORM_WIN32_NT;
  CHECK(verified(wanted, {{VER_PLATFORMID, VER_EQUAL}}) == ERROR_SUCCESS);
  wanted.dwPlatformId = VER_PLATFORM_WIN32_WINDOWS;
  CHECK(verified(wanted, {{VER_PLATFORMID, VER_EQUAL}}) == ERROR_OLD_WIN_VERSION);
  wanted.dwBuildNumber = 9000000;
  CHECK(verified(wanted, {{VER_BUILDNUMBER, VER_GREATER_EQUAL}}) == ERROR_OLD_WIN_VERSION);
  CHECK(verified(wanted, {{VER_BUILDNUMBER, VER_LESS}}) == ERROR_SUCCESS);
}

TEST_CASE("SSPI-VerifyVersionInfo-nothing: without a condition there is nothing to verify") {
  auto wanted = version(10, 0);
  CHECK(error_of([&] { return VerifyVersionInfoW(&wanted, 0, 0); }) == ERROR_BAD_ARGUMENTS);
  auto narrow = sized<OSVERSIONINFOEXA>();
  CHECK(error_of([&] { return VerifyVersionInfoA(&narrow, VER_MAJORVERSION, 0); }) == ERROR_BAD_ARGUMENTS);
}

TEST_CASE("SSPI-RtlVerifyVersionInfo: it says the same in its own words") {
  const auto verify = ntdll_function<rtl_verify_version_info>("RtlVerifyVersionInfo");
  constexpr LONG revision_mismatch = static_cast<LONG>(0xC0000059);
  auto wanted = version(10, 0);
  const ULONGLONG at_least = VerSetConditionMask(0, VER_MAJORVERSION, VER_GREATER_EQUAL);
  CHECK(verify(&wanted, VER_MAJORVERSION, at_least) == 0);
  wanted.dwMajorVersion = 200;
  CHECK(verify(&wanted, VER_MAJORVERSION, at_least) == revision_mismatch);
}
