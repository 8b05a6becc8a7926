// TLS_PARAMETERS that a server has for certain application protocols.
#include <array>

#include "handshakes.h"

using namespace peers;

namespace {

/// A server's SCH_CREDENTIALS with parameters for every connection and for one application protocol.
class server_settings {
 public:
  explicit server_settings(std::wstring protocol) : protocol_(std::move(protocol)) {
    protocol_text_ = counted(protocol_);
    special().cAlpnIds = 1;
    special().rgstrAlpnIds = &protocol_text_;
    data_.dwVersion = SCH_CREDENTIALS_VERSION;
    data_.cCreds = 1;
    data_.paCred = &shown_;
    data_.cTlsParameters = 2;
    data_.pTlsParameters = parameters_.data();
  }
  server_settings(const server_settings&) = delete;
  server_settings& operator=(const server_settings&) = delete;

  TLS_PARAMETERS& usual() { return parameters_[0]; }
  TLS_PARAMETERS& special() { return parameters_[1]; }
  /// AES with keys of `bits` and no others.
  void allows_aes_of(DWORD bits, TLS_PARAMETERS& in) {
    setting_ = {TlsParametersCngAlgUsageCipher, counted(aes_), 0, nullptr, bits, bits};
    in.cDisabledCrypto = 1;
    in.pDisabledCrypto = &setting_;
  }
  credential acquire() { return credential::from(SECPKG_CRED_INBOUND, &data_); }

 private:
  static UNICODE_STRING counted(std::wstring& text) {
    const auto length = static_cast<USHORT>(text.size() * sizeof(wchar_t));
    return {length, length, text.data()};
  }

  std::wstring protocol_;
  std::wstring aes_ = L"AES";
  UNICODE_STRING protocol_text_{};
  CRYPTO_SETTINGS setting_{};
  std::array<TLS_PARAMETERS, 2> parameters_{};
  PCCERT_CONTEXT shown_ = server_certificate().context();
  SCH_CREDENTIALS data_{};
};

credential client_of_every_version() {
  new_settings client(role::client);
  return client.acquire();
}

/// What a client that offers `protocol` and that server agree on.
struct agreed {
  outcome came;
  SecPkgContext_ConnectionInfo info{};

  agreed(credential client, credential server, std::string_view protocol) {
    terms wanted;
    if (!protocol.empty()) wanted.client_protocols = application_protocols({protocol});
    wanted.server_protocols = application_protocols({"one", "two"});
    pair both = pair_of(std::move(client), std::move(server), wanted);
    came = shake_hands(both);
    if (came.both_established()) CHECK(asks(both.server, SECPKG_ATTR_CONNECTION_INFO, info) == SEC_E_OK);
  }
};

}  // namespace

TEST_CASE("SSPI-TLS_PARAMETERS-application-protocol: another version") {
  server_settings server(L"two");
  server.special().grbitDisabledProtocols = SP_PROT_TLS1_3_SERVER;
  const auto version_with = [&](std::string_view protocol) {
    return agreed(client_of_every_version(), server.acquire(), protocol).info.dwProtocol;
  };
  CHECK(version_with("two") == SP_PROT_TLS1_2_SERVER);
  CHECK(version_with("one") == SP_PROT_TLS1_3_SERVER);
  CHECK(version_with("") == SP_PROT_TLS1_3_SERVER);
}

TEST_CASE("SSPI-TLS_PARAMETERS-application-protocol: other suites") {
  for_every_version([](tls version) {
    server_settings server(L"two");
    server.allows_aes_of(128, server.special());
    const auto strength_with = [&](std::string_view protocol) {
      return agreed(credential::of(role::client, version), server.acquire(), protocol).info.dwCipherStrength;
    };
    CHECK(strength_with("two") == 128);
    CHECK(strength_with("one") == 256);
  });
}

TEST_CASE("SSPI-TLS_PARAMETERS-application-protocol: what holds for every connection holds there too") {
  server_settings server(L"two");
  server.allows_aes_of(128, server.usual());
  server.special().grbitDisabledProtocols = SP_PROT_TLS1_3_SERVER;
  const agreed both(client_of_every_version(), server.acquire(), "two");
  CHECK(both.info.dwProtocol == SP_PROT_TLS1_2_SERVER);
  CHECK(both.info.dwCipherStrength == 128);
}

TEST_CASE("SSPI-TLS_PARAMETERS-application-protocol: a client that cannot is refused") {
  server_settings server(L"two");
  server.special().grbitDisabledProtocols = SP_PROT_TLS1_2_SERVER;
  const agreed refused(credential::of(role::client, tls::v1_2), server.acquire(), "two");
  CHECK(refused.came.server == SEC_E_UNSUPPORTED_FUNCTION);
  CHECK(refused.came.client == SEC_E_UNSUPPORTED_FUNCTION);
  CHECK(agreed(credential::of(role::client, tls::v1_2), server.acquire(), "one").came.both_established());
}

TEST_CASE("SSPI-TLS_PARAMS_OPTIONAL-honoured: where the client can, and only there") {
  server_settings server(L"two");
  server.special().grbitDisabledProtocols = SP_PROT_TLS1_2_SERVER;
  server.special().dwFlags = TLS_PARAMS_OPTIONAL;
  CHECK(agreed(credential::of(role::client, tls::v1_2), server.acquire(), "two").came.both_established());
  CHECK(agreed(client_of_every_version(), server.acquire(), "two").info.dwProtocol == SP_PROT_TLS1_3_SERVER);
  server.special().grbitDisabledProtocols = SP_PROT_TLS1_3_SERVER;
  CHECK(agreed(client_of_every_version(), server.acquire(), "two").info.dwProtocol == SP_PROT_TLS1_2_SERVER);
  CHECK(agreed(credential::of(role::client, tls::v1_3), server.acquire(), "two").info.dwProtocol ==
        SP_PROT_TLS1_3_SERVER);
}

TEST_CASE("SSPI-TLS_PARAMS_OPTIONAL-honoured: suites that the client does not have") {
  server_settings server(L"two");
  server.allows_aes_of(128, server.special());
  server.special().dwFlags = TLS_PARAMS_OPTIONAL;
  old_settings client(role::client);
  client.supports({CALG_AES_256});
  CHECK(agreed(client.acquire(), server.acquire(), "two").info.dwCipherStrength == 256);
}

TEST_CASE("SSPI-TLS_PARAMETERS-nothing-left: with an application protocol too") {
  server_settings server(L"two");
  server.special().grbitDisabledProtocols = 0xFFFFFFFF;
  CHECK(server.acquire().acquired == SEC_E_ALGORITHM_MISMATCH);
  server.special().dwFlags = TLS_PARAMS_OPTIONAL;
  CHECK(server.acquire().acquired == SEC_E_OK);
}
