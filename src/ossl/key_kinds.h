// What key_parts.h does for each kind of key; inside this layer alone.
#pragma once

#include <openssl/evp.h>

#include <optional>

#include "ossl/key_parts.h"

namespace schannel::ossl {

std::optional<rsa_public_parts> rsa_parts_of(const EVP_PKEY* key);
std::optional<rsa_private_parts> rsa_private_parts_of(const EVP_PKEY* key);
std::optional<ec_public_parts> ec_parts_of(const EVP_PKEY* key);
std::optional<ec_private_parts> ec_private_parts_of(const EVP_PKEY* key);

}  // namespace schannel::ossl
