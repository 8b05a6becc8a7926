// Certificates and keys for tests, straight from OpenSSL.
#include "support/certificates.h"

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace schannel::test {

namespace {

void require(bool worked, const char* what) {
  if (!worked) throw std::runtime_error{what};
}

template <typename T>
bytes encode(const T* object, int (*to_der)(const T*, unsigned char**)) {
  const int size = to_der(object, nullptr);
  require(size >= 0, "encode");
  bytes der(static_cast<std::size_t>(size));
  unsigned char* out = der.data();
  to_der(object, &out);
  return der;
}

std::shared_ptr<EVP_PKEY> make_key(key_type type) {
  EVP_PKEY* key = nullptr;
  switch (type) {
    case key_type::ec:
      key = EVP_EC_gen("P-256");
      break;
    case key_type::rsa:
      key = EVP_RSA_gen(2048);
      break;
    case key_type::old_rsa:
      key = EVP_RSA_gen(1024);
      break;
    case key_type::short_rsa:
      key = EVP_RSA_gen(768);
      break;
  }
  require(key != nullptr, "key");
  return {key, EVP_PKEY_free};
}

void add_to_name(X509* certificate, const char* attribute, const std::string& value) {
  if (value.empty()) return;
  require(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), attribute, MBSTRING_UTF8,
                                     reinterpret_cast<const unsigned char*>(value.c_str()), -1, -1, 0) == 1,
          "name");
}

void add_extension(X509* certificate, X509* issuer, const extension_wish& wish) {
  if (wish.value.empty()) return;
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf(nullptr, &context, wish.name.c_str(), wish.value.c_str());
  require(extension != nullptr, "extension");
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

std::string alternative_names(const certificate_wishes& wishes) {
  std::string names;
  for (const std::string& name : wishes.dns_names) names += (names.empty() ? "DNS:" : ",DNS:") + name;
  for (const std::string& address : wishes.ip_addresses) names += (names.empty() ? "IP:" : ",IP:") + address;
  return names;
}

std::vector<extension_wish> extensions_of(const certificate_wishes& wishes) {
  std::vector<extension_wish> all{
      {"basicConstraints", wishes.is_ca ? "critical,CA:TRUE" : "critical,CA:FALSE"},
      {"keyUsage",
       wishes.is_ca ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature,keyEncipherment"},
      {"subjectKeyIdentifier", "hash"},
      {"authorityKeyIdentifier", "keyid"},
      {"subjectAltName", alternative_names(wishes)},
      {"extendedKeyUsage", wishes.usages}};
  for (const extension_wish& wish : wishes.extensions) {
    const auto usual = std::find_if(all.begin(), all.end(),
                                    [&](const extension_wish& one) { return one.name == wish.name; });
    if (usual == all.end())
      all.push_back(wish);
    else
      usual->value = wish.value;
  }
  return all;
}

void set_serial_number(X509* certificate, const std::string& hexadecimal) {
  BIGNUM* number = BN_new();
  if (hexadecimal.empty())
    BN_rand(number, 100, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY);
  else
    BN_hex2bn(&number, hexadecimal.c_str());
  BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
  BN_free(number);
}

void sign(X509* certificate, EVP_PKEY* key, const certificate_wishes& wishes) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
  EVP_PKEY_CTX* how = nullptr;
  require(
      EVP_DigestSignInit(context.get(), &how, EVP_get_digestbyname(wishes.digest.c_str()), nullptr, key) == 1,
      "digest");
  if (wishes.is_signed_with_pss)
    require(EVP_PKEY_CTX_set_rsa_padding(how, RSA_PKCS1_PSS_PADDING) == 1, "padding");
  require(X509_sign_ctx(certificate, context.get()) > 0, "signature");
}

}  // namespace

bytes issued_certificate::der() const {
  return encode(certificate.get(), i2d_X509);
}

