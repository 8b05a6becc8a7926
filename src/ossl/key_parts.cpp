// Keys as the numbers they are made of, whatever their kind.
#include "ossl/key_parts.h"

#include "ossl/error_scope.h"
#include "ossl/handles.h"
#include "ossl/key_kinds.h"

namespace schannel::ossl {

bool public_key::is_rsa() const {
  return EVP_PKEY_is_a(key_.get(), "RSA") == 1;
}

bool is_same_public_key(const public_key& one, const public_key& other) {
  const error_scope errors;
  return EVP_PKEY_eq(one.native(), other.native()) == 1;
}

std::variant<std::monostate, rsa_public_parts, ec_public_parts> parts_of(const public_key& key) {
  const error_scope errors;
  if (auto rsa = key.is_rsa() ? rsa_parts_of(key.native()) : std::nullopt) return *std::move(rsa);
  if (auto ec = EVP_PKEY_is_a(key.native(), "EC") == 1 ? ec_parts_of(key.native()) : std::nullopt)
    return *std::move(ec);
  return std::monostate{};
}

std::variant<std::monostate, rsa_private_parts, ec_private_parts> parts_of(const private_key& key) {
  const error_scope errors;
  if (auto rsa = key.is_rsa() ? rsa_private_parts_of(key.native()) : std::nullopt) return *std::move(rsa);
  if (auto ec = EVP_PKEY_is_a(key.native(), "EC") == 1 ? ec_private_parts_of(key.native()) : std::nullopt)
    return *std::move(ec);
  return std::monostate{};
}

unsigned bits_of(const public_key& key) {
  return static_cast<unsigned>(EVP_PKEY_get_bits(key.native()));
}

}  // namespace schannel::ossl
