// Basic constraints and certificate policies.
#include "ossl/asn1/policies.h"

#include "ossl/asn1/items.h"
#include "ossl/oids.h"

namespace schannel::ossl::asn1 {

namespace {

struct qualifier_item {
  ASN1_OBJECT* type;
  ASN1_TYPE* value;
};
ASN1_SEQUENCE(qualifier_item) =
    {
        ASN1_SIMPLE(qualifier_item, type, ASN1_OBJECT),
        ASN1_OPT(qualifier_item, value, ASN1_ANY),
} static_ASN1_SEQUENCE_END(qualifier_item)

        struct policy_item {
  ASN1_OBJECT* type;
  OPENSSL_STACK* qualifiers;
};
ASN1_SEQUENCE(policy_item) =
    {
        ASN1_SIMPLE(policy_item, type, ASN1_OBJECT),
        ASN1_SEQUENCE_OF_OPT(policy_item, qualifiers, qualifier_item),
} static_ASN1_SEQUENCE_END(policy_item)

        ASN1_ITEM_TEMPLATE(policy_items) = ASN1_EX_TEMPLATE_TYPE(ASN1_TFLG_SEQUENCE_OF, 0, policy_items,
                                                                 policy_item)
            static_ASN1_ITEM_TEMPLATE_END(policy_items)

                attribute qualifier_in(const qualifier_item* from) {
  attribute to{dotted(from->type), {}};
  if (from->value != nullptr) to.values.push_back(der_in(from->value));
  return to;
}

item_ptr<qualifier_item> made_qualifier(const attribute& from) {
  auto to = new_item<qualifier_item>(ASN1_ITEM_rptr(qualifier_item));
  if (!put(to->type, from.oid)) return {};
  if (!from.values.empty() && !put(to->value, from.values.front())) return {};
  return to;
}

item_ptr<policy_item> made(const policy& from) {
  auto to = new_item<policy_item>(ASN1_ITEM_rptr(policy_item));
  if (!put(to->type, from.oid)) return {};
  if (!from.qualifiers.empty()) to->qualifiers = OPENSSL_sk_new_null();
  for (const attribute& one : from.qualifiers) {
    auto qualifier = made_qualifier(one);
    if (!qualifier) return {};
    append(to->qualifiers, qualifier);
  }
  return to;
}

}  // namespace

decoded<basic_constraints> decode_basic_constraints(tls::const_bytes der) {
  return decode<BASIC_CONSTRAINTS, basic_constraints>(
      der, ASN1_ITEM_rptr(BASIC_CONSTRAINTS),
      [](const BASIC_CONSTRAINTS& from) -> decoded<basic_constraints> {
        basic_constraints to{from.ca != 0, {}};
        if (from.pathlen == nullptr) return to;
        std::uint64_t length = 0;
        if (ASN1_INTEGER_get_uint64(&length, from.pathlen) != 1 ||
            length > std::numeric_limits<std::uint32_t>::max())
          return fault::corrupt;
        to.path_length = static_cast<std::uint32_t>(length);
        return to;
      });
}

encoded encode_basic_constraints(const basic_constraints& from) {
  constexpr int der_true = 0xFF;
  const auto to = new_item<BASIC_CONSTRAINTS>(ASN1_ITEM_rptr(BASIC_CONSTRAINTS));
  to->ca = from.is_authority ? der_true : 0;
  if (from.path_length) {
    to->pathlen = new_item<ASN1_INTEGER>(ASN1_ITEM_rptr(ASN1_INTEGER)).release();
    if (ASN1_INTEGER_set_uint64(to->pathlen, *from.path_length) != 1) throw std::bad_alloc{};
  }
  return written(to.get(), ASN1_ITEM_rptr(BASIC_CONSTRAINTS));
}

decoded<std::vector<policy>> decode_policies(tls::const_bytes der) {
  return decode<OPENSSL_STACK, std::vector<policy>>(
      der, ASN1_ITEM_rptr(policy_items), [](const OPENSSL_STACK& list) {
        return converted<policy_item>(&list, [](const policy_item* from) {
          return policy{dotted(from->type), converted<qualifier_item>(from->qualifiers, qualifier_in)};
        });
      });
}

encoded encode_policies(const std::vector<policy>& all) {
  const auto list = new_item<OPENSSL_STACK>(ASN1_ITEM_rptr(policy_items));
  for (const policy& from : all) {
    auto to = made(from);
    if (!to) return fault::unencodable;
    append(list.get(), to);
  }
  return written(list.get(), ASN1_ITEM_rptr(policy_items));
}

}  // namespace schannel::ossl::asn1
