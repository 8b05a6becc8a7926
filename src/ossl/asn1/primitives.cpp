// Single values: numbers, bytes, bits, object identifiers, times.
#include "ossl/asn1/primitives.h"

#include "ossl/asn1/items.h"
#include "ossl/oids.h"
#include "ossl/times.h"

namespace schannel::ossl::asn1 {

decoded<tls::byte_vector> decode_integer(tls::const_bytes der) {
  return decode<ASN1_INTEGER, tls::byte_vector>(
      der, ASN1_ITEM_rptr(ASN1_INTEGER), [](const ASN1_INTEGER& number) { return number_in(&number); });
}

encoded encode_integer(tls::const_bytes number) {
  return number_as_der(V_ASN1_INTEGER, number);
}

decoded<tls::byte_vector> decode_enumerated(tls::const_bytes der) {
  return decode<ASN1_ENUMERATED, tls::byte_vector>(
      der, ASN1_ITEM_rptr(ASN1_ENUMERATED), [](const ASN1_ENUMERATED& number) { return number_in(&number); });
}

encoded encode_enumerated(tls::const_bytes number) {
  return number_as_der(V_ASN1_ENUMERATED, number);
}

decoded<tls::byte_vector> decode_octets(tls::const_bytes der) {
  return decode<ASN1_OCTET_STRING, tls::byte_vector>(
      der, ASN1_ITEM_rptr(ASN1_OCTET_STRING),
      [](const ASN1_OCTET_STRING& octets) { return bytes_in(&octets); });
}

encoded encode_octets(tls::const_bytes bytes) {
  const auto octets = new_item<ASN1_OCTET_STRING>(ASN1_ITEM_rptr(ASN1_OCTET_STRING));
  put(*octets, bytes);
  return written(octets.get(), ASN1_ITEM_rptr(ASN1_OCTET_STRING));
}

decoded<bit_string> decode_bits(tls::const_bytes der) {
  return decode<ASN1_BIT_STRING, bit_string>(der, ASN1_ITEM_rptr(ASN1_BIT_STRING),
                                             [](const ASN1_BIT_STRING& bits) { return bits_in(&bits); });
}

encoded encode_bits(const bit_string& from) {
  const auto bits = new_item<ASN1_BIT_STRING>(ASN1_ITEM_rptr(ASN1_BIT_STRING));
  put_bits(*bits, from);
  return written(bits.get(), ASN1_ITEM_rptr(ASN1_BIT_STRING));
}

decoded<std::string> decode_object_identifier(tls::const_bytes der) {
  return decode<ASN1_OBJECT, std::string>(der, ASN1_ITEM_rptr(ASN1_OBJECT),
                                          [](const ASN1_OBJECT& oid) { return dotted(&oid); });
}

encoded encode_object_identifier(const std::string& text) {
  const error_scope errors;
  const oid_ptr oid = oid_of(text);
  if (!oid) return fault::unencodable;
  return written(oid.get(), ASN1_ITEM_rptr(ASN1_OBJECT));
}

decoded<std::int64_t> decode_time(tls::const_bytes der) {
  return decode<ASN1_TIME, std::int64_t>(der, ASN1_ITEM_rptr(ASN1_TIME),
                                         [](const ASN1_TIME& time) -> decoded<std::int64_t> {
                                           if (ASN1_TIME_check(&time) != 1) return fault::corrupt;
                                           return seconds_since_1970(&time);
                                         });
}

encoded encode_time(std::int64_t seconds) {
  const error_scope errors;
  const owned<ASN1_TIME, ASN1_TIME_free> time{ASN1_TIME_set(nullptr, seconds)};
  if (!time) return fault_of(errors);
  return written(time.get(), ASN1_ITEM_rptr(ASN1_TIME));
}

}  // namespace schannel::ossl::asn1
