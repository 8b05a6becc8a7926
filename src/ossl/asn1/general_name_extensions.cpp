// The extensions that are made of general names.
#include "ossl/asn1/general_name_items.h"
#include "ossl/asn1/general_names.h"
#include "ossl/oids.h"

namespace schannel::ossl::asn1 {

namespace {

constexpr int full_name = 0;
constexpr int relative_name = 1;

/// The names of the distribution point relative to its issuer, as the DER of the set they are.
tls::byte_vector relative_name_in(const DIST_POINT_NAME& from) {
  const auto name = new_item<X509_NAME>(ASN1_ITEM_rptr(X509_NAME));
  for_each<X509_NAME_ENTRY>(list_of(from.name.relativename), [&](X509_NAME_ENTRY* entry) {
    constexpr int at_the_end = -1;
    constexpr int joins_previous_set = -1;
    if (X509_NAME_add_entry(name.get(), entry, at_the_end, joins_previous_set) != 1) throw std::bad_alloc{};
  });
  return written(name.get(), ASN1_ITEM_rptr(X509_NAME));
}

distribution_point distribution_point_in(const DIST_POINT* from) {
  using kind = distribution_point::kind;
  distribution_point to;
  if (from->distpoint != nullptr && from->distpoint->type == full_name) {
    to.named_by = kind::full_name;
    to.full_name = general_names_in(from->distpoint->name.fullname);
  } else if (from->distpoint != nullptr) {
    to.named_by = kind::relative_name;
    to.relative_name = relative_name_in(*from->distpoint);
  }
  to.reasons = bits_in(from->reasons);
  to.issuer = general_names_in(from->CRLissuer);
  return to;
}

bool put_name(DIST_POINT& to, const distribution_point& from) {
  if (from.named_by == distribution_point::kind::no_name) return true;
  if (from.named_by == distribution_point::kind::relative_name) return false;
  to.distpoint = new_item<DIST_POINT_NAME>(ASN1_ITEM_rptr(DIST_POINT_NAME)).release();
  to.distpoint->type = full_name;
  GENERAL_NAMES*& names = to.distpoint->name.fullname;
  if (!from.full_name.empty()) return put(names, from.full_name);
  names = sk_GENERAL_NAME_new_null();
  if (names == nullptr) throw std::bad_alloc{};
  return true;
}

item_ptr<DIST_POINT> made(const distribution_point& from) {
  auto to = new_item<DIST_POINT>(ASN1_ITEM_rptr(DIST_POINT));
  if (!put_name(*to, from) || !put(to->CRLissuer, from.issuer)) return {};
  if (!from.reasons.bytes.empty()) {
    to->reasons = new_item<ASN1_BIT_STRING>(ASN1_ITEM_rptr(ASN1_BIT_STRING)).release();
    put_bits(*to->reasons, from.reasons);
  }
  return to;
}

std::uint32_t number_of(const ASN1_INTEGER* from) {
  std::uint64_t number = 0;
  constexpr std::uint32_t largest = std::numeric_limits<std::uint32_t>::max();
  if (from == nullptr) return 0;
  const bool fits = ASN1_INTEGER_get_uint64(&number, from) == 1 && number < largest;
  return fits ? static_cast<std::uint32_t>(number) : largest;
}

general_subtree subtree_in(const GENERAL_SUBTREE* from) {
  general_subtree to{general_name_in(from->base), number_of(from->minimum), {}};
  if (from->maximum != nullptr) to.maximum = number_of(from->maximum);
  return to;
}

ASN1_INTEGER* new_number(std::uint32_t from) {
  owned<ASN1_INTEGER, ASN1_INTEGER_free> number{ASN1_INTEGER_new()};
  if (!number || ASN1_INTEGER_set_uint64(number.get(), from) != 1) throw std::bad_alloc{};
  return number.release();
}

item_ptr<GENERAL_SUBTREE> made(const general_subtree& from) {
  auto to = new_item<GENERAL_SUBTREE>(ASN1_ITEM_rptr(GENERAL_SUBTREE));
  if (!put(*to->base, from.base)) return {};
  if (from.minimum != 0) to->minimum = new_number(from.minimum);
  if (from.maximum) to->maximum = new_number(*from.maximum);
  return to;
}

/// Fills a list with what is made of `from`; there is none when `from` is empty.
template <typename List, typename Value>
bool put_list(List*& to, const std::vector<Value>& from) {
  if (from.empty()) return true;
  OPENSSL_STACK* list = OPENSSL_sk_new_null();
  to = reinterpret_cast<List*>(list);
  for (const Value& one : from) {
    auto element = made(one);
    if (!element) return false;
    append(list, element);
  }
  return true;
}

}  // namespace

decoded<authority_key_identifier> decode_authority_key_identifier(tls::const_bytes der) {
  return decode<AUTHORITY_KEYID, authority_key_identifier>(
      der, ASN1_ITEM_rptr(AUTHORITY_KEYID), [](const AUTHORITY_KEYID& from) {
        return authority_key_identifier{bytes_in(from.keyid), general_names_in(from.issuer),
                                        number_in(from.serial)};
      });
}

encoded encode_authority_key_identifier(const authority_key_identifier& from) {
  const auto to = new_item<AUTHORITY_KEYID>(ASN1_ITEM_rptr(AUTHORITY_KEYID));
  if (!from.key.empty()) {
    to->keyid = new_item<ASN1_OCTET_STRING>(ASN1_ITEM_rptr(ASN1_OCTET_STRING)).release();
    put(*to->keyid, from.key);
  }
  if (!from.serial_number.empty()) put(to->serial, from.serial_number);
  if (!put(to->issuer, from.issuer)) return fault::unencodable;
  return written(to.get(), ASN1_ITEM_rptr(AUTHORITY_KEYID));
}

decoded<std::vector<access_description>> decode_access_descriptions(tls::const_bytes der) {
  return decode<OPENSSL_STACK, std::vector<access_description>>(
      der, ASN1_ITEM_rptr(AUTHORITY_INFO_ACCESS), [](const OPENSSL_STACK& list) {
        return converted<ACCESS_DESCRIPTION>(&list, [](const ACCESS_DESCRIPTION* one) {
          return access_description{dotted(one->method), general_name_in(one->location)};
        });
      });
}

encoded encode_access_descriptions(const std::vector<access_description>& all) {
  const auto list = new_item<OPENSSL_STACK>(ASN1_ITEM_rptr(AUTHORITY_INFO_ACCESS));
  for (const access_description& from : all) {
    auto to = new_item<ACCESS_DESCRIPTION>(ASN1_ITEM_rptr(ACCESS_DESCRIPTION));
    if (!put(to->method, from.method) || !put(*to->location, from.location)) return fault::unencodable;
    append(list.get(), to);
  }
  return written(list.get(), ASN1_ITEM_rptr(AUTHORITY_INFO_ACCESS));
}

decoded<std::vector<distribution_point>> decode_distribution_points(tls::const_bytes der) {
  return decode<OPENSSL_STACK, std::vector<distribution_point>>(
      der, ASN1_ITEM_rptr(CRL_DIST_POINTS),
      [](const OPENSSL_STACK& list) { return converted<DIST_POINT>(&list, distribution_point_in); });
}

encoded encode_distribution_points(const std::vector<distribution_point>& all) {
  const auto list = new_item<OPENSSL_STACK>(ASN1_ITEM_rptr(CRL_DIST_POINTS));
  for (const distribution_point& from : all) {
    auto to = made(from);
    if (!to) return fault::unencodable;
    append(list.get(), to);
  }
  return written(list.get(), ASN1_ITEM_rptr(CRL_DIST_POINTS));
}

decoded<name_constraints> decode_name_constraints(tls::const_bytes der) {
  return decode<NAME_CONSTRAINTS, name_constraints>(
      der, ASN1_ITEM_rptr(NAME_CONSTRAINTS), [](const NAME_CONSTRAINTS& from) {
        return name_constraints{
            converted<GENERAL_SUBTREE>(list_of(from.permittedSubtrees), subtree_in),
            converted<GENERAL_SUBTREE>(list_of(from.excludedSubtrees), subtree_in),
        };
      });
}

encoded encode_name_constraints(const name_constraints& from) {
  const auto to = new_item<NAME_CONSTRAINTS>(ASN1_ITEM_rptr(NAME_CONSTRAINTS));
  if (!put_list(to->permittedSubtrees, from.permitted) || !put_list(to->excludedSubtrees, from.excluded))
    return fault::unencodable;
  return written(to.get(), ASN1_ITEM_rptr(NAME_CONSTRAINTS));
}

}  // namespace schannel::ossl::asn1
