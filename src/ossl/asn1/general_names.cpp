// General names between DER, OpenSSL's objects and plain values.
#include "ossl/asn1/general_names.h"

#include "ossl/asn1/general_name_items.h"
#include "ossl/oids.h"

namespace schannel::ossl::asn1 {

namespace {

std::string text_in(const ASN1_STRING* text) {
  const tls::byte_vector bytes = bytes_in(text);
  return {bytes.begin(), bytes.end()};
}

/// A new string of OpenSSL's type `type`, which the caller hands to its place.
ASN1_STRING* new_string(int type, tls::const_bytes bytes) {
  owned<ASN1_STRING, ASN1_STRING_free> text{ASN1_STRING_type_new(type)};
  if (!text) throw std::bad_alloc{};
  put(*text, bytes);
  return text.release();
}

tls::const_bytes bytes_of(const std::string& text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

bool put_directory_name(GENERAL_NAME& to, tls::const_bytes der) {
  auto name = parse<X509_NAME>(der, ASN1_ITEM_rptr(X509_NAME));
  if (std::holds_alternative<fault>(name)) return false;
  GENERAL_NAME_set0_value(&to, GEN_DIRNAME, std::get<item_ptr<X509_NAME>>(name).release());
  return true;
}

bool put_other_name(GENERAL_NAME& to, const general_name& from) {
  auto other = new_item<OTHERNAME>(ASN1_ITEM_rptr(OTHERNAME));
  if (!put(other->type_id, from.text) || !put(other->value, from.bytes)) return false;
  GENERAL_NAME_set0_value(&to, GEN_OTHERNAME, other.release());
  return true;
}

bool put_registered_id(GENERAL_NAME& to, const std::string& oid) {
  ASN1_OBJECT* parsed = nullptr;
  if (!put(parsed, oid)) return false;
  GENERAL_NAME_set0_value(&to, GEN_RID, parsed);
  return true;
}

}  // namespace

general_name general_name_in(const GENERAL_NAME* from) {
  general_name to{static_cast<name_choice>(from->type), {}, {}};
  switch (to.choice) {
    case name_choice::rfc822:
    case name_choice::dns:
    case name_choice::uri:
      to.text = text_in(from->d.ia5);
      break;
    case name_choice::directory_name:
      to.bytes = written(from->d.directoryName, ASN1_ITEM_rptr(X509_NAME));
      break;
    case name_choice::ip_address:
      to.bytes = bytes_in(from->d.iPAddress);
      break;
    case name_choice::registered_id:
      to.text = dotted(from->d.registeredID);
      break;
    case name_choice::other_name:
      to.text = dotted(from->d.otherName->type_id);
      to.bytes = der_in(from->d.otherName->value);
      break;
    case name_choice::x400_address:
    case name_choice::edi_party_name:
      break;
  }
  return to;
}

general_names general_names_in(const GENERAL_NAMES* names) {
  return converted<GENERAL_NAME>(list_of(names), general_name_in);
}

bool put(GENERAL_NAME& to, const general_name& name) {
  switch (name.choice) {
    case name_choice::rfc822:
    case name_choice::dns:
    case name_choice::uri:
      GENERAL_NAME_set0_value(&to, static_cast<int>(name.choice),
                              new_string(V_ASN1_IA5STRING, bytes_of(name.text)));
      return true;
    case name_choice::ip_address:
      GENERAL_NAME_set0_value(&to, GEN_IPADD, new_string(V_ASN1_OCTET_STRING, name.bytes));
      return true;
    case name_choice::directory_name:
      return put_directory_name(to, name.bytes);
    case name_choice::other_name:
      return put_other_name(to, name);
    case name_choice::registered_id:
      return put_registered_id(to, name.text);
    case name_choice::x400_address:
    case name_choice::edi_party_name:
      break;
  }
  return false;
}

bool put(GENERAL_NAMES*& to, const general_names& names) {
  if (names.empty()) return true;
  to = sk_GENERAL_NAME_new_null();
  for (const general_name& name : names) {
    auto item = new_item<GENERAL_NAME>(ASN1_ITEM_rptr(GENERAL_NAME));
    if (!put(*item, name)) return false;
    append(list_of(to), item);
  }
  return true;
}

decoded<general_names> decode_general_names(tls::const_bytes der) {
  return decode<GENERAL_NAMES, general_names>(
      der, ASN1_ITEM_rptr(GENERAL_NAMES),
      [](const GENERAL_NAMES& names) { return general_names_in(&names); });
}

encoded encode_general_names(const general_names& names) {
  const auto list = new_item<OPENSSL_STACK>(ASN1_ITEM_rptr(GENERAL_NAMES));
  for (const general_name& name : names) {
    auto item = new_item<GENERAL_NAME>(ASN1_ITEM_rptr(GENERAL_NAME));
    if (!put(*item, name)) return fault::unencodable;
    append(list.get(), item);
  }
  return written(list.get(), ASN1_ITEM_rptr(GENERAL_NAMES));
}

}  // namespace schannel::ossl::asn1
