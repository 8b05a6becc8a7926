// The algorithms that CNG makes keys for, by name.
#include "abi/cng/algorithms.h"

#include <algorithm>
#include <iterator>
#include <variant>

#include "ossl/key_generation.h"

namespace schannel::abi::cng {

namespace {

/// The first for a curve is what a key over it is called.
constexpr key_algorithm algorithms[] = {
    {BCRYPT_RSA_ALGORITHM, NCRYPT_RSA_ALGORITHM_GROUP, std::nullopt, 2048},
    {BCRYPT_ECDSA_P256_ALGORITHM, NCRYPT_ECDSA_ALGORITHM_GROUP, ossl::curve::p256, 256},
    {BCRYPT_ECDSA_P384_ALGORITHM, NCRYPT_ECDSA_ALGORITHM_GROUP, ossl::curve::p384, 384},
    {BCRYPT_ECDSA_P521_ALGORITHM, NCRYPT_ECDSA_ALGORITHM_GROUP, ossl::curve::p521, 521},
    {BCRYPT_ECDH_P256_ALGORITHM, NCRYPT_ECDH_ALGORITHM_GROUP, ossl::curve::p256, 256},
    {BCRYPT_ECDH_P384_ALGORITHM, NCRYPT_ECDH_ALGORITHM_GROUP, ossl::curve::p384, 384},
    {BCRYPT_ECDH_P521_ALGORITHM, NCRYPT_ECDH_ALGORITHM_GROUP, ossl::curve::p521, 521}};

template <typename Fits>
const key_algorithm* first_that(Fits&& fits) {
  const auto* found = std::find_if(std::begin(algorithms), std::end(algorithms), fits);
  return found == std::end(algorithms) ? nullptr : found;
}

}  // namespace

const key_algorithm* find_algorithm(std::wstring_view name) {
  return first_that([&](const key_algorithm& one) { return one.name == name; });
}

const key_algorithm* algorithm_of(const ossl::public_key& key) {
  if (key.is_rsa()) return find_algorithm(BCRYPT_RSA_ALGORITHM);
  const auto parts = parts_of(key);
  const auto* ec = std::get_if<ossl::ec_public_parts>(&parts);
  return ec == nullptr ? nullptr : first_that([&](const key_algorithm& one) { return one.on == ec->on; });
}

bool allows_length(const key_algorithm& algorithm, unsigned bits) {
  constexpr unsigned shortest = 512, longest = 16384, step = 64;
  if (algorithm.on) return bits == algorithm.usual_bits;
  return bits >= shortest && bits <= longest && bits % step == 0;
}

ossl::private_key generate(const key_algorithm& algorithm, unsigned bits) {
  return algorithm.on ? ossl::generate_ec(*algorithm.on) : ossl::generate_rsa(bits);
}

}  // namespace schannel::abi::cng
