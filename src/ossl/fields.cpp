// The parts that certificates and revocation lists are made of.
#include "ossl/fields.h"

#include <algorithm>
#include <array>

#include "ossl/error_scope.h"
#include "ossl/oids.h"

namespace schannel::ossl {

namespace {

tls::byte_vector copy(const unsigned char* data, int size) {
  if (data == nullptr || size <= 0) return {};
  return {data, data + size};
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

}  // namespace

tls::byte_vector bytes_of(const ASN1_STRING* text) {
  return text == nullptr ? tls::byte_vector{} : copy(ASN1_STRING_get0_data(text), ASN1_STRING_length(text));
}

algorithm_identifier algorithm_of(const X509_ALGOR* from) {
  algorithm_identifier to;
  if (from == nullptr) return to;
  to.oid = dotted(from->algorithm);
  if (from->parameter != nullptr) to.parameters = encode(from->parameter, i2d_ASN1_TYPE);
  return to;
}

tls::byte_vector name_of(const X509_NAME* from) {
  const unsigned char* der = nullptr;
  std::size_t size = 0;
  if (X509_NAME_get0_der(from, &der, &size) != 1) throw std::bad_alloc{};
  return {der, der + size};
}

tls::byte_vector number_of(const ASN1_INTEGER* from) {
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

certificate_extension extension_of(X509_EXTENSION* from) {
  return {dotted(X509_EXTENSION_get_object(from)), X509_EXTENSION_get_critical(from) != 0,
          bytes_of(X509_EXTENSION_get_data(from))};
}

bool agrees(const AUTHORITY_KEYID* named, X509* issuer) {
  constexpr int no_purpose = -1;
  X509_check_purpose(issuer, no_purpose, 0);  // reads the extensions, which X509_check_akid relies on
  return named == nullptr || X509_check_akid(issuer, named) == X509_V_OK;
}

tls::byte_vector hash(tls::const_bytes data, digest algorithm) {
  return hash(data, function_of(algorithm));
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

}  // namespace schannel::ossl
