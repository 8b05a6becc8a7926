// The administrator's file, seen from the Windows API: what it decides holds for the next credential.
#include <doctest/doctest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "abi/credentials.h"

using namespace schannel;

namespace {

/// A configuration file that SCHANNEL_CONFIG names, for as long as a test runs.
class configured {
 public:
  explicit configured(std::string_view text) {
    std::string name = (std::filesystem::temp_directory_path() / "schannel-XXXXXX").string();
    const int file = ::mkstemp(name.data());
    REQUIRE(file >= 0);
    ::close(file);
    path_ = name;
    write(text);
    ::setenv("SCHANNEL_CONFIG", path_.c_str(), 1);
  }
  ~configured() {
    ::unsetenv("SCHANNEL_CONFIG");
    std::filesystem::remove(path_);
  }

  void write(std::string_view text) const { std::ofstream(path_) << text; }

 private:
  std::filesystem::path path_;
};

struct acquired {
  explicit acquired(DWORD protocols) {
    SCHANNEL_CRED data{};
    data.dwVersion = SCHANNEL_CRED_VERSION;
    data.grbitEnabledProtocols = protocols;
    wchar_t package[] = L"Schannel";
    status = AcquireCredentialsHandleW(nullptr, package, SECPKG_CRED_OUTBOUND, nullptr, &data, nullptr,
                                       nullptr, &handle, nullptr);
  }
  acquired(const acquired&) = delete;
  acquired& operator=(const acquired&) = delete;
  ~acquired() {
    if (status == SEC_E_OK) FreeCredentialsHandle(&handle);
  }

  DWORD versions() {
    SecPkgCred_SupportedProtocols protocols{};
    CHECK(QueryCredentialsAttributesW(&handle, SECPKG_ATTR_SUPPORTED_PROTOCOLS, &protocols) == SEC_E_OK);
    return protocols.grbitProtocol;
  }

  CredHandle handle{};
  SECURITY_STATUS status = SEC_E_INTERNAL_ERROR;
};

}  // namespace

TEST_CASE("the file decides about the next credential, and not about those there are") {
  const configured file("[Protocols.\"TLS 1.1\".Client]\nDisabledByDefault = 0\n");
  acquired before(0);
  CHECK(before.versions() == (SP_PROT_TLS1_1_CLIENT | SP_PROT_TLS1_2_CLIENT));
  file.write("[Protocols.\"TLS 1.2\".Client]\nEnabled = 0\n[Protocols.\"TLS 1.1\".Client]\nEnabled = 0\n");
  CHECK(before.versions() == (SP_PROT_TLS1_1_CLIENT | SP_PROT_TLS1_2_CLIENT));
  CHECK(acquired(0).status == SEC_E_ALGORITHM_MISMATCH);
  CHECK(acquired(SP_PROT_TLS1_2_CLIENT).status == SEC_E_ALGORITHM_MISMATCH);
  CHECK(acquired(SP_PROT_TLS1_0_CLIENT).versions() == SP_PROT_TLS1_0_CLIENT);
}

TEST_CASE("a credential keeps what was decided when it was acquired") {
  const configured file("ServerCacheTime = 5\n");
  acquired made(0);
  const auto kept = abi::credentials().find(&made.handle);
  REQUIRE(kept);
  CHECK(kept->system->server_cache_time == std::chrono::milliseconds(5));
  CHECK(kept->session_lifespan == std::chrono::hours(10));
  CHECK(kept->reconnects());
}
