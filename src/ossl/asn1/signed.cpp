// Signed structures and what is signed in them.
#include "ossl/asn1/signed.h"

#include "ossl/asn1/items.h"
#include "ossl/times.h"

namespace schannel::ossl::asn1 {

namespace {

struct signed_item {
  ASN1_TYPE* to_be_signed;
  X509_ALGOR* algorithm;
  ASN1_BIT_STRING* signature;
};
ASN1_SEQUENCE(signed_item) =
    {
        ASN1_SIMPLE(signed_item, to_be_signed, ASN1_ANY),
        ASN1_SIMPLE(signed_item, algorithm, X509_ALGOR),
        ASN1_SIMPLE(signed_item, signature, ASN1_BIT_STRING),
} static_ASN1_SEQUENCE_END(signed_item)

        struct certificate_item {
  ASN1_INTEGER* version;
  ASN1_INTEGER* serial_number;
  X509_ALGOR* algorithm;
  ASN1_TYPE* issuer;
  X509_VAL* validity;
  ASN1_TYPE* subject;
  public_key_item* key;
  ASN1_BIT_STRING* issuer_id;
  ASN1_BIT_STRING* subject_id;
  OPENSSL_STACK* extensions;
};
ASN1_SEQUENCE(certificate_item) =
    {
        ASN1_EXP_OPT(certificate_item, version, ASN1_INTEGER, 0),
        ASN1_SIMPLE(certificate_item, serial_number, ASN1_INTEGER),
        ASN1_SIMPLE(certificate_item, algorithm, X509_ALGOR),
        ASN1_SIMPLE(certificate_item, issuer, ASN1_ANY),
        ASN1_SIMPLE(certificate_item, validity, X509_VAL),
        ASN1_SIMPLE(certificate_item, subject, ASN1_ANY),
        ASN1_SIMPLE(certificate_item, key, public_key_item),
        ASN1_IMP_OPT(certificate_item, issuer_id, ASN1_BIT_STRING, 1),
        ASN1_IMP_OPT(certificate_item, subject_id, ASN1_BIT_STRING, 2),
        ASN1_EXP_SEQUENCE_OF_OPT(certificate_item, extensions, X509_EXTENSION, 3),
} static_ASN1_SEQUENCE_END(certificate_item)

        struct request_item {
  ASN1_INTEGER* version;
  ASN1_TYPE* subject;
  public_key_item* key;
  OPENSSL_STACK* attributes;
};
ASN1_SEQUENCE(request_item) =
    {
        ASN1_SIMPLE(request_item, version, ASN1_INTEGER),
        ASN1_SIMPLE(request_item, subject, ASN1_ANY),
        ASN1_SIMPLE(request_item, key, public_key_item),
        ASN1_IMP_SET_OF_OPT(request_item, attributes, attribute_item, 0),
} static_ASN1_SEQUENCE_END(request_item)

