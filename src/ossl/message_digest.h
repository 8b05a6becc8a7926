// Digests of bytes, by the name of their algorithm, and what else is asked of encoded public keys.
#pragma once

#include <cstdint>
#include <string>

#include "tls/bytes.h"

namespace schannel::ossl {

/// `name` is one of OpenSSL's: "SHA256". Empty when the algorithm is not available.
tls::byte_vector digest_of(tls::const_bytes bytes, const std::string& name);

/// The length in bits of the key in a SubjectPublicKeyInfo; 0 for one that OpenSSL does not know.
std::uint32_t key_bits_of(tls::const_bytes public_key_info);

}  // namespace schannel::ossl
