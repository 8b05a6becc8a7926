// RSA keys, taken apart and put together.
#include <openssl/core_names.h>

#include <new>

#include "ossl/error_scope.h"
#include "ossl/key_kinds.h"
#include "ossl/key_numbers.h"

namespace schannel::ossl {

namespace {

using arithmetic = owned<BN_CTX, BN_CTX_free>;

/// OpenSSL's own limit for what it computes with a public key.
constexpr int longest_modulus = 16384;  // bits

struct rsa_numbers {
  secret_number n, e, p, q, dp, dq, inverse, d;
};

arithmetic new_arithmetic() {
  arithmetic made{BN_CTX_new()};
  if (!made) throw std::bad_alloc{};
  return made;
}

bool is_public_key(const BIGNUM* n, const BIGNUM* e) {
  return BN_num_bits(n) <= longest_modulus && BN_is_odd(n) && BN_is_odd(e) && !BN_is_one(e) &&
         BN_cmp(e, n) < 0;
}

/// `number` mod (`prime` - 1).
bool reduce(BIGNUM* result, const BIGNUM* number, const BIGNUM* prime, BN_CTX* with) {
  const secret_number order{BN_dup(prime)};
  return order && BN_sub_word(order.get(), 1) == 1 && !BN_is_zero(order.get()) &&
         BN_mod(result, number, order.get(), with) == 1;
}

/// What was given has to be what was computed; nothing given fits everything.
bool agrees(const secret_bytes& given, const BIGNUM* computed) {
  return given.empty() || BN_cmp(number_of(given).get(), computed) == 0;
}

/// Computes the private exponent out of the primes (RFC 8017 section 3.2).
secret_number private_exponent(const rsa_numbers& of, BN_CTX* with) {
  const secret_number p1{BN_dup(of.p.get())};
  const secret_number q1{BN_dup(of.q.get())};
  const secret_number order = new_number();
  if (!p1 || !q1 || BN_sub_word(p1.get(), 1) != 1 || BN_sub_word(q1.get(), 1) != 1 ||
      BN_mul(order.get(), p1.get(), q1.get(), with) != 1 || BN_is_zero(order.get()))
    return nullptr;
  BN_set_flags(order.get(), BN_FLG_CONSTTIME);
  return secret_number{BN_mod_inverse(nullptr, of.e.get(), order.get(), with)};
}

/// Whether raising to the one exponent undoes the other, which it does for primes alone.
bool belongs_together(const rsa_numbers& all, BN_CTX* with) {
  const secret_number trial = new_number();
  const secret_number there = new_number();
  const secret_number back = new_number();
  return BN_set_word(trial.get(), 2) == 1 &&
         BN_mod_exp(there.get(), trial.get(), all.e.get(), all.n.get(), with) == 1 &&
         BN_mod_exp_mont_consttime(back.get(), there.get(), all.d.get(), all.n.get(), with, nullptr) == 1 &&
         BN_cmp(trial.get(), back.get()) == 0;
}

std::optional<rsa_numbers> numbers_of(const rsa_private_parts& parts) {
  const arithmetic with = new_arithmetic();
  rsa_numbers all{number_of(parts.shown.modulus),
                  number_of(parts.shown.exponent),
                  number_of(parts.prime1),
                  number_of(parts.prime2),
                  new_number(),
                  new_number(),
                  nullptr,
                  nullptr};
  const secret_number product = new_number();
  if (!is_public_key(all.n.get(), all.e.get()) ||
      BN_mul(product.get(), all.p.get(), all.q.get(), with.get()) != 1 ||
      BN_cmp(product.get(), all.n.get()) != 0)
    return std::nullopt;

  all.d = parts.exponent.empty() ? private_exponent(all, with.get()) : number_of(parts.exponent);
  if (!all.d || BN_cmp(all.d.get(), all.n.get()) >= 0) return std::nullopt;
  BN_set_flags(all.d.get(), BN_FLG_CONSTTIME);
  all.inverse.reset(BN_mod_inverse(nullptr, all.q.get(), all.p.get(), with.get()));
  if (!all.inverse || !reduce(all.dp.get(), all.d.get(), all.p.get(), with.get()) ||
      !reduce(all.dq.get(), all.d.get(), all.q.get(), with.get()))
    return std::nullopt;
  if (!agrees(parts.exponent1, all.dp.get()) || !agrees(parts.exponent2, all.dq.get()) ||
      !agrees(parts.coefficient, all.inverse.get()) || !belongs_together(all, with.get()))
    return std::nullopt;
  return all;
}

tls::byte_vector shown_bytes(const BIGNUM* number) {
  const secret_bytes bytes = bytes_of(number);
  return {bytes.begin(), bytes.end()};
}

secret_bytes secret_in(const EVP_PKEY* key, const char* name) {
  const secret_number number = number_in(key, name);
  return number ? bytes_of(number.get()) : secret_bytes{};
}

}  // namespace

std::optional<rsa_public_parts> rsa_parts_of(const EVP_PKEY* key) {
  const secret_number n = number_in(key, OSSL_PKEY_PARAM_RSA_N);
  const secret_number e = number_in(key, OSSL_PKEY_PARAM_RSA_E);
  if (!n || !e) return std::nullopt;
  return rsa_public_parts{shown_bytes(n.get()), shown_bytes(e.get())};
}

std::optional<rsa_private_parts> rsa_private_parts_of(const EVP_PKEY* key) {
  auto shown = rsa_parts_of(key);
  if (!shown) return std::nullopt;
  rsa_private_parts parts{*std::move(shown),
                          secret_in(key, OSSL_PKEY_PARAM_RSA_FACTOR1),
                          secret_in(key, OSSL_PKEY_PARAM_RSA_FACTOR2),
                          secret_in(key, OSSL_PKEY_PARAM_RSA_EXPONENT1),
                          secret_in(key, OSSL_PKEY_PARAM_RSA_EXPONENT2),
                          secret_in(key, OSSL_PKEY_PARAM_RSA_COEFFICIENT1),
                          secret_in(key, OSSL_PKEY_PARAM_RSA_D)};
  // A key of more than two primes, or of its bare exponent, has no form in any blob.
  const secret_number third = number_in(key, OSSL_PKEY_PARAM_RSA_FACTOR3);
  if (third || parts.prime1.empty() || parts.prime2.empty() || parts.exponent.empty()) return std::nullopt;
  return parts;
}

tls::result<public_key> assemble(const rsa_public_parts& parts) {
  const error_scope errors;
  const secret_number n = number_of(parts.modulus);
  const secret_number e = number_of(parts.exponent);
  if (!is_public_key(n.get(), e.get())) return tls::cause::bad_credential;
  key_parameters parameters;
  parameters.add(OSSL_PKEY_PARAM_RSA_N, n.get());
  parameters.add(OSSL_PKEY_PARAM_RSA_E, e.get());
  key_ptr key = parameters.make("RSA", EVP_PKEY_PUBLIC_KEY);
  errors.throw_if_out_of_memory();
  if (!key) return tls::cause::bad_credential;
  return public_key{std::shared_ptr<evp_pkey_st>{std::move(key)}};
}

tls::result<private_key> assemble(const rsa_private_parts& parts) {
  const error_scope errors;
  const auto numbers = numbers_of(parts);
  errors.throw_if_out_of_memory();
  if (!numbers) return tls::cause::bad_credential;
  key_parameters parameters;
  parameters.add(OSSL_PKEY_PARAM_RSA_N, numbers->n.get());
  parameters.add(OSSL_PKEY_PARAM_RSA_E, numbers->e.get());
  parameters.add(OSSL_PKEY_PARAM_RSA_D, numbers->d.get());
  parameters.add(OSSL_PKEY_PARAM_RSA_FACTOR1, numbers->p.get());
  parameters.add(OSSL_PKEY_PARAM_RSA_FACTOR2, numbers->q.get());
  parameters.add(OSSL_PKEY_PARAM_RSA_EXPONENT1, numbers->dp.get());
  parameters.add(OSSL_PKEY_PARAM_RSA_EXPONENT2, numbers->dq.get());
  parameters.add(OSSL_PKEY_PARAM_RSA_COEFFICIENT1, numbers->inverse.get());
  key_ptr key = parameters.make("RSA", EVP_PKEY_KEYPAIR);
  errors.throw_if_out_of_memory();
  if (!key) return tls::cause::bad_credential;
  return private_key{std::shared_ptr<evp_pkey_st>{std::move(key)}};
}

}  // namespace schannel::ossl
