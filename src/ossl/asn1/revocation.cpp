// The TBSCertList of a revocation list.
#include "ossl/asn1/revocation.h"

#include "ossl/asn1/items.h"
#include "ossl/times.h"

namespace schannel::ossl::asn1 {

namespace {

struct entry_item {
  ASN1_INTEGER* serial_number;
  ASN1_TIME* date;
  OPENSSL_STACK* extensions;
};
ASN1_SEQUENCE(entry_item) =
    {
        ASN1_SIMPLE(entry_item, serial_number, ASN1_INTEGER),
        ASN1_SIMPLE(entry_item, date, ASN1_TIME),
        ASN1_SEQUENCE_OF_OPT(entry_item, extensions, X509_EXTENSION),
} static_ASN1_SEQUENCE_END(entry_item)

        struct list_item {
  ASN1_INTEGER* version;
  X509_ALGOR* algorithm;
  ASN1_TYPE* issuer;
  ASN1_TIME* this_update;
  ASN1_TIME* next_update;
  OPENSSL_STACK* entries;
  OPENSSL_STACK* extensions;
};
ASN1_SEQUENCE(list_item) =
    {
        ASN1_OPT(list_item, version, ASN1_INTEGER),
        ASN1_SIMPLE(list_item, algorithm, X509_ALGOR),
        ASN1_SIMPLE(list_item, issuer, ASN1_ANY),
        ASN1_SIMPLE(list_item, this_update, ASN1_TIME),
        ASN1_OPT(list_item, next_update, ASN1_TIME),
        ASN1_SEQUENCE_OF_OPT(list_item, entries, entry_item),
        ASN1_EXP_SEQUENCE_OF_OPT(list_item, extensions, X509_EXTENSION, 0),
} static_ASN1_SEQUENCE_END(list_item)

        revocation entry_in(const entry_item* from) {
  return {number_in(from->serial_number), seconds_since_1970(from->date),
          converted<X509_EXTENSION>(from->extensions, extension_in)};
}

decoded<revocation_list_fields> fields_in(const list_item& from) {
  if (ASN1_TYPE_get(from.issuer) != V_ASN1_SEQUENCE) return fault::wrong_tag;
  revocation_list_fields to;
  std::uint64_t version = 0;
  if (from.version != nullptr && (ASN1_INTEGER_get_uint64(&version, from.version) != 1 || version > 0xFFFF))
    return fault::corrupt;
  to.version = static_cast<std::uint32_t>(version);
  to.signature_algorithm = algorithm_in(from.algorithm);
  to.issuer = der_in(from.issuer);
  to.this_update = seconds_since_1970(from.this_update);
  if (from.next_update != nullptr) to.next_update = seconds_since_1970(from.next_update);
  to.revocations = converted<entry_item>(from.entries, entry_in);
  to.extensions = converted<X509_EXTENSION>(from.extensions, extension_in);
  return to;
}

bool put_extensions(OPENSSL_STACK*& to, const std::vector<certificate_extension>& from) {
  if (from.empty()) return true;
  to = OPENSSL_sk_new_null();
  return put_all(to, from);
}

item_ptr<entry_item> made(const revocation& from) {
  auto to = new_item<entry_item>(ASN1_ITEM_rptr(entry_item));
  put(to->serial_number, from.serial_number);
  if (ASN1_TIME_set(to->date, from.date) == nullptr || !put_extensions(to->extensions, from.extensions))
    return {};
  return to;
}

bool put_entries(OPENSSL_STACK*& to, const std::vector<revocation>& from) {
  if (from.empty()) return true;
  to = OPENSSL_sk_new_null();
  for (const revocation& one : from) {
    auto element = made(one);
    if (!element) return false;
    append(to, element);
  }
  return true;
}

void put_version(ASN1_INTEGER*& to, std::uint32_t version) {
  if (version == 0) return;
  to = ASN1_INTEGER_new();
  if (to == nullptr || ASN1_INTEGER_set_uint64(to, version) != 1) throw std::bad_alloc{};
}

}  // namespace

decoded<revocation_list_fields> decode_revocation_list_fields(tls::const_bytes der) {
  return decode<list_item, revocation_list_fields>(der, ASN1_ITEM_rptr(list_item), fields_in);
}

encoded encode_revocation_list_fields(const revocation_list_fields& from) {
  const error_scope errors;
  const auto to = new_item<list_item>(ASN1_ITEM_rptr(list_item));
  put_version(to->version, from.version);
  if (from.next_update) to->next_update = ASN1_TIME_set(nullptr, *from.next_update);
  const bool is_encodable = put(to->algorithm, from.signature_algorithm) && put(to->issuer, from.issuer) &&
                            ASN1_TIME_set(to->this_update, from.this_update) != nullptr &&
                            (!from.next_update || to->next_update != nullptr) &&
                            put_entries(to->entries, from.revocations) &&
                            put_extensions(to->extensions, from.extensions);
  if (!is_encodable) return fault::unencodable;
  return written(to.get(), ASN1_ITEM_rptr(list_item));
}

}  // namespace schannel::ossl::asn1
