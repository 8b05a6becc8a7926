// Which revocation lists to look for in a store.
#pragma once

#include <optional>

#include "core/certs/revocation_entry.h"
#include "core/certs/sequence.h"
#include "ossl/certificate.h"

namespace schannel::core::certs {

using revocation_criterion = criterion_for<revocation_entry>;

/// What a list must have besides the right issuer.
struct revocation_wishes {
  bool of_that_key = false;     ///< its authority key identifier, if any, is the issuer's
  bool well_signed = false;     ///< the issuer's key verifies it
  std::optional<bool> delta{};  ///< whether it only tells what changed
};

revocation_criterion any_list();
/// Lists that `issuer` issued, by its name and by what else is wished.
revocation_criterion issued_by(ossl::certificate issuer, revocation_wishes wishes);
/// Lists that may name `subject`: of its issuer's name, or of the name of `issuer`.
revocation_criterion issued_for(const ossl::certificate& subject, ossl::certificate issuer,
                                revocation_wishes wishes);

}  // namespace schannel::core::certs
