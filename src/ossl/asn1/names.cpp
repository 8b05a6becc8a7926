// Distinguished names with the type and the bytes of each value.
#include "ossl/asn1/names.h"

#include <algorithm>
#include <array>

#include "ossl/asn1/items.h"
#include "ossl/oids.h"

namespace schannel::ossl::asn1 {

namespace {

struct attribute_with_value {
  ASN1_OBJECT* type;
  ASN1_TYPE* value;
};
ASN1_SEQUENCE(attribute_with_value) =
    {
        ASN1_SIMPLE(attribute_with_value, type, ASN1_OBJECT),
        ASN1_SIMPLE(attribute_with_value, value, ASN1_ANY),
} static_ASN1_SEQUENCE_END(attribute_with_value)

        ASN1_ITEM_TEMPLATE(relative_name_items) = ASN1_EX_TEMPLATE_TYPE(ASN1_TFLG_SET_OF, 0,
                                                                        relative_name_items,
                                                                        attribute_with_value)
            static_ASN1_ITEM_TEMPLATE_END(relative_name_items)

                ASN1_ITEM_TEMPLATE(name_items) = ASN1_EX_TEMPLATE_TYPE(ASN1_TFLG_SEQUENCE_OF, 0, name_items,
                                                                       relative_name_items)
                    static_ASN1_ITEM_TEMPLATE_END(name_items)

                        constexpr std::array text_tags = {tag::octet_string, tag::utf8,    tag::numeric,
                                                          tag::printable,    tag::t61,     tag::ia5,
                                                          tag::videotex,     tag::graphic, tag::visible,
                                                          tag::bmp,          tag::general, tag::universal};

name_value value_in(const ASN1_TYPE& from) {
  const auto known =
      std::ranges::find(text_tags, ASN1_TYPE_get(&from), [](tag t) { return static_cast<int>(t); });
  if (known == text_tags.end()) return {false, tag::octet_string, der_in(&from)};
  return {true, *known, bytes_in(from.value.asn1_string)};
}

bool put_value(ASN1_TYPE*& to, const name_value& from) {
  if (!from.is_text) return put(to, from.bytes);
  const std::size_t unit = from.type == tag::bmp ? 2 : from.type == tag::universal ? 4 : 1;
  if (from.bytes.size() % unit != 0) return false;
  owned<ASN1_STRING, ASN1_STRING_free> text{ASN1_STRING_type_new(static_cast<int>(from.type))};
  if (to == nullptr) to = ASN1_TYPE_new();
  if (!text || to == nullptr) throw std::bad_alloc{};
  put(*text, from.bytes);
  ASN1_TYPE_set(to, static_cast<int>(from.type), text.release());
  return true;
}

item_ptr<attribute_with_value> made(const typed_attribute& from) {
  auto to = new_item<attribute_with_value>(ASN1_ITEM_rptr(attribute_with_value));
  if (!put(to->type, from.oid) || !put_value(to->value, from.value)) return {};
  return to;
}

typed_relative_name relative_name_in(const OPENSSL_STACK* from) {
  return converted<attribute_with_value>(from, [](const attribute_with_value* one) {
    return typed_attribute{dotted(one->type), value_in(*one->value)};
  });
}

}  // namespace

decoded<typed_name> decode_typed_name(tls::const_bytes der) {
  return decode<OPENSSL_STACK, typed_name>(der, ASN1_ITEM_rptr(name_items), [](const OPENSSL_STACK& name) {
    return converted<OPENSSL_STACK>(&name, relative_name_in);
  });
}

encoded encode_typed_name(const typed_name& from) {
  const auto name = new_item<OPENSSL_STACK>(ASN1_ITEM_rptr(name_items));
  for (const typed_relative_name& relative : from) {
    auto set = new_item<OPENSSL_STACK>(ASN1_ITEM_rptr(relative_name_items));
    for (const typed_attribute& one : relative) {
      auto element = made(one);
      if (!element) return fault::unencodable;
      append(set.get(), element);
    }
    append(name.get(), set);
  }
  return written(name.get(), ASN1_ITEM_rptr(name_items));
}

decoded<name_value> decode_name_value(tls::const_bytes der) {
  return decode<ASN1_TYPE, name_value>(der, ASN1_ITEM_rptr(ASN1_ANY), value_in);
}

encoded encode_name_value(const name_value& from) {
  ASN1_TYPE* value = nullptr;
  const bool is_encodable = put_value(value, from);
  const owned<ASN1_TYPE, ASN1_TYPE_free> owner{value};
  if (!is_encodable) return fault::unencodable;
  return written(value, ASN1_ITEM_rptr(ASN1_ANY));
}

}  // namespace schannel::ossl::asn1
