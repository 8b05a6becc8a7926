// SCHANNEL_CRED and SCH_CREDENTIALS, read field by field.
#include <cstring>

#include "abi/algorithm_requests.h"
#include "abi/counted_text.h"
#include "abi/credentials.h"
#include "abi/crypt32/contexts.h"
#include "abi/crypt32/credential_parts.h"
#include "abi/structures.h"

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
    {version::tls1_0, SP_PROT_TLS1_0_CLIENT, SP_PROT_TLS1_0_SERVER},
    {version::tls1_1, SP_PROT_TLS1_1_CLIENT, SP_PROT_TLS1_1_SERVER},
    {version::tls1_2, SP_PROT_TLS1_2_CLIENT, SP_PROT_TLS1_2_SERVER},
    {version::tls1_3, SP_PROT_TLS1_3_CLIENT, SP_PROT_TLS1_3_SERVER},
};

/// SCHANNEL_CRED, or nothing at all, never leads to TLS 1.3, whatever its bits say.
constexpr version_set up_to_tls1_2{version::tls1_0, version::tls1_1, version::tls1_2};

/// The versions of `mask` in one direction; bits of the other direction are ignored.
version_set versions_in(DWORD mask, DWORD protocol_bits::*direction) {
  version_set found;
  for (const protocol_bits& protocol : protocols)
    if ((mask & protocol.*direction) != 0) found.add(protocol.v);
  return found;
}

tls::result<std::vector<ossl::identity>> identities_of(DWORD count, const PCCERT_CONTEXT* contexts,
                                                       DWORD format, DWORD flags) {
  if (count > SCH_CRED_MAX_SUPPORTED_CERTS) return cause::malformed_options;
  // A certificate that is named by its hash is for callers in the kernel of Windows.
  if (count != 0 && (contexts == nullptr || format != SCH_CRED_FORMAT_CERT_CONTEXT))
    return cause::bad_credential;
  const auto ending = (flags & SCH_SEND_ROOT_CERT) != 0 ? ossl::root::included : ossl::root::left_out;
  std::vector<ossl::identity> identities;
  for (const PCCERT_CONTEXT context : std::span(contexts, count)) {
    auto identity = crypt32::identity_of(context, ending);
    if (!identity) return identity.failure();
    identities.push_back(*std::move(identity));
  }
  return identities;
}

/// Clients have no use for the store.
tls::result<std::vector<ossl::certificate>> roots_of(ULONG use, HCERTSTORE store) {
  if (store == nullptr || (use & SECPKG_CRED_INBOUND) == 0) return std::vector<ossl::certificate>{};
  auto found = crypt32::certificates_in(store);
  if (!found) return cause::bad_credential;
  return *std::move(found);
}

std::chrono::milliseconds lifespan_of(DWORD given) {
  constexpr DWORD never = 0xFFFFFFFF;  // what programs pass that want no session resumed
  if (given == 0) return std::chrono::hours{10};
  return std::chrono::milliseconds{given == never ? 0 : given};
}

void apply_flags(DWORD flags, core::policy_request& wanted) {
  wanted.strong_only = (flags & SCH_USE_STRONG_CRYPTO) != 0;
  wanted.preshared_keys_only = (flags & SCH_USE_PRESHAREDKEY_ONLY) != 0;
  if ((flags & SCH_ALLOW_NULL_ENCRYPTION) != 0) wanted.strength.allows_null = true;
  // Versions of DTLS are none of those that can be spoken here.
  if ((flags & SCH_USE_DTLS_ONLY) != 0) wanted.reachable = {};
}

/// What both structures have.
template <typename Data>
tls::result<requested_credential> parse_common(ULONG use, const Data& data,
                                               const core::policy_request& wanted) {
  auto identities = identities_of(data.cCreds, data.paCred, data.dwCredFormat, data.dwFlags);
  if (!identities) return identities.failure();
  auto roots = roots_of(use, data.hRootStore);
  if (!roots) return roots.failure();
  requested_credential requested{.client = wanted,
                                 .server = wanted,
                                 .identities = *std::move(identities),
                                 .roots = *std::move(roots),
                                 .session_lifespan = lifespan_of(data.dwSessionLifespan),
                                 .flags = data.dwFlags};
  apply_flags(data.dwFlags, requested.client);
  apply_flags(data.dwFlags, requested.server);
  return requested;
}

tls::result<requested_credential> parse(ULONG use, const SCHANNEL_CRED& data) {
  if (data.cSupportedAlgs > SCH_CRED_MAX_SUPPORTED_ALGS) return cause::malformed_options;
  const auto strength = strength_between(data.dwMinimumCipherStrength, data.dwMaximumCipherStrength);
  if (!strength) return strength.failure();
  core::policy_request wanted{.reachable = up_to_tls1_2, .strength = *strength};
  if (data.palgSupportedAlgs != nullptr)
    wanted.algorithms = algorithms_in(std::span(data.palgSupportedAlgs, data.cSupportedAlgs));

  auto requested = parse_common(use, data, wanted);
  if (requested && data.grbitEnabledProtocols != 0) {
    requested->client.enabled = versions_in(data.grbitEnabledProtocols, &protocol_bits::client);
    requested->server.enabled = versions_in(data.grbitEnabledProtocols, &protocol_bits::server);
  }
  return requested;
}

