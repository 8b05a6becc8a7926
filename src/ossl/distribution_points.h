// What revocation lists say of the certificates they are for.
#pragma once

#include <cstdint>
#include <span>

#include "ossl/certificate.h"
#include "ossl/revocation_list.h"

namespace schannel::ossl {

/// Whether `list` would name `one` if it were revoked, as far as its issuing distribution point (RFC 5280
/// section 5.2.5) says; who issued either does not count.
bool covers(const revocation_list& list, const certificate& one);

/// Why `one` was revoked (CRLReason, RFC 5280 section 5.3.1), as the first of `lists` that names it says; 0,
/// unspecified, when none says.
std::uint32_t reason_in(std::span<const revocation_list> lists, const certificate& one);

}  // namespace schannel::ossl
