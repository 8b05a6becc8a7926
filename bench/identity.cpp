// Keys and certificates made by OpenSSL.
#include "identity.h"

#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

#include <stdexcept>

namespace bench {
namespace {

X509* make_certificate(EVP_PKEY* key) {
  X509* made = X509_new();
  X509_set_version(made, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
  X509_gmtime_adj(X509_getm_notBefore(made), -3600);
  X509_gmtime_adj(X509_getm_notAfter(made), 86400);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(made, X509_get_subject_name(made));
  X509_set_pubkey(made, key);
  if (X509_sign(made, key, EVP_sha256()) <= 0) throw std::runtime_error("no certificate was made");
  return made;
}

}  // namespace

identity::identity(key_kind kind)
    : key_(kind == key_kind::ecdsa ? EVP_EC_gen("P-256") : EVP_RSA_gen(2048), EVP_PKEY_free),
      certificate_(make_certificate(key_.get()), X509_free) {}

std::vector<unsigned char> identity::pfx() const {
  PKCS12* made = PKCS12_create("", "localhost", key_.get(), certificate_.get(), nullptr, 0, 0, 0, 0, 0);
  unsigned char* encoded = nullptr;
  const int length = i2d_PKCS12(made, &encoded);
  PKCS12_free(made);
  if (length <= 0) throw std::runtime_error("no PKCS #12 was made");
  std::vector<unsigned char> copy(encoded, encoded + length);
  OPENSSL_free(encoded);
  return copy;
}

const identity& identity::of(key_kind kind) {
  static const identity ecdsa(key_kind::ecdsa), rsa(key_kind::rsa);
  return kind == key_kind::ecdsa ? ecdsa : rsa;
}

}  // namespace bench
