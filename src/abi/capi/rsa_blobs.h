// RSA keys as PUBLICKEYBLOB and PRIVATEKEYBLOB.
#pragma once

#include <wincrypt.h>

#include <optional>

#include "abi/crypt32/entry.h"
#include "ossl/key_parts.h"
#include "ossl/secret_bytes.h"
#include "tls/bytes.h"

namespace schannel::abi::capi {

/// A blob, read.
struct rsa_blob {
  ALG_ID algorithm = 0;
  ossl::rsa_private_parts parts;  ///< of a public key without the private numbers
  bool is_private = false;
};

/// Refuses with NTE_BAD_DATA, NTE_BAD_TYPE, NTE_BAD_VER or NTE_BAD_ALGID. Whether the numbers are a key is
/// for others to say.
crypt32::answer<rsa_blob> read_rsa_blob(tls::const_bytes blob);

/// How long a blob says it is; its two headers have to be readable.
std::size_t size_of_rsa_blob(const void* blob);

/// Nothing for a key that has no such form: a public exponent longer than 32 bits, primes of unequal length.
std::optional<ossl::secret_bytes> write_public_blob(const ossl::rsa_public_parts& parts, ALG_ID algorithm);
std::optional<ossl::secret_bytes> write_private_blob(const ossl::rsa_private_parts& parts, ALG_ID algorithm);

}  // namespace schannel::abi::capi
