// Asks OpenSSL once for everything it has.
#include "ossl/availability.h"

#include <vector>

#include "ossl/error_scope.h"
#include "ossl/failures.h"
#include "ossl/handles.h"

namespace schannel::ossl {
namespace {

// Those of TLS 1.3 that Windows knows; OpenSSL keeps them apart from the others.
constexpr const char* tls1_3_suites =
    "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256";

std::vector<std::uint16_t> ask() {
  const error_scope errors;
  std::vector<std::uint16_t> numbers;
  const ssl_context_ptr context{SSL_CTX_new(TLS_method())};
  if (!context) throw_what_is_missing();  // the next call tries again
  // Level 0, so that what is weak is not taken for absent.
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_ciphersuites(context.get(), tls1_3_suites);
  SSL_CTX_set_cipher_list(context.get(), "ALL:COMPLEMENTOFALL");
  const STACK_OF(SSL_CIPHER)* suites = SSL_CTX_get_ciphers(context.get());
  for (int i = 0; i < sk_SSL_CIPHER_num(suites); ++i)
    numbers.push_back(SSL_CIPHER_get_protocol_id(sk_SSL_CIPHER_value(suites, i)));
  return numbers;
}

}  // namespace

std::span<const std::uint16_t> available_suites() {
  try {
    static const std::vector<std::uint16_t> numbers = ask();
    return numbers;
  } catch (const missing_algorithm&) {
    return {};
  }
}

bool allows_only_approved_algorithms() {
  return EVP_default_properties_is_fips_enabled(nullptr) == 1;
}

}  // namespace schannel::ossl
