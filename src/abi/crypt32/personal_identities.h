// The certificates with keys that the user has for clients, in the store MY.
#pragma once

#include <span>
#include <vector>

#include "ossl/certificate.h"
#include "tls/bytes.h"

namespace schannel::abi::crypt32 {

/// Those that are valid now, may be a client's, have a key that can be reached, and come from one of
/// `issuers` (names as DER; none is any), directly or through certificates beside them. Throws std::bad_alloc
/// when one may have been missed for want of memory.
std::vector<ossl::identity> personal_identities(std::span<const tls::byte_vector> issuers);

}  // namespace schannel::abi::crypt32