    /// A version as it is encoded; versions that nobody knows are as good as the largest number.
    std::uint32_t version_in(const ASN1_INTEGER* version) {
  std::uint64_t number = 0;
  if (version == nullptr) return 0;
  if (ASN1_INTEGER_get_uint64(&number, version) != 1 || number > 0xFFFF) return 0xFFFF;
  return static_cast<std::uint32_t>(number);
}

bool is_sequence(const ASN1_TYPE* anything) {
  return ASN1_TYPE_get(anything) == V_ASN1_SEQUENCE;
}

void put_version(ASN1_INTEGER*& to, std::uint32_t version) {
  to = to == nullptr ? ASN1_INTEGER_new() : to;
  if (to == nullptr || ASN1_INTEGER_set_uint64(to, version) != 1) throw std::bad_alloc{};
}

bool put_time(ASN1_TIME* to, std::int64_t seconds) {
  return ASN1_TIME_set(to, seconds) != nullptr;
}

void put_identifier(ASN1_BIT_STRING*& to, const bit_string& from) {
  if (from.bytes.empty()) return;
  to = ASN1_BIT_STRING_new();
  if (to == nullptr) throw std::bad_alloc{};
  put_bits(*to, from);
}

decoded<certificate_fields> fields_in(const certificate_item& from) {
  if (!is_sequence(from.issuer) || !is_sequence(from.subject)) return fault::wrong_tag;
  certificate_fields to;
  to.version = version_in(from.version);
  to.serial_number = number_in(from.serial_number);
  to.signature_algorithm = algorithm_in(from.algorithm);
  to.issuer = der_in(from.issuer);
  to.not_before = seconds_since_1970(from.validity->notBefore);
  to.not_after = seconds_since_1970(from.validity->notAfter);
  to.subject = der_in(from.subject);
  auto key = key_in(*from.key);
  to.public_key_algorithm = std::move(key.algorithm);
  to.public_key = std::move(key.key);
  to.issuer_unique_id = bits_in(from.issuer_id);
  to.subject_unique_id = bits_in(from.subject_id);
  to.extensions = converted<X509_EXTENSION>(from.extensions, extension_in);
  return to;
}

}  // namespace

decoded<signed_content> decode_signed_content(tls::const_bytes der) {
  return decode<signed_item, signed_content>(der, ASN1_ITEM_rptr(signed_item), [](const signed_item& whole) {
    return signed_content{der_in(whole.to_be_signed), algorithm_in(whole.algorithm),
                          bits_in(whole.signature)};
  });
}

encoded encode_signed_content(const signed_content& whole) {
  const auto item = new_item<signed_item>(ASN1_ITEM_rptr(signed_item));
  if (!put(item->to_be_signed, whole.to_be_signed) || !put(item->algorithm, whole.algorithm))
    return fault::unencodable;
  put_bits(*item->signature, whole.signature);
  return written(item.get(), ASN1_ITEM_rptr(signed_item));
}

decoded<certificate_fields> decode_certificate_fields(tls::const_bytes der) {
  return decode<certificate_item, certificate_fields>(der, ASN1_ITEM_rptr(certificate_item), fields_in);
}

encoded encode_certificate_fields(const certificate_fields& from) {
  const error_scope errors;
  const auto to = new_item<certificate_item>(ASN1_ITEM_rptr(certificate_item));
  if (from.version != 0) put_version(to->version, from.version);
  put(to->serial_number, from.serial_number);
  const bool is_encodable = put(to->algorithm, from.signature_algorithm) && put(to->issuer, from.issuer) &&
                            put_time(to->validity->notBefore, from.not_before) &&
                            put_time(to->validity->notAfter, from.not_after) &&
                            put(to->subject, from.subject) &&
                            put(*to->key, {from.public_key_algorithm, from.public_key});
  if (!is_encodable) return fault::unencodable;
  put_identifier(to->issuer_id, from.issuer_unique_id);
  put_identifier(to->subject_id, from.subject_unique_id);
  if (!from.extensions.empty()) {
    to->extensions = OPENSSL_sk_new_null();
    if (!put_all(to->extensions, from.extensions)) return fault::unencodable;
  }
  return written(to.get(), ASN1_ITEM_rptr(certificate_item));
}

decoded<certificate_request> decode_certificate_request(tls::const_bytes der) {
  return decode<request_item, certificate_request>(
      der, ASN1_ITEM_rptr(request_item), [](const request_item& from) -> decoded<certificate_request> {
        if (!is_sequence(from.subject)) return fault::wrong_tag;
        return certificate_request{version_in(from.version), der_in(from.subject), key_in(*from.key),
                                   converted<attribute_item>(from.attributes, [](const attribute_item* one) {
                                     return attribute_in(*one);
                                   })};
      });
}

encoded encode_certificate_request(const certificate_request& from) {
  const auto to = new_item<request_item>(ASN1_ITEM_rptr(request_item));
  put_version(to->version, from.version);
  // The attributes are not optional in the standard: none is an empty set.
  to->attributes = OPENSSL_sk_new_null();
  if (!put(to->subject, from.subject) || !put(*to->key, from.key) ||
      !put_all(to->attributes, from.attributes))
    return fault::unencodable;
  return written(to.get(), ASN1_ITEM_rptr(request_item));
}

}  // namespace schannel::ossl::asn1
