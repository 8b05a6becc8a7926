// SCHANNEL_CRED and SCH_CREDENTIALS, read field by field.
#include <cstring>

#include "abi/credentials.h"
#include "abi/crypt32/contexts.h"

namespace schannel::abi {
namespace {

using tls::cause;
using tls::version;
using tls::version_set;

struct protocol_bits {
  version v;
  DWORD client;
  DWORD server;
};
constexpr protocol_bits protocols[] = {
    {version::tls1_2, SP_PROT_TLS1_2_CLIENT, SP_PROT_TLS1_2_SERVER},
    {version::tls1_3, SP_PROT_TLS1_3_CLIENT, SP_PROT_TLS1_3_SERVER},
};

constexpr version_set up_to_tls1_2{version::tls1_2};
constexpr version_set up_to_tls1_3{version::tls1_2, version::tls1_3};

/// The versions of `mask` in one direction; bits of the other direction are ignored.
version_set versions_in(DWORD mask, DWORD protocol_bits::*direction) {
  version_set found;
  for (const protocol_bits& protocol : protocols)
    if ((mask & protocol.*direction) != 0) found.add(protocol.v);
  return found;
}

version_set without(version_set all, version_set removed) {
  for (const version v : tls::all_versions)
    if (removed.has(v)) all.remove(v);
  return all;
}

tls::result<std::vector<ossl::identity>> identities_of(DWORD count, const PCCERT_CONTEXT* contexts) {
  if (count > SCH_CRED_MAX_SUPPORTED_CERTS) return cause::malformed_options;
  if (count != 0 && contexts == nullptr) return cause::bad_credential;
  std::vector<ossl::identity> identities;
  for (const PCCERT_CONTEXT context : std::span(contexts, count)) {
    auto identity = crypt32::identity_of(context);
    if (!identity) return identity.failure();
    identities.push_back(*std::move(identity));
  }
  return identities;
}

void apply_flags(DWORD flags, requested_credential& requested) {
  if ((flags & SCH_CRED_DEFERRED_CRED_VALIDATION) != 0) requested.validates = ossl::validation::recorded;
  if ((flags & SCH_CRED_MANUAL_CRED_VALIDATION) != 0) requested.validates = ossl::validation::by_caller;
  requested.checks_name = (flags & SCH_CRED_NO_SERVERNAME_CHECK) == 0;
}

tls::result<requested_credential> parse(const SCHANNEL_CRED& data) {
  if (data.cSupportedAlgs > SCH_CRED_MAX_SUPPORTED_ALGS) return cause::malformed_options;
  auto identities = identities_of(data.cCreds, data.paCred);
  if (!identities) return identities.failure();

  // This structure never leads to TLS 1.3, whatever its bits say.
  requested_credential requested{up_to_tls1_2, up_to_tls1_2, *std::move(identities)};
  if (data.grbitEnabledProtocols != 0) {
    requested.client_versions =
        up_to_tls1_2 & versions_in(data.grbitEnabledProtocols, &protocol_bits::client);
    requested.server_versions =
        up_to_tls1_2 & versions_in(data.grbitEnabledProtocols, &protocol_bits::server);
  }
  apply_flags(data.dwFlags, requested);
  return requested;
}

/// The parameters that hold for every connection: those that name no ALPN protocol.
tls::result<const TLS_PARAMETERS*> default_parameters(const SCH_CREDENTIALS& data, bool for_client) {
  if (data.cTlsParameters > SCH_CRED_MAX_SUPPORTED_PARAMETERS) return cause::malformed_options;
  if (data.cTlsParameters != 0 && data.pTlsParameters == nullptr) return cause::malformed_options;
  const TLS_PARAMETERS* found = nullptr;
  for (const TLS_PARAMETERS& parameters : std::span(data.pTlsParameters, data.cTlsParameters)) {
    if (parameters.cAlpnIds > SCH_CRED_MAX_SUPPORTED_ALPN_IDS ||
        parameters.cDisabledCrypto > SCH_CRED_MAX_SUPPORTED_CRYPTO_SETTINGS)
      return cause::malformed_options;
    if (parameters.cAlpnIds != 0 && for_client) return cause::malformed_options;
    if (parameters.cAlpnIds != 0) continue;
    if (found != nullptr) return cause::malformed_options;
    found = &parameters;
  }
  return found;
}

tls::result<requested_credential> parse(const SCH_CREDENTIALS& data, bool for_client) {
  const auto parameters = default_parameters(data, for_client);
  if (!parameters) return parameters.failure();
  auto identities = identities_of(data.cCreds, data.paCred);
  if (!identities) return identities.failure();

  const DWORD disabled = *parameters == nullptr ? 0 : (*parameters)->grbitDisabledProtocols;
  requested_credential requested{without(up_to_tls1_3, versions_in(disabled, &protocol_bits::client)),
                                 without(up_to_tls1_3, versions_in(disabled, &protocol_bits::server)),
                                 *std::move(identities)};
  apply_flags(data.dwFlags, requested);
  return requested;
}

}  // namespace

tls::result<requested_credential> parse_credential(const void* auth_data, bool for_client) {
  if (auth_data == nullptr) return requested_credential{up_to_tls1_2, up_to_tls1_2};
  DWORD version = 0;
  std::memcpy(&version, auth_data, sizeof version);
  switch (version) {
    case SCH_CRED_V3:
    case SCHANNEL_CRED_VERSION:
      return parse(*static_cast<const SCHANNEL_CRED*>(auth_data));
    case SCH_CREDENTIALS_VERSION:
      return parse(*static_cast<const SCH_CREDENTIALS*>(auth_data), for_client);
    default:
      return cause::bad_credential;
  }
}

}  // namespace schannel::abi
