// What a CredHandle names, and how SCHANNEL_CRED and SCH_CREDENTIALS become one.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "abi/handles.h"
#include "abi/server_options.h"
#include "core/policy.h"
#include "ossl/settings.h"

namespace schannel::abi {

/// Immutable after AcquireCredentialsHandle but for `options`, and shared by the contexts made with it.
struct credential {
  std::optional<ossl::context> client{};  ///< for SECPKG_CRED_OUTBOUND
  std::optional<ossl::context> server{};  ///< for SECPKG_CRED_INBOUND
  /// What either side may negotiate; nothing for a side that it is not for.
  std::optional<core::allowance> client_allows{};
  std::optional<core::allowance> server_allows{};
  /// NotAfter of its certificate in seconds since 1970; nothing without a certificate.
  std::optional<std::int64_t> expiry{};
  /// The administrator's decisions when it was acquired.
  std::shared_ptr<const core::administration> system{};
  /// How long a session made with it may be resumed; 0 for never.
  std::chrono::milliseconds session_lifespan{};
  /// The roots that clients' certificates may have; empty without a store of them.
  std::vector<ossl::certificate> roots{};
  DWORD flags = 0;  ///< SCH_CRED_*, SCH_SEND_*, SCH_USE_*, as they were given
  server_options options{};

  /// Whether a key that both sides know takes the place of certificates.
  bool uses_preshared_keys() const { return (flags & SCH_USE_PRESHAREDKEY_ONLY) != 0; }
  /// Whether it is a server's and has something to show.
  bool can_accept() const {
    return server && (uses_preshared_keys() || !server->settings().identities.empty());
  }
  /// Whether sessions may be resumed at all.
  bool reconnects() const { return (flags & SCH_CRED_DISABLE_RECONNECTS) == 0; }
};

using credential_table = handle_table<credential, handle_kind::credential>;
credential_table& credentials();

/// What a TLS_PARAMETERS for certain application protocols asks of a server.
struct application_request {
  std::vector<std::string> protocols{};
  core::policy_request server{};
  bool optional = false;
};

/// What pAuthData asks for.
struct requested_credential {
  core::policy_request client{};
  core::policy_request server{};
  std::vector<application_request> for_applications{};
  std::vector<ossl::identity> identities{};
  std::vector<ossl::certificate> roots{};
  std::chrono::milliseconds session_lifespan = std::chrono::hours{10};
  DWORD flags = 0;
};

/// Copies pAuthData (NULL, SCHANNEL_CRED or SCH_CREDENTIALS) for a credential of that SECPKG_CRED_ use. Fails
/// with cause::bad_credential for an unknown version, a certificate or a store, cause::no_certificate for a
/// certificate without a key, and cause::malformed_options for counts over the documented limits and for
/// settings that contradict each other.
tls::result<requested_credential> parse_credential(ULONG use, const void* auth_data);

}  // namespace schannel::abi
