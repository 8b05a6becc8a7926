// SCH_CRED_*: names, revocation, and what the network may be asked.
#include "abi/peer_policy.h"

#include <wincrypt.h>

#include <chrono>
#include <optional>
#include <utility>

#include "abi/crypt32/chain_flags.h"

namespace schannel::abi {

using core::certs::revocation_scope;

namespace {

revocation_scope scope_in_credential(DWORD flags) {
  if ((flags & SCH_CRED_REVOCATION_CHECK_CHAIN) != 0) return revocation_scope::chain;
  if ((flags & SCH_CRED_REVOCATION_CHECK_CHAIN_EXCLUDE_ROOT) != 0)
    return revocation_scope::chain_without_root;
  return (flags & SCH_CRED_REVOCATION_CHECK_END_CERT) != 0 ? revocation_scope::subject
                                                           : revocation_scope::nothing;
}

}  // namespace

bool checks_revocation(DWORD flags) {
  return scope_in_credential(flags) != revocation_scope::nothing;
}

core::certs::peer_policy client_policy_of(const client_certificate_policy& given,
                                          std::vector<ossl::certificate> roots, DWORD flags) {
  const bool has_own_roots_alone = (flags & SCH_CRED_RESTRICTED_ROOTS) != 0;
  const auto timeout = given.retrieval_timeout == 0
                           ? std::nullopt
                           : std::optional{std::chrono::milliseconds{given.retrieval_timeout}};
  core::certs::peer_policy policy{core::certs::user_engine_with(std::move(roots), has_own_roots_alone)};
  if (!given.omits_usage_check) policy.usages.usages.emplace_back(szOID_PKIX_KP_CLIENT_AUTH);
  policy.checks_name = false;
  policy.revocation = crypt32::scope_in(given.chain_flags);
  if (given.revocation_freshness)
    policy.revocation_freshness = std::chrono::seconds{*given.revocation_freshness};
  policy.web = crypt32::web_policy(given.chain_flags, timeout);
  return policy;
}

core::certs::peer_policy server_policy_of(DWORD flags) {
  const auto has = [flags](DWORD flag) { return (flags & flag) != 0; };
  core::certs::peer_policy policy{core::certs::user_engine()};
  policy.usages.usages.emplace_back(szOID_PKIX_KP_SERVER_AUTH);
  policy.checks_name = !has(SCH_CRED_NO_SERVERNAME_CHECK);
  policy.revocation = scope_in_credential(flags);
  policy.overlooks_unknown_revocation = has(SCH_CRED_IGNORE_NO_REVOCATION_CHECK);
  policy.overlooks_offline_revocation = has(SCH_CRED_IGNORE_REVOCATION_OFFLINE);
  policy.web.fetches_issuers = !has(SCH_CRED_CACHE_ONLY_URL_RETRIEVAL);
  policy.web.fetches_revocation =
      !has(SCH_CRED_REVOCATION_CHECK_CACHE_ONLY | SCH_CRED_CACHE_ONLY_URL_RETRIEVAL);
  return policy;
}

}  // namespace schannel::abi
