// The version of Windows whose behaviour this is.
#include <doctest/doctest.h>

#include <windows.h>

TEST_CASE("SSPI-GetVersionEx-version: it is 10.0.22000, a workstation without a service pack") {
  OSVERSIONINFOEXA version{};
  version.dwOSVersionInfoSize = sizeof version;
  version.szCSDVersion[0] = '#';
  CHECK(GetVersionExA(reinterpret_cast<OSVERSIONINFOA*>(&version)) == TRUE);
  CHECK(version.dwMajorVersion == 10);
  CHECK(version.dwMinorVersion == 0);
  CHECK(version.dwBuildNumber == 22000);
  CHECK(version.wProductType == VER_NT_WORKSTATION);
  CHECK(version.szCSDVersion[0] == '\0');
}