bool is_within_limits(const TLS_PARAMETERS& parameters, ULONG use) {
  const bool client = (use & SECPKG_CRED_OUTBOUND) != 0;
  if (client && (parameters.cAlpnIds != 0 || (parameters.dwFlags & TLS_PARAMS_OPTIONAL) != 0)) return false;
  return parameters.cAlpnIds <= SCH_CRED_MAX_SUPPORTED_ALPN_IDS &&
         (parameters.cAlpnIds == 0 || parameters.rgstrAlpnIds != nullptr) &&
         parameters.cDisabledCrypto <= SCH_CRED_MAX_SUPPORTED_CRYPTO_SETTINGS &&
         (parameters.cDisabledCrypto == 0 || parameters.pDisabledCrypto != nullptr);
}

/// The parameters that hold for every connection: those that name no ALPN protocol.
tls::result<const TLS_PARAMETERS*> default_parameters(ULONG use, const SCH_CREDENTIALS& data) {
  if (data.cTlsParameters > SCH_CRED_MAX_SUPPORTED_PARAMETERS) return cause::malformed_options;
  if (data.cTlsParameters != 0 && data.pTlsParameters == nullptr) return cause::malformed_options;
  const TLS_PARAMETERS* found = nullptr;
  for (const TLS_PARAMETERS& parameters : std::span(data.pTlsParameters, data.cTlsParameters)) {
    if (!is_within_limits(parameters, use)) return cause::malformed_options;
    if (parameters.cAlpnIds != 0) continue;
    if (found != nullptr) return cause::malformed_options;
    found = &parameters;
  }
  return found;
}

/// Adds what `given` disables.
std::optional<tls::failure> restrict(core::policy_request& wanted, const TLS_PARAMETERS& given,
                                     DWORD protocol_bits::*direction) {
  const auto disabled = disabled_by(std::span(given.pDisabledCrypto, given.cDisabledCrypto));
  if (!disabled) return disabled.failure();
  auto& algorithms = wanted.disabled_algorithms;
  algorithms.insert(algorithms.end(), disabled->begin(), disabled->end());
  for (const protocol_bits& protocol : protocols)
    if ((given.grbitDisabledProtocols & protocol.*direction) != 0) wanted.disabled.add(protocol.v);
  return std::nullopt;
}

tls::result<application_request> application_request_in(const TLS_PARAMETERS& given,
                                                        const core::policy_request& usual) {
  application_request wanted{.server = usual, .optional = (given.dwFlags & TLS_PARAMS_OPTIONAL) != 0};
  for (const UNICODE_STRING& id : std::span(given.rgstrAlpnIds, given.cAlpnIds)) {
    if (!is_there(id)) return cause::malformed_options;
    wanted.protocols.push_back(text_of(id));
  }
  if (const auto failure = restrict(wanted.server, given, &protocol_bits::server)) return *failure;
  return wanted;
}

tls::result<requested_credential> parse(ULONG use, const SCH_CREDENTIALS& data) {
  const auto usual = default_parameters(use, data);
  if (!usual) return usual.failure();
  auto requested = parse_common(use, data, {});
  if (!requested) return requested;
  if (*usual != nullptr) {
    if (const auto failure = restrict(requested->client, **usual, &protocol_bits::client)) return *failure;
    if (const auto failure = restrict(requested->server, **usual, &protocol_bits::server)) return *failure;
  }
  for (const TLS_PARAMETERS& parameters : std::span(data.pTlsParameters, data.cTlsParameters)) {
    if (parameters.cAlpnIds == 0) continue;
    auto wanted = application_request_in(parameters, requested->server);
    if (!wanted) return wanted.failure();
    requested->for_applications.push_back(*std::move(wanted));
  }
  return requested;
}

}  // namespace

tls::result<requested_credential> parse_credential(ULONG use, const void* auth_data) {
  if (auth_data == nullptr)
    return requested_credential{{.reachable = up_to_tls1_2}, {.reachable = up_to_tls1_2}};
  DWORD version = 0;
  std::memcpy(&version, auth_data, sizeof version);
  switch (version) {
    case SCH_CRED_V3:
    case SCHANNEL_CRED_VERSION:
      return parse(use, structure_at<SCHANNEL_CRED>(auth_data));
    case SCH_CREDENTIALS_VERSION:
      return parse(use, structure_at<SCH_CREDENTIALS>(auth_data));
    default:
      return cause::bad_credential;
  }
}

}  // namespace schannel::abi
