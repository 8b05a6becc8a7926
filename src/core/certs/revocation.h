// Whether the certificates of a chain are revoked: what is at hand first, the network last.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/certs/downloads.h"
#include "ossl/revocation.h"
#include "ossl/revocation_list.h"

namespace schannel::core::certs {

enum class revocation_scope { nothing, subject, chain, chain_without_root };

enum class revocation_outcome {
  good,
  revoked,
  unknown,  ///< nothing tells, and the certificate does not say what would
  offline,  ///< what would tell cannot be reached, or is out of date or too old
};

/// What is at hand.
struct revocation_evidence {
  std::vector<ossl::revocation_list> lists{};
  tls::byte_vector response{};  ///< an OCSP response about the first certificate; empty: none
};

/// Asks the evidence, then what was downloaded before, then, when `may_fetch`, the network.
revocation_outcome check_revocation(const ossl::revocation_subject& subject,
                                    std::span<const ossl::revocation_list> lists, tls::const_bytes response,
                                    const ossl::revocation_terms& terms, const downloads& web,
                                    bool may_fetch);

}  // namespace schannel::core::certs
