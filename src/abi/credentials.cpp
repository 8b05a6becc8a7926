// AcquireCredentialsHandle and FreeCredentialsHandle.
#include "abi/credentials.h"

#include <algorithm>

#include "abi/entry.h"
#include "abi/package_names.h"
#include "abi/peer_policy.h"
#include "abi/time_stamps.h"
#include "core/administration_file.h"
#include "ossl/availability.h"

namespace schannel::abi {

credential_table& credentials() {
  // Never destroyed, as the table of contexts.
  static auto& table = *new credential_table;
  return table;
}

namespace {

using tls::cause;

/// The shorter of what the program and the administrator want.
std::chrono::milliseconds lifespan_of_sessions(const requested_credential& requested, tls::role role,
                                               const core::administration& system) {
  if (role == tls::role::client) return std::min(requested.session_lifespan, system.client_cache_time);
  const bool keeps = system.maximum_cache_size != 0 && (requested.flags & SCH_CRED_DISABLE_RECONNECTS) == 0;
  return keeps ? std::min(requested.session_lifespan, system.server_cache_time) : std::chrono::milliseconds{};
}

ossl::validation validation_for(DWORD flags) {
  if ((flags & SCH_CRED_MANUAL_CRED_VALIDATION) != 0) return ossl::validation::by_caller;
  if ((flags & SCH_CRED_DEFERRED_CRED_VALIDATION) != 0) return ossl::validation::recorded;
  return ossl::validation::automatic;
}

/// What is left to a server's connections of each application protocol that the program speaks of.
tls::result<std::vector<ossl::application_settings>> settings_for_applications(
    const requested_credential& requested, tls::role role, const core::administration& system) {
  std::vector<ossl::application_settings> all;
  if (role == tls::role::client) return all;
  for (const application_request& wanted : requested.for_applications) {
    const auto allowed = core::decide(tls::role::server, system, wanted.server, ossl::available_suites());
    // What no client can do is never honoured when it is optional.
    if (!allowed && wanted.optional) continue;
    if (!allowed) return allowed.failure();
    all.push_back({wanted.protocols, allowed->versions, core::in_openssl_terms(*allowed), wanted.optional});
  }
  return all;
}

/// One of many certificates for names is shown without an OCSP response unless somebody asked for it.
std::vector<ossl::identity> identities_for(const requested_credential& requested,
                                           const core::administration& system) {
  std::vector<ossl::identity> identities = requested.identities;
  const bool staples = (requested.flags & SCH_CRED_SNI_CREDENTIAL) == 0 ||
                       (requested.flags & SCH_CRED_SNI_ENABLE_OCSP) != 0 ||
                       system.enable_ocsp_stapling_for_sni;
  if (staples) return identities;
  for (ossl::identity& one : identities) one.response.clear();
  return identities;
}

tls::result<ossl::context> make_context(const requested_credential& requested, tls::role role,
                                        const core::allowance& allowed, const core::administration& system) {
  const bool client = role == tls::role::client;
  const bool names_authorities = role == tls::role::server && system.send_trusted_issuer_list;
  auto for_applications = settings_for_applications(requested, role, system);
  if (!for_applications) return for_applications.failure();
  return ossl::context::create(
      {.role = role,
       .versions = allowed.versions,
       .algorithms = core::in_openssl_terms(allowed),
       .for_applications = *std::move(for_applications),
       .identities = identities_for(requested, system),
       .validates = validation_for(requested.flags),
       .judge = core::certs::judge_by(server_policy_of(requested.flags)),
       .asks_for_response = client && checks_revocation(requested.flags) &&
                            validation_for(requested.flags) != ossl::validation::by_caller,
       .named_authorities = names_authorities ? requested.roots : std::vector<ossl::certificate>{},
       .message_limit = client ? system.message_limit_client : system.message_limit_server,
       .message_limit_with_certificate = system.message_limit_server_client_auth,
       .machine_id = system.machine_id,
       .engine = system.aead_engine,
       .session_lifespan = lifespan_of_sessions(requested, role, system),
       .session_count = system.maximum_cache_size});
}

/// Adds one side to a credential; the failure that stands in its way, if any.
std::optional<tls::failure> add_side(credential& to, const requested_credential& requested, tls::role role) {
  const bool client = role == tls::role::client;
  auto allowed =
      core::decide(role, *to.system, client ? requested.client : requested.server, ossl::available_suites());
  if (!allowed) return allowed.failure();
  auto context = make_context(requested, role, *allowed, *to.system);
  if (!context) return context.failure();
  (client ? to.client : to.server) = *std::move(context);
  (client ? to.client_allows : to.server_allows) = *std::move(allowed);
  return std::nullopt;
}

tls::result<std::shared_ptr<credential>> make_credential(ULONG use, const void* auth_data) {
  const bool inbound = (use & SECPKG_CRED_INBOUND) != 0;
  const bool outbound = (use & SECPKG_CRED_OUTBOUND) != 0;
  // The system's default is a client's: a server needs a certificate from somewhere.
  if (!outbound && !inbound) return cause::no_certificate;
  if (auth_data == nullptr && inbound) return cause::no_certificate;

  auto requested = parse_credential(use, auth_data);
  if (!requested) return requested.failure();
  auto made = std::make_shared<credential>();
  made->system = core::current_administration();
  for (const tls::role role : {tls::role::client, tls::role::server}) {
    if (role == tls::role::client ? !outbound : !inbound) continue;
    if (const auto failure = add_side(*made, *requested, role)) return *failure;
  }
  for (const ossl::identity& identity : requested->identities) {
    const std::int64_t end = identity.leaf.not_after();
    made->expiry = std::min(made->expiry.value_or(end), end);
  }
  made->session_lifespan = requested->session_lifespan;
  made->roots = std::move(requested->roots);
  made->flags = requested->flags;
  return made;
}

SECURITY_STATUS acquire(bool known_package, ULONG use, const void* auth_data, PCredHandle handle,
                        PTimeStamp expiry) {
  return guarded([&]() -> SECURITY_STATUS {
    if (!known_package) return SEC_E_SECPKG_NOT_FOUND;
    if (handle == nullptr) return SEC_E_INVALID_PARAMETER;
    auto made = make_credential(use, auth_data);
    if (!made) {
      // With other functions malformed options are part of a token.
      return made.failure().why == cause::malformed_options ? SEC_E_INVALID_PARAMETER
                                                            : to_status(made.failure());
    }
    const auto end = (*made)->expiry;
    *handle = credentials().add(*std::move(made));
    if (expiry != nullptr) *expiry = end ? local_time(*end) : end_of_time();
    return SEC_E_OK;
  });
}

}  // namespace
}  // namespace schannel::abi

using namespace schannel::abi;

SECURITY_STATUS AcquireCredentialsHandleA(SEC_CHAR*, SEC_CHAR* pszPackage, ULONG fCredentialUse, void*,
                                          void* pAuthData, SEC_GET_KEY_FN, void*, PCredHandle phCredential,
                                          PTimeStamp ptsExpiry) {
  return acquire(names_a_package(pszPackage), fCredentialUse, pAuthData, phCredential, ptsExpiry);
}

SECURITY_STATUS AcquireCredentialsHandleW(SEC_WCHAR*, SEC_WCHAR* pszPackage, ULONG fCredentialUse, void*,
                                          void* pAuthData, SEC_GET_KEY_FN, void*, PCredHandle phCredential,
                                          PTimeStamp ptsExpiry) {
  return acquire(names_a_package(pszPackage), fCredentialUse, pAuthData, phCredential, ptsExpiry);
}

SECURITY_STATUS FreeCredentialsHandle(PCredHandle phCredential) {
  return guarded([&] { return credentials().remove(phCredential) ? SEC_E_OK : SEC_E_INVALID_HANDLE; });
}