std::string issued_certificate::pem() const {
  const std::unique_ptr<BIO, decltype(&BIO_free)> memory{BIO_new(BIO_s_mem()), BIO_free};
  require(PEM_write_bio_X509(memory.get(), certificate.get()) == 1, "pem");
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

bytes issued_certificate::subject_der() const {
  return encode<X509_NAME>(X509_get_subject_name(certificate.get()), i2d_X509_NAME);
}

bytes issued_certificate::issuer_der() const {
  return encode<X509_NAME>(X509_get_issuer_name(certificate.get()), i2d_X509_NAME);
}

issued_certificate make_certificate(const certificate_wishes& wishes) {
  issued_certificate made{{X509_new(), X509_free},
                          wishes.key_of == nullptr ? make_key(wishes.key) : wishes.key_of->key};
  X509* const x509 = made.certificate.get();
  X509_set_version(x509, X509_VERSION_3);
  set_serial_number(x509, wishes.serial_number);
  X509_gmtime_adj(X509_getm_notBefore(x509), wishes.valid_from.count());
  X509_gmtime_adj(X509_getm_notAfter(x509), wishes.valid_to.count());
  add_to_name(x509, "O", wishes.organization);
  add_to_name(x509, "CN", wishes.common_name);
  for (const std::string& name : wishes.more_common_names) add_to_name(x509, "CN", name);
  X509_set_pubkey(x509, made.key.get());

  const issued_certificate& issuer = wishes.issuer == nullptr ? made : *wishes.issuer;
  X509_set_issuer_name(x509, X509_get_subject_name(issuer.certificate.get()));
  for (const extension_wish& wish : extensions_of(wishes))
    add_extension(x509, issuer.certificate.get(), wish);
  const issued_certificate& signer = wishes.signer == nullptr ? issuer : *wishes.signer;
  sign(x509, signer.key.get(), wishes);
  return made;
}

certificate_chain make_chain(certificate_wishes leaf) {
  certificate_chain chain;
  chain.root = make_certificate({.common_name = "Test Root", .is_ca = true});
  chain.intermediate =
      make_certificate({.common_name = "Test Intermediate", .is_ca = true, .issuer = &chain.root});
  leaf.issuer = &chain.intermediate;
  leaf.dns_names.push_back(leaf.common_name);
  chain.leaf = make_certificate(leaf);
  return chain;
}

bytes make_revocation_list(const revocation_list_wishes& wishes) {
  const std::unique_ptr<X509_CRL, decltype(&X509_CRL_free)> list{X509_CRL_new(), X509_CRL_free};
  X509* const issuer = wishes.issuer->certificate.get();
  X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
  X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(issuer));
  const std::unique_ptr<ASN1_TIME, decltype(&ASN1_TIME_free)> time{ASN1_TIME_new(), ASN1_TIME_free};
  X509_CRL_set1_lastUpdate(list.get(), X509_gmtime_adj(time.get(), wishes.this_update.count()));
  X509_CRL_set1_nextUpdate(list.get(), X509_gmtime_adj(time.get(), wishes.next_update.count()));
  X509_gmtime_adj(time.get(), 0);
  for (const issued_certificate* one : wishes.revoked) {
    X509_REVOKED* entry = X509_REVOKED_new();
    X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(one->certificate.get()));
    X509_REVOKED_set_revocationDate(entry, time.get());
    X509_CRL_add0_revoked(list.get(), entry);
  }
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, nullptr, nullptr, list.get(), 0);
  const auto extend = [&](int nid, const char* value) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    require(extension != nullptr, "extension");
    X509_CRL_add_ext(list.get(), extension, -1);
    X509_EXTENSION_free(extension);
  };
  if (wishes.names_its_key) extend(NID_authority_key_identifier, "keyid");
  if (!wishes.issuing_point.empty()) extend(NID_issuing_distribution_point, wishes.issuing_point.c_str());
  if (wishes.is_delta) extend(NID_delta_crl, "critical,DER:02:01:01");
  require(X509_CRL_sign(list.get(), wishes.issuer->key.get(), EVP_sha256()) > 0, "signature");
  return encode(list.get(), i2d_X509_CRL);
}

}  // namespace schannel::test
