// certificate_fields: what stands in a certificate, taken apart into plain bytes, texts and numbers.
#include "ossl/certificate_fields.h"

#include <variant>

#include "ossl/asn1/signed.h"
#include "ossl/error_scope.h"
#include "ossl/fields.h"
#include "ossl/times.h"

namespace schannel::ossl {

namespace {

bit_string bits(const ASN1_BIT_STRING* from) {
  if (from == nullptr) return {};
  constexpr long unused_bits_mask = 0x07;
  return {bytes_of(from), static_cast<std::uint32_t>(from->flags & unused_bits_mask)};
}

std::vector<certificate_extension> extensions(const X509* from) {
  std::vector<certificate_extension> all;
  for (int i = 0; i < X509_get_ext_count(from); ++i) all.push_back(extension_of(X509_get_ext(from, i)));
  return all;
}

}  // namespace

certificate_fields fields_of(const certificate& whole) {
  const error_scope errors;
  const X509* x509 = whole.native();
  certificate_fields fields;
  fields.version = static_cast<std::uint32_t>(X509_get_version(x509));
  fields.serial_number = number_of(X509_get0_serialNumber(x509));
  fields.signature_algorithm = algorithm_of(X509_get0_tbs_sigalg(x509));
  fields.issuer = name_of(X509_get_issuer_name(x509));
  fields.not_before = seconds_since_1970(X509_get0_notBefore(x509));
  fields.not_after = seconds_since_1970(X509_get0_notAfter(x509));
  fields.subject = name_of(X509_get_subject_name(x509));

  X509_ALGOR* key_algorithm = nullptr;
  X509_PUBKEY_get0_param(nullptr, nullptr, nullptr, &key_algorithm, X509_get_X509_PUBKEY(x509));
  fields.public_key_algorithm = algorithm_of(key_algorithm);
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
  return name_of(X509_get_subject_name(whole.native()));
}

tls::byte_vector issuer_of(const certificate& whole) {
  const error_scope errors;
  return name_of(X509_get_issuer_name(whole.native()));
}

tls::byte_vector fingerprint(const certificate& whole, digest algorithm) {
  return hash(whole.der(), algorithm);
}

tls::byte_vector key_identifier(const certificate& whole) {
  const error_scope errors;
  if (const ASN1_OCTET_STRING* own = X509_get0_subject_key_id(whole.native())) return bytes_of(own);
  if (X509_get0_pubkey(whole.native()) == nullptr) return {};
  return hash(encode<X509_PUBKEY>(X509_get_X509_PUBKEY(whole.native()), i2d_X509_PUBKEY), digest::sha1);
}

tls::byte_vector signed_digest(const certificate& whole) {
  const error_scope errors;
  int algorithm = NID_undef;
  if (X509_get_signature_info(whole.native(), &algorithm, nullptr, nullptr, nullptr) != 1) return {};
  const EVP_MD* const function = EVP_get_digestbynid(algorithm);
  if (function == nullptr) return {};
  const auto content = asn1::decode_signed_content(whole.der());
  const auto* const parts = std::get_if<asn1::signed_content>(&content);
  return parts == nullptr ? tls::byte_vector{} : hash(parts->to_be_signed, function);
}

tls::byte_vector public_key_digest(const certificate& whole, digest algorithm) {
  const error_scope errors;
  return hash(bytes_of(X509_get0_pubkey_bitstr(whole.native())), algorithm);
}

tls::byte_vector issuer_and_serial_digest(const certificate& whole, digest algorithm) {
  const error_scope errors;
  tls::byte_vector both = issuer_of(whole);
  const tls::byte_vector serial_number = number_of(X509_get0_serialNumber(whole.native()));
  both.insert(both.end(), serial_number.begin(), serial_number.end());
  return hash(both, algorithm);
}

tls::byte_vector subject_digest(const certificate& whole, digest algorithm) {
  return hash(subject_of(whole), algorithm);
}

std::uint32_t public_key_bits(const certificate& whole) {
  const error_scope errors;
  const EVP_PKEY* key = X509_get0_pubkey(whole.native());
  return key == nullptr ? 0 : static_cast<std::uint32_t>(EVP_PKEY_get_bits(key));
}

}  // namespace schannel::ossl
