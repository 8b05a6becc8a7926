// certificate_fields: what stands in a certificate, taken apart into plain bytes, texts and numbers.
#include "ossl/certificate_fields.h"

#include <algorithm>
#include <array>
#include <new>

#include "ossl/error_scope.h"
#include "ossl/handles.h"
#include "ossl/oids.h"
#include "ossl/times.h"

namespace schannel::ossl {

namespace {

tls::byte_vector copy(const unsigned char* data, int size) {
  if (data == nullptr || size <= 0) return {};
  return {data, data + size};
}

tls::byte_vector copy(const ASN1_STRING* text) {
  return text == nullptr ? tls::byte_vector{} : copy(ASN1_STRING_get0_data(text), ASN1_STRING_length(text));
}

/// The DER that one of OpenSSL's i2d functions makes of `object`.
template <typename T>
tls::byte_vector encode(const T* object, int (*to_der)(const T*, unsigned char**)) {
  const int size = to_der(object, nullptr);
  if (size < 0) throw std::bad_alloc{};
  tls::byte_vector der(static_cast<std::size_t>(size));
  unsigned char* out = der.data();
  to_der(object, &out);
  return der;
}

algorithm_identifier algorithm(const X509_ALGOR* from) {
  algorithm_identifier to;
  if (from == nullptr) return to;
  to.oid = dotted(from->algorithm);
  if (from->parameter != nullptr) to.parameters = encode(from->parameter, i2d_ASN1_TYPE);
  return to;
}

bit_string bits(const ASN1_BIT_STRING* from) {
  if (from == nullptr) return {};
  constexpr long unused_bits_mask = 0x07;
  return {copy(from), static_cast<std::uint32_t>(from->flags & unused_bits_mask)};
}

tls::byte_vector name(const X509_NAME* from) {
  const unsigned char* der = nullptr;
  std::size_t size = 0;
  if (X509_NAME_get0_der(from, &der, &size) != 1) throw std::bad_alloc{};
  return {der, der + size};
}

tls::byte_vector serial_number(const ASN1_INTEGER* from) {
  const tls::byte_vector der = encode(from, i2d_ASN1_INTEGER);
  const unsigned char* content = der.data();
  long size = 0;
  int tag = 0;
  int tag_class = 0;
  ASN1_get_object(&content, &size, &tag, &tag_class, static_cast<long>(der.size()));
  tls::byte_vector number = copy(content, static_cast<int>(size));
  std::reverse(number.begin(), number.end());
  while (number.size() > 1 && number.back() == 0) number.pop_back();
  return number;
}

std::vector<certificate_extension> extensions(const X509* from) {
  std::vector<certificate_extension> all;
  for (int i = 0; i < X509_get_ext_count(from); ++i) {
    X509_EXTENSION* one = X509_get_ext(from, i);
    all.push_back({dotted(X509_EXTENSION_get_object(one)), X509_EXTENSION_get_critical(one) != 0,
                   copy(X509_EXTENSION_get_data(one))});
  }
  return all;
}

const EVP_MD* function_of(digest algorithm) {
  switch (algorithm) {
    case digest::md5:
      return EVP_md5();
    case digest::sha1:
      return EVP_sha1();
    case digest::sha256:
      return EVP_sha256();
  }
  return EVP_sha256();
}

tls::byte_vector hash(tls::const_bytes data, const EVP_MD* function) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> buffer;
  unsigned int size = 0;
  // MD5 is missing where only FIPS algorithms are allowed: no digest then, rather than a wrong one.
  const error_scope errors;
  if (EVP_Digest(data.data(), data.size(), buffer.data(), &size, function, nullptr) != 1) {
    errors.throw_if_out_of_memory();
    return {};
  }
  return {buffer.begin(), buffer.begin() + size};
}

}  // namespace

certificate_fields fields_of(const certificate& whole) {
  const error_scope errors;
  const X509* x509 = whole.native();
  certificate_fields fields;
  fields.version = static_cast<std::uint32_t>(X509_get_version(x509));
  fields.serial_number = serial_number(X509_get0_serialNumber(x509));
  fields.signature_algorithm = algorithm(X509_get0_tbs_sigalg(x509));
  fields.issuer = name(X509_get_issuer_name(x509));
  fields.not_before = seconds_since_1970(X509_get0_notBefore(x509));
  fields.not_after = seconds_since_1970(X509_get0_notAfter(x509));
  fields.subject = name(X509_get_subject_name(x509));

  X509_ALGOR* key_algorithm = nullptr;
  X509_PUBKEY_get0_param(nullptr, nullptr, nullptr, &key_algorithm, X509_get_X509_PUBKEY(x509));
  fields.public_key_algorithm = algorithm(key_algorithm);
  fields.public_key = bits(X509_get0_pubkey_bitstr(x509));

  const ASN1_BIT_STRING* issuer_id = nullptr;
  const ASN1_BIT_STRING* subject_id = nullptr;
  X509_get0_uids(x509, &issuer_id, &subject_id);
  fields.issuer_unique_id = bits(issuer_id);
  fields.subject_unique_id = bits(subject_id);
  fields.extensions = extensions(x509);
  return fields;
}

tls::byte_vector subject_of(const certificate& whole) {
  const error_scope errors;
  return name(X509_get_subject_name(whole.native()));
}

tls::byte_vector issuer_of(const certificate& whole) {
  const error_scope errors;
  return name(X509_get_issuer_name(whole.native()));
}

tls::byte_vector fingerprint(const certificate& whole, digest algorithm) {
  return hash(whole.der(), function_of(algorithm));
}

tls::byte_vector key_identifier(const certificate& whole) {
  const error_scope errors;
  if (const ASN1_OCTET_STRING* own = X509_get0_subject_key_id(whole.native())) return copy(own);
  return hash(encode<X509_PUBKEY>(X509_get_X509_PUBKEY(whole.native()), i2d_X509_PUBKEY), EVP_sha1());
}

std::uint32_t public_key_bits(const certificate& whole) {
  const error_scope errors;
  const EVP_PKEY* key = X509_get0_pubkey(whole.native());
  return key == nullptr ? 0 : static_cast<std::uint32_t>(EVP_PKEY_get_bits(key));
}

}  // namespace schannel::ossl
