// The digests of the certificate functions, as CryptoAPI numbers them and CNG names them.
#pragma once

#include <bcrypt.h>
#include <wincrypt.h>

#include <string_view>

#include "ossl/running_digest.h"

namespace schannel::abi::crypt32 {

struct known_digest {
  ALG_ID number;
  std::wstring_view name;
  ossl::digest_algorithm algorithm;
};

inline constexpr known_digest known_digests[] = {
    {CALG_MD5, BCRYPT_MD5_ALGORITHM, ossl::digest_algorithm::md5},
    {CALG_SHA1, BCRYPT_SHA1_ALGORITHM, ossl::digest_algorithm::sha1},
    {CALG_SHA_256, BCRYPT_SHA256_ALGORITHM, ossl::digest_algorithm::sha256},
    {CALG_SHA_384, BCRYPT_SHA384_ALGORITHM, ossl::digest_algorithm::sha384},
    {CALG_SHA_512, BCRYPT_SHA512_ALGORITHM, ossl::digest_algorithm::sha512},
};

}  // namespace schannel::abi::crypt32
