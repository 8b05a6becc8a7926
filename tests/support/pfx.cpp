// PFX files for tests, straight from OpenSSL.
#include <openssl/pkcs12.h>
#include <openssl/provider.h>

#include <stdexcept>

#include "support/certificates.h"

namespace schannel::test {

namespace {

using bags_ptr = std::unique_ptr<STACK_OF(PKCS12_SAFEBAG), decltype([](STACK_OF(PKCS12_SAFEBAG) * bags) {
                                   sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
                                 })>;
using parts_ptr =
    std::unique_ptr<STACK_OF(PKCS7),
                    decltype([](STACK_OF(PKCS7) * parts) { sk_PKCS7_pop_free(parts, PKCS7_free); })>;
using file_ptr = std::unique_ptr<PKCS12, decltype([](PKCS12* file) { PKCS12_free(file); })>;

constexpr int iterations = 64;  // tests need no stretching

/// RC2 is in OpenSSL's legacy provider, which the default library of a process should not load.
OSSL_LIB_CTX* library_with_legacy() {
  static OSSL_LIB_CTX* const library = [] {
    OSSL_LIB_CTX* fresh = OSSL_LIB_CTX_new();
    if (OSSL_PROVIDER_load(fresh, "default") == nullptr || OSSL_PROVIDER_load(fresh, "legacy") == nullptr)
      throw std::runtime_error{"OpenSSL's legacy provider is not installed"};
    return fresh;
  }();
  return library;
}

struct algorithms {
  int certificates;  // a PBE or cipher NID, -1 for none
  int keys;
  OSSL_LIB_CTX* library;
};

algorithms algorithms_of(pfx_encryption encryption) {
  switch (encryption) {
    case pfx_encryption::aes256:
      return {NID_aes_256_cbc, NID_aes_256_cbc, nullptr};
    case pfx_encryption::rc2_40_and_triple_des:
      return {NID_pbe_WithSHA1And40BitRC2_CBC, NID_pbe_WithSHA1And3_Key_TripleDES_CBC, library_with_legacy()};
    case pfx_encryption::none:
      break;
  }
  return {-1, -1, nullptr};
}

bags_ptr certificate_bags(const pfx_wishes& wishes) {
  STACK_OF(PKCS12_SAFEBAG)* bags = nullptr;
  for (const issued_certificate& one : wishes.without_keys) PKCS12_add_cert(&bags, one.certificate.get());
  for (const issued_certificate& one : wishes.with_keys) {
    PKCS12_SAFEBAG* bag = PKCS12_add_cert(&bags, one.certificate.get());
    if (!wishes.friendly_name.empty()) PKCS12_add_friendlyname_utf8(bag, wishes.friendly_name.c_str(), -1);
  }
  return bags_ptr{bags};
}

bags_ptr key_bags(const pfx_wishes& wishes, const algorithms& used, const char* password) {
  STACK_OF(PKCS12_SAFEBAG)* bags = nullptr;
  for (const issued_certificate& one : wishes.with_keys)
    PKCS12_add_key_ex(&bags, one.key.get(), 0, iterations, used.keys, password, used.library, nullptr);
  return bags_ptr{bags};
}

}  // namespace

bytes make_pfx(const pfx_wishes& wishes) {
  const algorithms used = algorithms_of(wishes.encryption);
  const char* password = wishes.password ? wishes.password->c_str() : nullptr;
  STACK_OF(PKCS7)* stack = nullptr;
  if (const bags_ptr bags = certificate_bags(wishes))
    PKCS12_add_safe_ex(&stack, bags.get(), used.certificates, iterations, password, used.library, nullptr);
  if (const bags_ptr bags = key_bags(wishes, used, password))
    PKCS12_add_safe_ex(&stack, bags.get(), -1, 0, nullptr, used.library, nullptr);
  const parts_ptr parts{stack};
  const file_ptr file{PKCS12_add_safes_ex(parts.get(), 0, used.library, nullptr)};
  if (!file) throw std::runtime_error{"PFX file"};
  if (wishes.has_integrity_code)
    PKCS12_set_mac(file.get(), password, -1, nullptr, 0, iterations, EVP_sha256());
  if (wishes.claimed_iterations) {
    const ASN1_INTEGER* claimed = nullptr;
    PKCS12_get0_mac(nullptr, nullptr, nullptr, &claimed, file.get());
    ASN1_INTEGER_set_int64(const_cast<ASN1_INTEGER*>(claimed), *wishes.claimed_iterations);
  }
  bytes der(static_cast<std::size_t>(i2d_PKCS12(file.get(), nullptr)));
  unsigned char* out = der.data();
  i2d_PKCS12(file.get(), &out);
  return der;
}

}  // namespace schannel::test
