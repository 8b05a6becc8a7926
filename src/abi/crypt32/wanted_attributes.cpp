// wanted_attributes, and CertIsRDNAttrsInCertificateName.
#include "abi/crypt32/wanted_attributes.h"

#include <algorithm>
#include <cstring>
#include <cwchar>
#include <span>

#include "abi/crypt32/encoding/name_values.h"
#include "abi/crypt32/encoding/structure.h"
#include "core/certs/letter_case.h"
#include "core/certs/name_characters.h"

namespace schannel::abi::crypt32 {

namespace {

namespace asn1 = ossl::asn1;

/// A value without a size is text up to its terminator, where values are text.
std::size_t size_of(const CERT_RDN_VALUE_BLOB& value, DWORD flags) {
  if (value.cbData != 0 || (flags & CERT_UNICODE_IS_RDN_ATTRS_FLAG) == 0) return value.cbData;
  return std::wcslen(reinterpret_cast<LPCWSTR>(value.pbData)) * sizeof(WCHAR);
}

/// One letter for each WCHAR, or for each byte.
std::wstring letters_of(const tls::byte_vector& bytes, bool are_wide) {
  if (!are_wide) return {bytes.begin(), bytes.end()};
  std::wstring text(bytes.size() / sizeof(WCHAR), L'\0');
  if (!text.empty()) std::memcpy(text.data(), bytes.data(), text.size() * sizeof(WCHAR));
  return text;
}

/// Whether CryptDecodeObject shows the characters of a value, and not its bytes.
bool is_shown_wide(const asn1::name_value& value, DWORD flags) {
  if ((flags & CERT_UNICODE_IS_RDN_ATTRS_FLAG) == 0) return is_wide(value_type_of(value));
  return value.is_text && value.type != asn1::tag::octet_string;
}

}  // namespace

answer<wanted_attributes> wanted_attributes::in(const CERT_RDN* given, DWORD flags) {
  if (given == nullptr || (given->rgRDNAttr == nullptr && given->cRDNAttr != 0)) return refusal{E_INVALIDARG};
  wanted_attributes made{flags};
  for (const CERT_RDN_ATTR& one : std::span{given->rgRDNAttr, given->cRDNAttr}) {
    wanted copied{.oid = {}, .type = one.dwValueType & CERT_RDN_TYPE_MASK, .value = {}};
    if (one.pszObjId != nullptr) copied.oid = one.pszObjId;
    if (const BYTE* const value = one.Value.pbData; value != nullptr)
      copied.value.emplace(value, value + size_of(one.Value, flags));
    made.all_.push_back(std::move(copied));
  }
  return made;
}

bool wanted_attributes::is_equal(const tls::byte_vector& value, const asn1::name_value& shown) const {
  const bool are_wide = is_shown_wide(shown, flags_);
  if (are_wide && value.size() % sizeof(WCHAR) != 0) return false;
  std::wstring one = letters_of(value, are_wide);
  std::wstring other = are_wide ? core::certs::characters_of(shown) : letters_of(shown.bytes, false);
  if ((flags_ & CERT_CASE_INSENSITIVE_IS_RDN_ATTRS_FLAG) == 0) return one == other;
  return core::certs::in_lower_case(std::move(one)) == core::certs::in_lower_case(std::move(other));
}

bool wanted_attributes::is_met(const wanted& one, const asn1::typed_attribute& by) const {
  if (one.oid && *one.oid != by.oid) return false;
  if (one.type != CERT_RDN_ANY_TYPE && one.type != value_type_of(by.value)) return false;
  return !one.value || is_equal(*one.value, by.value);
}

bool wanted_attributes::are_in(const asn1::typed_name& name) const {
  return std::ranges::all_of(all_, [&](const wanted& one) {
    return std::ranges::any_of(name, [&](const asn1::typed_relative_name& relative) {
      return std::ranges::any_of(relative, [&](const asn1::typed_attribute& by) { return is_met(one, by); });
    });
  });
}

}  // namespace schannel::abi::crypt32

using namespace schannel;
using namespace schannel::abi::crypt32;

BOOL WINAPI CertIsRDNAttrsInCertificateName(DWORD dwCertEncodingType, DWORD dwFlags,
                                            PCERT_NAME_BLOB pCertName, PCERT_RDN pRDN) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (GET_CERT_ENCODING_TYPE(dwCertEncodingType) != X509_ASN_ENCODING) return refusal{ERROR_FILE_NOT_FOUND};
    if (pCertName == nullptr || (pCertName->pbData == nullptr && pCertName->cbData != 0))
      return refusal{E_INVALIDARG};
    const auto wanted = wanted_attributes::in(pRDN, dwFlags);
    if (const auto* refused = std::get_if<refusal>(&wanted)) return *refused;
    const auto name = ossl::asn1::decode_typed_name({pCertName->pbData, pCertName->cbData});
    if (const auto* what = std::get_if<ossl::asn1::fault>(&name)) return refusal{code_of(*what)};
    if (!std::get<wanted_attributes>(wanted).are_in(std::get<ossl::asn1::typed_name>(name)))
      return refusal{CRYPT_E_NO_MATCH};
    return TRUE;
  });
}
