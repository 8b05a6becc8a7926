// New keys.
#pragma once

#include "ossl/certificate.h"
#include "ossl/key_parts.h"

namespace schannel::ossl {

/// Throws std::bad_alloc, or std::runtime_error when OpenSSL makes no such key.
private_key generate_rsa(unsigned bits);
private_key generate_ec(curve on);

}  // namespace schannel::ossl
