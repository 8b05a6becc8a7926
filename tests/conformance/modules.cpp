// Libraries and functions that programs find by name.
#include <doctest/doctest.h>

#include "errors.h"

using namespace peers;

namespace {

/// The function of that name in a library, as the type of `like`.
template <typename Function>
Function* function_of(const char* library, const char* name, Function*) {
  const HMODULE module = LoadLibraryA(library);
  REQUIRE(module != nullptr);
  // By way of void(), as which compilers let any function pass.
  auto* found = reinterpret_cast<void (*)()>(GetProcAddress(module, name));
  FreeLibrary(module);
  return reinterpret_cast<Function*>(found);
}

#define FUNCTION_OF(library, function) function_of(library, #function, &function)

}  // namespace

TEST_CASE(
    "SSPI-LoadLibrary-names: the libraries around Schannel are there, in any case and with or without .dll") {
  for (const char* name : {"secur32.dll", "security.dll", "sspicli.dll", "schannel.dll", "crypt32.dll",
                           "ncrypt.dll", "bcrypt.dll", "advapi32.dll", "kernel32.dll", "ntdll.dll",
                           "SECUR32.DLL", "Crypt32", "crypt32", "KERNEL32"}) {
    CAPTURE(name);
    const HMODULE loaded = LoadLibraryA(name);
    CHECK(loaded != nullptr);
    CHECK(FreeLibrary(loaded) == TRUE);
    const std::string narrow = name;
    const HMODULE wide = LoadLibraryW(std::wstring(narrow.begin(), narrow.end()).c_str());
    CHECK(wide == loaded);
    CHECK(FreeLibrary(wide) == TRUE);
  }
  CHECK(LoadLibraryExA("secur32.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32) == LoadLibraryA("Secur32"));
  CHECK(LoadLibraryExW(L"secur32.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32) == LoadLibraryW(L"Secur32"));
}

TEST_CASE("SSPI-LoadLibrary-unknown: another library is not there") {
  CHECK(error_of([] { return LoadLibraryA("no such library.dll"); }) == ERROR_MOD_NOT_FOUND);
  CHECK(error_of([] { return LoadLibraryW(L"no such library"); }) == ERROR_MOD_NOT_FOUND);
  CHECK(error_of([] { return GetModuleHandleA("no such library"); }) == ERROR_MOD_NOT_FOUND);
  CHECK(error_of([] { return LoadLibraryA(nullptr); }) == ERROR_INVALID_PARAMETER);
}

TEST_CASE("SSPI-GetModuleHandle: what is loaded is found, and NULL is the program") {
  CHECK(GetModuleHandleA("kernel32.dll") == LoadLibraryA("kernel32.dll"));
  CHECK(GetModuleHandleW(L"ntdll") == GetModuleHandleA("ntdll.dll"));
  CHECK(GetModuleHandleA(nullptr) != nullptr);
  CHECK(GetModuleHandleA(nullptr) == GetModuleHandleW(nullptr));
  CHECK(GetModuleHandleA(nullptr) != GetModuleHandleA("kernel32"));
}

TEST_CASE("SSPI-GetProcAddress-finds: a function found by name is the function") {
  const auto tables = FUNCTION_OF("secur32.dll", InitSecurityInterfaceW);
  REQUIRE((tables != nullptr));
  CHECK(tables()->dwVersion == InitSecurityInterfaceW()->dwVersion);
  CHECK((FUNCTION_OF("security.dll", InitSecurityInterfaceA)()->QueryContextAttributesA != nullptr));
  CHECK(FUNCTION_OF("crypt32.dll", CertFreeCertificateContext)(nullptr) == TRUE);
  CHECK(FUNCTION_OF("kernel32.dll", GetTickCount64)() != 0);
}

TEST_CASE("SSPI-GetProcAddress-unknown: a name that no function has, and one written in another case") {
  const HMODULE library = GetModuleHandleA("ntdll.dll");
  CHECK(error_of([&] { return GetProcAddress(library, "wine_get_nothing") != nullptr; }) ==
        ERROR_PROC_NOT_FOUND);
  CHECK(error_of([&] { return GetProcAddress(library, "rtlgetversion") != nullptr; }) ==
        ERROR_PROC_NOT_FOUND);
  CHECK((GetProcAddress(library, "RtlGetVersion") != nullptr));
}
