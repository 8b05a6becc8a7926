// SEC_PRESHAREDKEY and SEC_PRESHAREDKEY_IDENTITY: a key, and its name.
#pragma once

#include <string>

#include "ossl/secret.h"
#include "tls/bytes.h"
#include "tls/result.h"

namespace schannel::abi {

/// The key in a SECBUFFER_PRESHARED_KEY; cause::malformed_options when it is empty, longer than 256 bytes or
/// not all there.
tls::result<ossl::long_secret> parse_preshared_key(tls::const_bytes option);

/// The name in a SECBUFFER_PRESHARED_KEY_IDENTITY; cause::malformed_options when it is longer than 256 bytes,
/// not all there, or holds a NUL.
tls::result<std::string> parse_preshared_key_identity(tls::const_bytes option);

}  // namespace schannel::abi
