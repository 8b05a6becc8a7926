// CERT_CHAIN_*: which flags of CertGetCertificateChain ask for what.
#pragma once

#include <wincrypt.h>

#include <chrono>
#include <optional>

#include "core/certs/downloads.h"
#include "core/certs/revocation.h"

namespace schannel::abi::crypt32 {

inline core::certs::revocation_scope scope_in(DWORD flags) {
  using core::certs::revocation_scope;
  if ((flags & CERT_CHAIN_REVOCATION_CHECK_CHAIN) != 0) return revocation_scope::chain;
  if ((flags & CERT_CHAIN_REVOCATION_CHECK_CHAIN_EXCLUDE_ROOT) != 0)
    return revocation_scope::chain_without_root;
  return (flags & CERT_CHAIN_REVOCATION_CHECK_END_CERT) != 0 ? revocation_scope::subject
                                                             : revocation_scope::nothing;
}

/// `timeout` is dwUrlRetrievalTimeout; nothing for the usual time.
inline core::certs::download_policy web_policy(DWORD flags,
                                               std::optional<std::chrono::milliseconds> timeout) {
  constexpr DWORD no_issuers = CERT_CHAIN_CACHE_ONLY_URL_RETRIEVAL | CERT_CHAIN_DISABLE_AIA;
  constexpr DWORD no_revocation =
      CERT_CHAIN_CACHE_ONLY_URL_RETRIEVAL | CERT_CHAIN_REVOCATION_CHECK_CACHE_ONLY;
  core::certs::download_policy policy{.fetches_issuers = (flags & no_issuers) == 0,
                                      .fetches_revocation = (flags & no_revocation) == 0};
  if (timeout) policy.each = *timeout;
  if (timeout && (flags & CERT_CHAIN_REVOCATION_ACCUMULATIVE_TIMEOUT) != 0) policy.altogether = *timeout;
  return policy;
}

}  // namespace schannel::abi::crypt32
