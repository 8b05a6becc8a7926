// New keys.
#include "ossl/key_generation.h"

#include <openssl/ec.h>
#include <openssl/rsa.h>

#include <stdexcept>

#include "ossl/error_scope.h"
#include "ossl/handles.h"

namespace schannel::ossl {

namespace {

private_key made(key_ptr key, const error_scope& errors) {
  if (!key) {
    errors.throw_if_out_of_memory();
    throw std::runtime_error{"no key could be made"};
  }
  return private_key{std::shared_ptr<evp_pkey_st>{std::move(key)}};
}

const char* name_of(curve which) {
  switch (which) {
    case curve::p384:
      return "P-384";
    case curve::p521:
      return "P-521";
    case curve::p256:
      break;
  }
  return "P-256";
}

}  // namespace

private_key generate_rsa(unsigned bits) {
  const error_scope errors;
  return made(key_ptr{EVP_RSA_gen(bits)}, errors);
}

private_key generate_ec(curve on) {
  const error_scope errors;
  return made(key_ptr{EVP_EC_gen(name_of(on))}, errors);
}

}  // namespace schannel::ossl
