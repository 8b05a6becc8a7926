// PFX files, written: OpenSSL puts the layers together.
#include "ossl/pfx_writer.h"

#include "ossl/error_scope.h"
#include "ossl/failures.h"
#include "ossl/handles.h"
#include "ossl/pfx_password.h"

namespace schannel::ossl {

namespace {

using parts_ptr =
    owned<STACK_OF(PKCS7), [](STACK_OF(PKCS7) * parts) { sk_PKCS7_pop_free(parts, PKCS7_free); }>;
using bags_ptr = owned<STACK_OF(PKCS12_SAFEBAG), [](STACK_OF(PKCS12_SAFEBAG) * bags) {
  sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
}>;

struct algorithms {
  int encryption;
  const EVP_MD* integrity;
  int iterations;
};

algorithms algorithms_for(key_protection how) {
  if (how == key_protection::old) return {NID_pbe_WithSHA1And3_Key_TripleDES_CBC, EVP_sha1(), 2000};
  return {NID_aes_256_cbc, EVP_sha256(), 10'000};
}

void demand(bool succeeded) {
  if (!succeeded) throw_what_is_missing();
}

/// As UTF-16: what OpenSSL makes of UTF-8 itself has no room for characters beyond U+FFFF.
void name(PKCS12_SAFEBAG* bag, const std::string& friendly_name) {
  constexpr int terminator = 2;
  int length = 0;
  const owned<unsigned char, [](unsigned char* units) { OPENSSL_free(units); }> units{
      OPENSSL_utf82uni(friendly_name.data(), static_cast<int>(friendly_name.size()), nullptr, &length)};
  demand(units != nullptr && PKCS12_add_friendlyname_uni(bag, units.get(), length - terminator) == 1);
}

/// Takes a bag that OpenSSL has put behind the others of `bags`, and names it.
void describe(PKCS12_SAFEBAG* bag, const pfx_certificate& of) {
  demand(bag != nullptr);
  if (!of.friendly_name.empty()) name(bag, of.friendly_name);
  if (!of.key) return;
  // What readers find the key of a certificate by: everybody takes the certificate's SHA-1 digest.
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  demand(X509_digest(of.certificate.native(), EVP_sha1(), digest, &length) == 1 &&
         PKCS12_add_localkeyid(bag, digest, static_cast<int>(length)) == 1);
}

bags_ptr certificate_bags(std::span<const pfx_certificate> certificates) {
  bags_ptr bags{sk_PKCS12_SAFEBAG_new_null()};
  demand(bags != nullptr);
  for (const pfx_certificate& one : certificates) {
    STACK_OF(PKCS12_SAFEBAG)* all = bags.get();
    describe(PKCS12_add_cert(&all, one.certificate.native()), one);
  }
  return bags;
}

bags_ptr key_bags(std::span<const pfx_certificate> certificates, const algorithms& with,
                  const char* password) {
  bags_ptr bags{sk_PKCS12_SAFEBAG_new_null()};
  demand(bags != nullptr);
  constexpr int any_usage = 0;
  for (const pfx_certificate& one : certificates) {
    if (!one.key) continue;
    STACK_OF(PKCS12_SAFEBAG)* all = bags.get();
    describe(PKCS12_add_key(&all, one.key->native(), any_usage, with.iterations, with.encryption, password),
             one);
  }
  return bags;
}

void add(parts_ptr& to, const bags_ptr& bags, int encryption, int iterations, const char* password) {
  if (sk_PKCS12_SAFEBAG_num(bags.get()) == 0) return;
  STACK_OF(PKCS7)* all = to.get();
  demand(PKCS12_add_safe(&all, bags.get(), encryption, iterations, password) == 1);
}

}  // namespace

tls::byte_vector write_pfx(std::span<const pfx_certificate> certificates, std::wstring_view password,
                           key_protection how) {
  const error_scope errors;
  const pfx_password secret{password};
  const char* text = secret.forms().back().text;
  const algorithms with = algorithms_for(how);

  parts_ptr parts{sk_PKCS7_new_null()};
  demand(parts != nullptr);
  constexpr int not_encrypted_again = -1;
  add(parts, certificate_bags(certificates), with.encryption, with.iterations, text);
  add(parts, key_bags(certificates, with, text), not_encrypted_again, 0, nullptr);

  const pkcs12_ptr file{PKCS12_add_safes(parts.get(), 0)};
  demand(file != nullptr &&
         PKCS12_set_mac(file.get(), text, -1, nullptr, 0, with.iterations, with.integrity) == 1);
  const int length = i2d_PKCS12(file.get(), nullptr);
  demand(length > 0);
  tls::byte_vector der(static_cast<std::size_t>(length));
  unsigned char* out = der.data();
  i2d_PKCS12(file.get(), &out);
  return der;
}

}  // namespace schannel::ossl
