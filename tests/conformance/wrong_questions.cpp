// The functions that ask and set, that make and free, given what they cannot use.
#include <cstring>

#include "wrong_arguments.h"

using namespace peers;

namespace {

constexpr std::uint8_t untouched = 0xA5;
constexpr ULONG unknown_attribute = 0x7777;

using query_function = SECURITY_STATUS (*)(PSecHandle, ULONG, void*);
using sized_function = SECURITY_STATUS (*)(PSecHandle, ULONG, void*, ULONG);

struct asking {
  const char* name;
  query_function ask;
};
struct asking_with_room {
  const char* name;
  sized_function ask;
};

constexpr asking about_contexts[] = {{"QueryContextAttributesA", QueryContextAttributesA},
                                     {"QueryContextAttributesW", QueryContextAttributesW}};
constexpr asking_with_room about_contexts_with_room[] = {
    {"QueryContextAttributesExA", QueryContextAttributesExA},
    {"QueryContextAttributesExW", QueryContextAttributesExW},
    {"SetContextAttributesA", SetContextAttributesA},
    {"SetContextAttributesW", SetContextAttributesW}};
constexpr asking about_credentials[] = {{"QueryCredentialsAttributesA", QueryCredentialsAttributesA},
                                        {"QueryCredentialsAttributesW", QueryCredentialsAttributesW}};
constexpr asking_with_room about_credentials_with_room[] = {
    {"QueryCredentialsAttributesExA", QueryCredentialsAttributesExA},
    {"QueryCredentialsAttributesExW", QueryCredentialsAttributesExW},
    {"SetCredentialsAttributesA", SetCredentialsAttributesA},
    {"SetCredentialsAttributesW", SetCredentialsAttributesW}};

/// Memory for an answer that is not to come.
struct no_answer {
  bytes memory = bytes(1024, untouched);
  void* at() { return memory.data(); }
  ~no_answer() { CHECK(memory == bytes(memory.size(), untouched)); }
};

/// Handles that name no object of the kind that is asked for.
std::vector<SecHandle> foreign_handles(const SecHandle& other_kind) {
  return {{0, 0}, {~ULONG_PTR{0}, ~ULONG_PTR{0}}, {0xDEADBEEF, 1}, other_kind};
}

void check_foreign_handles(query_function ask, ULONG attribute, const SecHandle& other_kind) {
  no_answer nowhere;
  for (SecHandle handle : foreign_handles(other_kind))
    CHECK(status{ask(&handle, attribute, nowhere.at())} == SEC_E_INVALID_HANDLE);
  CHECK(status{ask(nullptr, attribute, nowhere.at())} == SEC_E_INVALID_HANDLE);
}

void check_foreign_handles(sized_function ask, ULONG attribute, const SecHandle& other_kind) {
  no_answer nowhere;
  for (SecHandle handle : foreign_handles(other_kind))
    CHECK(status{ask(&handle, attribute, nowhere.at(), 1024)} == SEC_E_INVALID_HANDLE);
  CHECK(status{ask(nullptr, attribute, nowhere.at(), 1024)} == SEC_E_INVALID_HANDLE);
}

}  // namespace

