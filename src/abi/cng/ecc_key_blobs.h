// ECCPUBLICBLOB and ECCPRIVATEBLOB over the three curves. A key for ECDH is no other key than one for ECDSA:
// both marks are read, and that of ECDSA is written.
#pragma once

#include "abi/cng/key_blobs.h"

namespace schannel::abi::cng {

read_key read_ecc(bool is_private, tls::const_bytes blob);
std::optional<ossl::secret_bytes> write_ecc(const ossl::ec_public_parts& parts);
std::optional<ossl::secret_bytes> write_ecc(const ossl::ec_private_parts& parts);

}  // namespace schannel::abi::cng
