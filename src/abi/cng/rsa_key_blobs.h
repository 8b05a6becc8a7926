// RSAPUBLICBLOB, RSAPRIVATEBLOB, RSAFULLPRIVATEBLOB.
#pragma once

#include "abi/cng/key_blobs.h"

namespace schannel::abi::cng {

enum class rsa_form { open, primes, full };

read_key read_rsa(rsa_form form, tls::const_bytes blob);
/// Nothing for numbers that are no key: a modulus of zero.
std::optional<ossl::secret_bytes> write_rsa(const ossl::rsa_public_parts& parts);
std::optional<ossl::secret_bytes> write_rsa(rsa_form form, const ossl::rsa_private_parts& parts);

}  // namespace schannel::abi::cng
