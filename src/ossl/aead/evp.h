// The ciphers of OpenSSL's providers that the engines use, fetched once in a process unless it is in FIPS
// mode, and what a tag is to them.
#pragma once

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "ossl/aead/aead.h"

namespace schannel::ossl {

/// The implementation that OpenSSL chose outside FIPS mode; nullptr where it has none. Lives as long as the
/// process.
EVP_CIPHER* fetched_cipher(aead_algorithm algorithm);

/// OpenSSL's name of the algorithm.
const char* cipher_name(aead_algorithm algorithm);

/// Where a tag goes to or comes from, as a parameter: EVP_CIPHER_CTX_ctrl would make one anew each time.
class tag_parameter {
 public:
  OSSL_PARAM* at(std::span<const std::uint8_t, aead_tag_length> tag) {
    // A parameter has a pointer that is not const, also to what is only read.
    list_[0].data = const_cast<std::uint8_t*>(tag.data());
    return list_.data();
  }

 private:
  std::array<OSSL_PARAM, 2> list_{
      OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, nullptr, aead_tag_length),
      OSSL_PARAM_construct_end()};
};

}  // namespace schannel::ossl
