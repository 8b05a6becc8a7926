// The ciphers of OpenSSL's providers that the engines use, fetched once in a process.
#pragma once

#include <openssl/evp.h>

#include "ossl/aead/aead.h"

namespace schannel::ossl {

/// The implementation that OpenSSL chooses; nullptr where it has none. Lives as long as the process.
EVP_CIPHER* fetched_cipher(aead_algorithm algorithm);

/// OpenSSL's name of the algorithm.
const char* cipher_name(aead_algorithm algorithm);

}  // namespace schannel::ossl
