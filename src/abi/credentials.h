// What a CredHandle names, and how SCHANNEL_CRED and SCH_CREDENTIALS become one.
#pragma once

#include <memory>
#include <optional>

#include "abi/handles.h"
#include "ossl/settings.h"

namespace schannel::abi {

/// Immutable after AcquireCredentialsHandle, and shared by the contexts made with it.
struct credential {
  std::optional<ossl::context> client{};  ///< for SECPKG_CRED_OUTBOUND
  std::optional<ossl::context> server{};  ///< for SECPKG_CRED_INBOUND
  /// NotAfter of its certificate in seconds since 1970; nothing without a certificate.
  std::optional<std::int64_t> expiry{};
};

using credential_table = handle_table<credential, handle_kind::credential>;
credential_table& credentials();

/// What pAuthData asks for, for both roles alike.
struct requested_credential {
  tls::version_set client_versions{};
  tls::version_set server_versions{};
  std::vector<ossl::identity> identities{};
  ossl::validation validates = ossl::validation::automatic;
  bool checks_name = true;
};

/// Copies pAuthData (NULL, SCHANNEL_CRED or SCH_CREDENTIALS). Fails with cause::bad_credential for an unknown
/// version or certificate, cause::no_certificate for one without a key, and cause::malformed_options for
/// counts over the documented limits, or for parameters by ALPN protocol in a client's credential.
tls::result<requested_credential> parse_credential(const void* auth_data, bool for_client);

}  // namespace schannel::abi
