// X509_NAME, X509_UNICODE_NAME and their values alone.
#include "ossl/asn1/names.h"

#include "abi/crypt32/encoding/name_values.h"
#include "abi/crypt32/encoding/reading.h"
#include "abi/crypt32/encoding/structure.h"
#include "abi/crypt32/encoding/writing.h"

namespace schannel::abi::crypt32 {

namespace {

namespace asn1 = ossl::asn1;
using asn1::encoded;
using show_value = CRYPT_INTEGER_BLOB (*)(const asn1::name_value&, block&, DWORD flags);

CRYPT_INTEGER_BLOB show_plain(const asn1::name_value& value, block& to, DWORD) {
  return plain_value(value, to);
}

CERT_NAME_INFO name_in(const asn1::typed_name& from, block& to, show_value show, DWORD flags) {
  const auto attribute_in = [=](const asn1::typed_attribute& one, block& in) {
    return CERT_RDN_ATTR{in.text(one.oid), value_type_of(one.value), show(one.value, in, flags)};
  };
  const auto relative_name_in = [=](const asn1::typed_relative_name& one, block& in) {
    return CERT_RDN{count_of(one), array_in<CERT_RDN_ATTR>(in, one, attribute_in)};
  };
  return {count_of(from), array_in<CERT_RDN>(to, from, relative_name_in)};
}

answer<layout> decode_name(tls::const_bytes der, DWORD flags, show_value show) {
  return laid_out(asn1::decode_typed_name(der), [=](const asn1::typed_name& from, block& to) {
    auto& name = root_of<CERT_NAME_INFO>(to);
    name = name_in(from, to, show, flags);
  });
}

answer<layout> decode_plain_name(tls::const_bytes der, DWORD flags) {
  return decode_name(der, flags, show_plain);
}
answer<layout> decode_unicode_name(tls::const_bytes der, DWORD flags) {
  return decode_name(der, flags, unicode_value);
}

/// Where an attribute is in a name, as the place of a mistake says it.
DWORD place_of(std::size_t relative, std::size_t attribute) {
  return static_cast<DWORD>((relative & CERT_UNICODE_RDN_ERR_INDEX_MASK) << CERT_UNICODE_RDN_ERR_INDEX_SHIFT |
                            (attribute & CERT_UNICODE_ATTR_ERR_INDEX_MASK)
                                << CERT_UNICODE_ATTR_ERR_INDEX_SHIFT);
}

/// `value_of(attribute, place)` makes the value of an attribute.
template <typename ValueOf>
encoded encode_name(const void* info, ValueOf value_of) {
  const auto& from = *static_cast<const CERT_NAME_INFO*>(info);
  asn1::typed_name to;
  for (const CERT_RDN& relative : array_of(from.rgRDN, from.cRDN)) {
    asn1::typed_relative_name set;
    for (const CERT_RDN_ATTR& one : array_of(relative.rgRDNAttr, relative.cRDNAttr))
      set.push_back({text_of(one.pszObjId), value_of(one, place_of(to.size(), set.size()))});
    to.push_back(std::move(set));
  }
  return asn1::encode_typed_name(to);
}

encoded encode_plain_name(const void* info, DWORD) {
  return encode_name(
      info, [](const CERT_RDN_ATTR& one, DWORD) { return plain_value_of(one.dwValueType, one.Value); });
}
encoded encode_unicode_name(const void* info, DWORD flags) {
  return encode_name(info, [=](const CERT_RDN_ATTR& one, DWORD place) {
    return unicode_value_of(one.dwValueType, one.Value, one.pszObjId, flags, place);
  });
}

answer<layout> decode_value(tls::const_bytes der, DWORD flags, show_value show) {
  return laid_out(asn1::decode_name_value(der), [=](const asn1::name_value& from, block& to) {
    auto& value = root_of<CERT_NAME_VALUE>(to);
    value = {value_type_of(from), show(from, to, flags)};
  });
}

answer<layout> decode_plain_value(tls::const_bytes der, DWORD flags) {
  return decode_value(der, flags, show_plain);
}
answer<layout> decode_unicode_value(tls::const_bytes der, DWORD flags) {
  return decode_value(der, flags, unicode_value);
}

encoded encode_plain_value(const void* info, DWORD) {
  const auto& from = *static_cast<const CERT_NAME_VALUE*>(info);
  return asn1::encode_name_value(plain_value_of(from.dwValueType, from.Value));
}
encoded encode_unicode_value(const void* info, DWORD flags) {
  const auto& from = *static_cast<const CERT_NAME_VALUE*>(info);
  return asn1::encode_name_value(unicode_value_of(from.dwValueType, from.Value, nullptr, flags, 0));
}

const structure structures[] = {
    {X509_NAME, decode_plain_name, encode_plain_name},
    {X509_UNICODE_NAME, decode_unicode_name, encode_unicode_name},
    {X509_NAME_VALUE, decode_plain_value, encode_plain_value},
    {X509_UNICODE_NAME_VALUE, decode_unicode_value, encode_unicode_value},
};

}  // namespace

std::span<const structure> name_structures() {
  return structures;
}

}  // namespace schannel::abi::crypt32
