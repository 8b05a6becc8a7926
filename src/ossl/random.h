// Random bytes.
#pragma once

#include "tls/bytes.h"

namespace schannel::ossl {

/// Fills `bytes` from OpenSSL's generator. Throws std::runtime_error when there is no entropy to be had.
void fill_random(tls::mutable_bytes bytes);

}  // namespace schannel::ossl
