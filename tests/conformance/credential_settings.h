// Credentials with settings of the test's own, and what two of them agree on.
#pragma once

#include "support/ends.h"

namespace peers {

/// A SCHANNEL_CRED of version 4 that checks nothing, and shows the certificate of servers if it is for one.
struct old_settings {
  explicit old_settings(role who) : who_(who) {
    data.dwVersion = SCHANNEL_CRED_VERSION;
    data.dwFlags = SCH_CRED_MANUAL_CRED_VALIDATION | SCH_CRED_NO_DEFAULT_CREDS;
    if (who == role::client) return;
    data.cCreds = 1;
    data.paCred = &shown_;
  }
  old_settings(const old_settings&) = delete;
  old_settings& operator=(const old_settings&) = delete;

  void supports(std::vector<ALG_ID> algorithms) {
    algorithms_ = std::move(algorithms);
    data.cSupportedAlgs = static_cast<DWORD>(algorithms_.size());
    data.palgSupportedAlgs = algorithms_.data();
  }
  credential acquire() {
    return credential::from(who_ == role::client ? SECPKG_CRED_OUTBOUND : SECPKG_CRED_INBOUND, &data);
  }

  SCHANNEL_CRED data{};

 private:
  role who_;
  PCCERT_CONTEXT shown_ = server_certificate().context();
  std::vector<ALG_ID> algorithms_;
};

/// The same as a SCH_CREDENTIALS.
struct new_settings {
  explicit new_settings(role who) : who_(who) {
    data.dwVersion = SCH_CREDENTIALS_VERSION;
    data.dwFlags = SCH_CRED_MANUAL_CRED_VALIDATION | SCH_CRED_NO_DEFAULT_CREDS;
    data.cTlsParameters = 1;
    data.pTlsParameters = &parameters;
    if (who == role::client) return;
    data.cCreds = 1;
    data.paCred = &shown_;
  }
  new_settings(const new_settings&) = delete;
  new_settings& operator=(const new_settings&) = delete;

  /// Disables one algorithm, in these chaining modes or in all.
  void disables(eTlsAlgorithmUsage usage, std::wstring name, std::vector<std::wstring> modes = {}) {
    name_ = std::move(name);
    modes_ = std::move(modes);
    for (std::wstring& mode : modes_) mode_texts_.push_back(counted(mode));
    setting.eAlgorithmUsage = usage;
    setting.strCngAlgId = counted(name_);
    setting.cChainingModes = static_cast<DWORD>(mode_texts_.size());
    setting.rgstrChainingModes = mode_texts_.data();
    parameters.cDisabledCrypto = 1;
    parameters.pDisabledCrypto = &setting;
  }
  credential acquire() {
    return credential::from(who_ == role::client ? SECPKG_CRED_OUTBOUND : SECPKG_CRED_INBOUND, &data);
  }

  SCH_CREDENTIALS data{};
  TLS_PARAMETERS parameters{};
  CRYPTO_SETTINGS setting{};

 private:
  static UNICODE_STRING counted(std::wstring& text) {
    const auto length = static_cast<USHORT>(text.size() * sizeof(wchar_t));
    return {length, static_cast<USHORT>(length + sizeof(wchar_t)), text.data()};
  }

  role who_;
  PCCERT_CONTEXT shown_ = server_certificate().context();
  std::wstring name_;
  std::vector<std::wstring> modes_;
  std::vector<UNICODE_STRING> mode_texts_;
};

/// What a client and a server agree on; zeros if they do not.
inline SecPkgContext_ConnectionInfo agreement(credential client, credential server) {
  pair both = pair_of(std::move(client), std::move(server));
  SecPkgContext_ConnectionInfo info{};
  if (shake_hands(both).both_established()) {
    REQUIRE(both.client.says("there") == SEC_E_OK);
    CHECK(both.server.reads() == "there");
    REQUIRE(both.server.says("and back") == SEC_E_OK);
    CHECK(both.client.reads() == "and back");
    REQUIRE(status{QueryContextAttributesW(both.client.context(), SECPKG_ATTR_CONNECTION_INFO, &info)} ==
            SEC_E_OK);
  }
  return info;
}

inline SecPkgContext_ConnectionInfo agreement_with_usual_server(credential client) {
  return agreement(std::move(client), new_settings(role::server).acquire());
}

/// The versions that a credential says it speaks.
inline DWORD versions_of(credential of) {
  SecPkgCred_SupportedProtocols protocols{};
  CHECK(status{QueryCredentialsAttributesW(of.handle(), SECPKG_ATTR_SUPPORTED_PROTOCOLS, &protocols)} ==
        SEC_E_OK);
  return protocols.grbitProtocol;
}

}  // namespace peers
