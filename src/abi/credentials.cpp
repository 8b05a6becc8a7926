// AcquireCredentialsHandle and FreeCredentialsHandle.
#include "abi/credentials.h"

#include <algorithm>

#include "abi/entry.h"
#include "abi/package_names.h"
#include "abi/time_stamps.h"

namespace schannel::abi {

credential_table& credentials() {
  static credential_table table;
  return table;
}

namespace {

using tls::cause;

tls::result<ossl::context> make_context(const requested_credential& requested, tls::role role) {
  const bool client = role == tls::role::client;
  return ossl::context::create({.role = role,
                                .versions = client ? requested.client_versions : requested.server_versions,
                                .identities = requested.identities,
                                .validates = requested.validates,
                                .checks_name = requested.checks_name});
}

tls::result<credential> make_credential(ULONG use, const void* auth_data) {
  const bool inbound = (use & SECPKG_CRED_INBOUND) != 0;
  const bool outbound = (use & SECPKG_CRED_OUTBOUND) != 0;
  // The system's default is a client's: a server needs a certificate from somewhere.
  if (!outbound && !inbound) return cause::no_certificate;
  if (auth_data == nullptr && inbound) return cause::no_certificate;

  const auto requested = parse_credential(auth_data, outbound);
  if (!requested) return requested.failure();
  credential made;
  for (const tls::role role : {tls::role::client, tls::role::server}) {
    const bool client = role == tls::role::client;
    if (client ? !outbound : !inbound) continue;
    auto context = make_context(*requested, role);
    if (!context) return context.failure();
    (client ? made.client : made.server) = *std::move(context);
  }
  for (const ossl::identity& identity : requested->identities) {
    const std::int64_t end = identity.leaf.not_after();
    made.expiry = std::min(made.expiry.value_or(end), end);
  }
  return made;
}

SECURITY_STATUS acquire(bool known_package, ULONG use, const void* auth_data, PCredHandle handle,
                        PTimeStamp expiry) {
  return guarded([&]() -> SECURITY_STATUS {
    if (!known_package) return SEC_E_SECPKG_NOT_FOUND;
    if (handle == nullptr) return SEC_E_INVALID_PARAMETER;
    auto made = make_credential(use, auth_data);
    if (!made) {
      // A count over its limit is the one mistake in the options that is not about a certificate.
      return made.failure().why == cause::malformed_options ? SEC_E_INVALID_PARAMETER
                                                            : to_status(made.failure());
    }
    const auto end = made->expiry;
    *handle = credentials().add(std::make_shared<credential>(*std::move(made)));
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
