// Structures of a few parts: algorithms, public keys, attributes, extensions, sequences.
#include "ossl/asn1/composites.h"

#include "ossl/asn1/items.h"
#include "ossl/oids.h"

namespace schannel::ossl::asn1 {

namespace {

struct content_item {
  ASN1_OBJECT* type;
  ASN1_TYPE* value;
};
ASN1_SEQUENCE(content_item) =
    {
        ASN1_SIMPLE(content_item, type, ASN1_OBJECT),
        ASN1_EXP_OPT(content_item, value, ASN1_ANY, 0),
} static_ASN1_SEQUENCE_END(content_item)

        ASN1_ITEM_TEMPLATE(attribute_items) = ASN1_EX_TEMPLATE_TYPE(ASN1_TFLG_SET_OF, 0, attribute_items,
                                                                    attribute_item)
            static_ASN1_ITEM_TEMPLATE_END(attribute_items)

                ASN1_ITEM_TEMPLATE(identifier_items) = ASN1_EX_TEMPLATE_TYPE(ASN1_TFLG_SEQUENCE_OF, 0,
                                                                             identifier_items, ASN1_OBJECT)
                    static_ASN1_ITEM_TEMPLATE_END(identifier_items)

                        item_ptr<ASN1_TYPE> made(const tls::byte_vector& der) {
  ASN1_TYPE* parsed = nullptr;
  if (!put(parsed, der)) return {};
  return {parsed, {ASN1_ITEM_rptr(ASN1_ANY)}};
}

item_ptr<ASN1_OBJECT> made(const std::string& oid) {
  const error_scope errors;
  return {oid_of(oid).release(), {ASN1_ITEM_rptr(ASN1_OBJECT)}};
}

/// A list of what the elements of `from` are made into.
template <typename Value, typename Made>
encoded encode_list(const std::vector<Value>& from, const ASN1_ITEM* item, Made made_of) {
  const auto list = new_item<OPENSSL_STACK>(item);
  for (const Value& one : from) {
    auto element = made_of(one);
    if (!element) return fault::unencodable;
    append(list.get(), element);
  }
  return written(list.get(), item);
}

}  // namespace

decoded<algorithm_identifier> decode_algorithm(tls::const_bytes der) {
  return decode<X509_ALGOR, algorithm_identifier>(
      der, ASN1_ITEM_rptr(X509_ALGOR), [](const X509_ALGOR& algorithm) { return algorithm_in(&algorithm); });
}

encoded encode_algorithm(const algorithm_identifier& from) {
  X509_ALGOR* algorithm = nullptr;
  if (!put(algorithm, from)) return fault::unencodable;
  const owned<X509_ALGOR, X509_ALGOR_free> owner{algorithm};
  return written(algorithm, ASN1_ITEM_rptr(X509_ALGOR));
}

decoded<public_key_info> decode_public_key_info(tls::const_bytes der) {
  return decode<public_key_item, public_key_info>(der, ASN1_ITEM_rptr(public_key_item), key_in);
}

encoded encode_public_key_info(const public_key_info& key) {
  const auto item = new_item<public_key_item>(ASN1_ITEM_rptr(public_key_item));
  if (!put(*item, key)) return fault::unencodable;
  return written(item.get(), ASN1_ITEM_rptr(public_key_item));
}

decoded<std::vector<tls::byte_vector>> decode_sequence(tls::const_bytes der) {
  return decode<OPENSSL_STACK, std::vector<tls::byte_vector>>(
      der, ASN1_ITEM_rptr(ASN1_SEQUENCE_ANY),
      [](const OPENSSL_STACK& list) { return converted<ASN1_TYPE>(&list, der_in); });
}

encoded encode_sequence(const std::vector<tls::byte_vector>& elements) {
  return encode_list(elements, ASN1_ITEM_rptr(ASN1_SEQUENCE_ANY),
                     [](const tls::byte_vector& der) { return made(der); });
}

decoded<attribute> decode_content(tls::const_bytes der) {
  return decode<content_item, attribute>(der, ASN1_ITEM_rptr(content_item), [](const content_item& content) {
    attribute to{dotted(content.type), {}};
    if (content.value != nullptr) to.values.push_back(der_in(content.value));
    return to;
  });
}

encoded encode_content(const attribute& content) {
  const auto item = new_item<content_item>(ASN1_ITEM_rptr(content_item));
  if (!put(item->type, content.oid)) return fault::unencodable;
  if (!content.values.empty() && !put(item->value, content.values.front())) return fault::unencodable;
  return written(item.get(), ASN1_ITEM_rptr(content_item));
}

decoded<attribute> decode_attribute(tls::const_bytes der) {
  return decode<attribute_item, attribute>(der, ASN1_ITEM_rptr(attribute_item), attribute_in);
}

encoded encode_attribute(const attribute& one) {
  const auto item = asn1::made(one);
  if (!item) return fault::unencodable;
  return written(item.get(), ASN1_ITEM_rptr(attribute_item));
}

decoded<std::vector<attribute>> decode_attributes(tls::const_bytes der) {
  return decode<OPENSSL_STACK, std::vector<attribute>>(
      der, ASN1_ITEM_rptr(attribute_items), [](const OPENSSL_STACK& list) {
        return converted<attribute_item>(&list, [](const attribute_item* one) { return attribute_in(*one); });
      });
}

encoded encode_attributes(const std::vector<attribute>& all) {
  return encode_list(all, ASN1_ITEM_rptr(attribute_items),
                     [](const attribute& one) { return asn1::made(one); });
}

decoded<std::vector<certificate_extension>> decode_extensions(tls::const_bytes der) {
  return decode<OPENSSL_STACK, std::vector<certificate_extension>>(
      der, ASN1_ITEM_rptr(X509_EXTENSIONS),
      [](const OPENSSL_STACK& list) { return converted<X509_EXTENSION>(&list, extension_in); });
}

encoded encode_extensions(const std::vector<certificate_extension>& all) {
  return encode_list(all, ASN1_ITEM_rptr(X509_EXTENSIONS),
                     [](const certificate_extension& one) { return asn1::made(one); });
}

decoded<std::vector<std::string>> decode_object_identifiers(tls::const_bytes der) {
  return decode<OPENSSL_STACK, std::vector<std::string>>(
      der, ASN1_ITEM_rptr(identifier_items), [](const OPENSSL_STACK& list) {
        return converted<ASN1_OBJECT>(&list, [](const ASN1_OBJECT* oid) { return dotted(oid); });
      });
}

encoded encode_object_identifiers(const std::vector<std::string>& all) {
  return encode_list(all, ASN1_ITEM_rptr(identifier_items), [](const std::string& oid) { return made(oid); });
}

}  // namespace schannel::ossl::asn1