TEST_CASE("SSPI-QueryContextAttributes-wrong-arguments: nothing is written") {
  for_every_end([](peer& one, peer& other) {
    for (const asking& function : about_contexts) {
      INFO(function.name);
      no_answer nowhere;
      CHECK(status{function.ask(one.context(), SECPKG_ATTR_STREAM_SIZES, nullptr)} == SEC_E_INTERNAL_ERROR);
      CHECK(status{function.ask(one.context(), unknown_attribute, nowhere.at())} ==
            SEC_E_UNSUPPORTED_FUNCTION);
      check_foreign_handles(function.ask, SECPKG_ATTR_STREAM_SIZES, *one.credential().handle());
    }
    for (const asking_with_room& function : about_contexts_with_room) {
      INFO(function.name);
      const bool sets = std::string_view(function.name).starts_with("Set");
      const ULONG attribute = sets ? SECPKG_ATTR_APP_DATA : SECPKG_ATTR_STREAM_SIZES;
      no_answer nowhere;
      CHECK(status{function.ask(one.context(), attribute, nullptr, 1024)} == SEC_E_INTERNAL_ERROR);
      CHECK(status{function.ask(one.context(), unknown_attribute, nowhere.at(), 1024)} ==
            SEC_E_UNSUPPORTED_FUNCTION);
      for (const ULONG room : {0, 1, 7})
        CHECK(status{function.ask(one.context(), attribute, nowhere.at(), room)} == SEC_E_BUFFER_TOO_SMALL);
      check_foreign_handles(function.ask, attribute, *one.credential().handle());
    }
    check_talks_on(one, other);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-misaligned-memory: an answer may lie anywhere") {
  for_every_end([](peer& one, peer&) {
    SecPkgContext_StreamSizes straight{}, moved{};
    REQUIRE(status{QueryContextAttributesW(one.context(), SECPKG_ATTR_STREAM_SIZES, &straight)} == SEC_E_OK);
    for (std::size_t offset = 1; offset < 8; ++offset) {
      bytes memory(offset + sizeof moved + 8, untouched);
      CHECK(status{QueryContextAttributesW(one.context(), SECPKG_ATTR_STREAM_SIZES,
                                           memory.data() + offset)} == SEC_E_OK);
      std::memcpy(&moved, memory.data() + offset, sizeof moved);
      CHECK(moved.cbTrailer == straight.cbTrailer);
      CHECK(moved.cbMaximumMessage == straight.cbMaximumMessage);
      CHECK(memory[offset - 1] == untouched);
      CHECK(memory[offset + sizeof moved] == untouched);
    }
  });
}

TEST_CASE("SSPI-QueryCredentialsAttributes-wrong-arguments: nothing is written") {
  for_every_end([](peer& one, peer& other) {
    PCredHandle credential = one.credential().handle();
    for (const asking& function : about_credentials) {
      INFO(function.name);
      no_answer nowhere;
      CHECK(status{function.ask(credential, SECPKG_ATTR_SUPPORTED_PROTOCOLS, nullptr)} ==
            SEC_E_INTERNAL_ERROR);
      CHECK(status{function.ask(credential, unknown_attribute, nowhere.at())} == SEC_E_UNSUPPORTED_FUNCTION);
      check_foreign_handles(function.ask, SECPKG_ATTR_SUPPORTED_PROTOCOLS, *one.context());
    }
    for (const asking_with_room& function : about_credentials_with_room) {
      INFO(function.name);
      no_answer nowhere;
      CHECK(status{function.ask(credential, unknown_attribute, nowhere.at(), 1024)} ==
            SEC_E_UNSUPPORTED_FUNCTION);
      check_foreign_handles(function.ask, SECPKG_ATTR_SUPPORTED_PROTOCOLS, *one.context());
    }
    check_talks_on(one, other);
  });
}

TEST_CASE("SSPI-AcquireCredentialsHandle-wrong-arguments: no handle") {
  credential_data data(role::client, tls::v1_3);
  const CredHandle mark{0x1234, 0x5678};
  struct row {
    const char* what;
    const wchar_t* wide;
    const char* narrow;
    DWORD version;
    SECURITY_STATUS expected;
  };
  const row rows[] = {
      {"no package", nullptr, nullptr, 5, SEC_E_SECPKG_NOT_FOUND},
      {"an empty name", L"", "", 5, SEC_E_SECPKG_NOT_FOUND},
      {"half a name", L"Schann", "Schann", 5, SEC_E_SECPKG_NOT_FOUND},
      {"version 0", UNISP_NAME_W, UNISP_NAME_A, 0, SEC_E_UNKNOWN_CREDENTIALS},
      {"version 2", UNISP_NAME_W, UNISP_NAME_A, 2, SEC_E_UNKNOWN_CREDENTIALS},
      {"a version that is to come", UNISP_NAME_W, UNISP_NAME_A, 6, SEC_E_UNKNOWN_CREDENTIALS},
      {"no version at all", UNISP_NAME_W, UNISP_NAME_A, 0xFFFF'FFFF, SEC_E_UNKNOWN_CREDENTIALS},
  };
  for (const row& one : rows) {
    INFO(one.what);
    data.credentials.dwVersion = one.version;
    CredHandle handle = mark;
    TimeStamp expiry{};
    expiry.QuadPart = 42;
    CHECK(status{AcquireCredentialsHandleW(nullptr, const_cast<wchar_t*>(one.wide), SECPKG_CRED_OUTBOUND,
                                           nullptr, &data.credentials, nullptr, nullptr, &handle, &expiry)} ==
          one.expected);
    CHECK(status{AcquireCredentialsHandleA(nullptr, const_cast<char*>(one.narrow), SECPKG_CRED_OUTBOUND,
                                           nullptr, &data.credentials, nullptr, nullptr, &handle, &expiry)} ==
          one.expected);
    CHECK(handle.dwLower == mark.dwLower);
    CHECK(handle.dwUpper == mark.dwUpper);
    CHECK(expiry.QuadPart == 42);
  }
}

TEST_CASE("SSPI-AcquireCredentialsHandle-other-use-bits: a client is a client") {
  credential_data data(role::client, tls::v1_3);
  for (const ULONG other_bits : {0x4U, 0x10U, 0x20U, 0x8000'0000U})
    CHECK(credential::from(SECPKG_CRED_OUTBOUND | other_bits, &data.credentials).acquired == SEC_E_OK);
}

#ifndef _WIN32  // where Windows reads or writes at NULL
TEST_CASE("SSPI-packages-wrong-arguments: nowhere to put the answer") {
  ULONG count = 0xA5A5;
  PSecPkgInfoW wide = nullptr;
  PSecPkgInfoA narrow = nullptr;
  CHECK(status{EnumerateSecurityPackagesW(nullptr, &wide)} == SEC_E_INVALID_PARAMETER);
  CHECK(status{EnumerateSecurityPackagesA(nullptr, &narrow)} == SEC_E_INVALID_PARAMETER);
  CHECK(status{EnumerateSecurityPackagesW(&count, nullptr)} == SEC_E_INVALID_PARAMETER);
  CHECK(status{EnumerateSecurityPackagesA(&count, nullptr)} == SEC_E_INVALID_PARAMETER);
  CHECK(count == 0xA5A5);
  wchar_t name[] = UNISP_NAME_W;
  char narrow_name[] = UNISP_NAME_A;
  CHECK(status{QuerySecurityPackageInfoW(name, nullptr)} == SEC_E_INVALID_PARAMETER);
  CHECK(status{QuerySecurityPackageInfoA(narrow_name, nullptr)} == SEC_E_INVALID_PARAMETER);
  CHECK(status{QuerySecurityPackageInfoW(nullptr, &wide)} == SEC_E_SECPKG_NOT_FOUND);
  CHECK(status{QuerySecurityPackageInfoA(nullptr, &narrow)} == SEC_E_SECPKG_NOT_FOUND);
  CHECK(wide == nullptr);
  CHECK(narrow == nullptr);
}

TEST_CASE("SSPI-functions-without-a-meaning-wrong-arguments: a wrong handle is told apart") {
  for_every_end([](peer& one, peer& other) {
    for (SecHandle handle : foreign_handles(*one.credential().handle())) {
      CHECK(status{CompleteAuthToken(&handle, nullptr)} == SEC_E_INVALID_HANDLE);
      CHECK(status{MakeSignature(&handle, 0, nullptr, 0)} == SEC_E_INVALID_HANDLE);
      CHECK(status{VerifySignature(&handle, nullptr, 0, nullptr)} == SEC_E_INVALID_HANDLE);
      CHECK(status{ImpersonateSecurityContext(&handle)} == SEC_E_INVALID_HANDLE);
      CHECK(status{RevertSecurityContext(&handle)} == SEC_E_INVALID_HANDLE);
      CHECK(status{QuerySecurityContextToken(&handle, nullptr)} == SEC_E_INVALID_HANDLE);
      CHECK(status{ExportSecurityContext(&handle, 0, nullptr, nullptr)} == SEC_E_INVALID_HANDLE);
    }
    for (SecHandle handle : foreign_handles(*one.context())) {
      CHECK(status{AddCredentialsW(&handle, nullptr, nullptr, 0, nullptr, nullptr, nullptr, nullptr)} ==
            SEC_E_INVALID_HANDLE);
      CHECK(status{AddCredentialsA(&handle, nullptr, nullptr, 0, nullptr, nullptr, nullptr, nullptr)} ==
            SEC_E_INVALID_HANDLE);
    }
    CHECK(status{CompleteAuthToken(one.context(), nullptr)} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(status{MakeSignature(one.context(), 0, nullptr, 0)} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(status{VerifySignature(one.context(), nullptr, 0, nullptr)} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(status{ImpersonateSecurityContext(one.context())} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(status{RevertSecurityContext(one.context())} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(status{QuerySecurityContextToken(one.context(), nullptr)} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(status{ExportSecurityContext(one.context(), 0, nullptr, nullptr)} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(status{ImportSecurityContextA(nullptr, nullptr, nullptr, nullptr)} == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(status{ImportSecurityContextW(nullptr, nullptr, nullptr, nullptr)} == SEC_E_UNSUPPORTED_FUNCTION);
    check_talks_on(one, other);
  });
}
#endif
