// Keys as the numbers they are made of: what key blobs are written from and read into.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "ossl/certificate.h"
#include "ossl/secret_bytes.h"
#include "tls/bytes.h"
#include "tls/result.h"

namespace schannel::ossl {

/// A public key, such as a blob brings along without its private half.
class public_key {
 public:
  /// Shares ownership of `key`, whose private half, if it has one, is not shown.
  explicit public_key(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}

  evp_pkey_st* native() const { return key_.get(); }
  bool is_rsa() const;

 private:
  std::shared_ptr<evp_pkey_st> key_;
};

/// The public half of a key.
inline public_key public_half(const private_key& key) {
  return public_key{key.shared()};
}

/// Whether both are the same public key.
bool is_same_public_key(const public_key& one, const public_key& other);

/// Big-endian numbers without leading zero bytes.
struct rsa_public_parts {
  tls::byte_vector modulus;
  tls::byte_vector exponent;
};

struct rsa_private_parts {
  rsa_public_parts shown;
  secret_bytes prime1;
  secret_bytes prime2;
  secret_bytes exponent1;
  secret_bytes exponent2;
  secret_bytes coefficient;
  secret_bytes exponent;
};

/// The curves that key blobs of their own kind exist for.
enum class curve { p256, p384, p521 };

/// The bytes of a coordinate, or of the private number.
std::size_t bytes_of(curve which);

struct ec_public_parts {
  curve on = curve::p256;
  tls::byte_vector x;  ///< of bytes_of(on), big-endian
  tls::byte_vector y;
};

struct ec_private_parts {
  ec_public_parts shown;
  secret_bytes number;  ///< of bytes_of(on), big-endian
};

std::variant<std::monostate, rsa_public_parts, ec_public_parts> parts_of(const public_key& key);

/// Nothing for keys of other kinds: RSA, and EC over one of the three curves, come apart.
std::variant<std::monostate, rsa_private_parts, ec_private_parts> parts_of(const private_key& key);

/// Makes keys. cause::bad_credential when the numbers are no key, or do not belong together.
tls::result<public_key> assemble(const rsa_public_parts& parts);
tls::result<public_key> assemble(const ec_public_parts& parts);
/// Of the private numbers the primes are enough; the others, if there, have to fit them.
tls::result<private_key> assemble(const rsa_private_parts& parts);
tls::result<private_key> assemble(const ec_private_parts& parts);

/// The length of the key in bits, as its kind counts them.
unsigned bits_of(const public_key& key);

}  // namespace schannel::ossl
