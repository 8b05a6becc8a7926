// Which of the certificates at hand lead from one certificate towards its root.
#pragma once

#include <span>
#include <vector>

#include "ossl/certificate.h"

namespace schannel::ossl {

enum class root { left_out, included };

/// The issuers of `leaf` found among `candidates`, the leaf's own issuer first, as far as they reach. A peer
/// needs no root to be sent (RFC 8446 section 4.4.2), so `ending` says whether one that was found is kept.
std::vector<certificate> issuers_of(const certificate& leaf, std::span<const certificate> candidates,
                                    root ending = root::left_out);

}  // namespace schannel::ossl
