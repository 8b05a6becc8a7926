// Values of names between the structures of programs and plain values.
#include "abi/crypt32/encoding/name_values.h"

#include <algorithm>
#include <cstring>
#include <cwchar>

#include "abi/crypt32/encoding/reading.h"
#include "abi/crypt32/name_mistakes.h"
#include "core/certs/name_characters.h"
#include "core/certs/name_writing.h"

namespace schannel::abi::crypt32 {

namespace {

using core::certs::name_mistake;
using ossl::asn1::name_value;
using ossl::asn1::tag;

struct named_tag {
  DWORD type;
  tag encoded_as;
};

constexpr named_tag named_tags[] = {
    {CERT_RDN_OCTET_STRING, tag::octet_string},
    {CERT_RDN_NUMERIC_STRING, tag::numeric},
    {CERT_RDN_PRINTABLE_STRING, tag::printable},
    {CERT_RDN_T61_STRING, tag::t61},
    {CERT_RDN_VIDEOTEX_STRING, tag::videotex},
    {CERT_RDN_IA5_STRING, tag::ia5},
    {CERT_RDN_GRAPHIC_STRING, tag::graphic},
    {CERT_RDN_VISIBLE_STRING, tag::visible},
    {CERT_RDN_GENERAL_STRING, tag::general},
    {CERT_RDN_UNIVERSAL_STRING, tag::universal},
    {CERT_RDN_BMP_STRING, tag::bmp},
    {CERT_RDN_UTF8_STRING, tag::utf8},
};

tag tag_of(DWORD type) {
  const auto found = std::ranges::find(named_tags, type, &named_tag::type);
  if (found == std::end(named_tags)) throw unreadable{};
  return found->encoded_as;
}

/// WCHAR of the caller, at any address.
std::wstring wide_text_of(const CRYPT_INTEGER_BLOB& value) {
  const auto bytes = array_of(value.pbData, value.cbData);
  std::wstring text(bytes.size() / sizeof(WCHAR), L'\0');
  if (!text.empty()) std::memcpy(text.data(), bytes.data(), text.size() * sizeof(WCHAR));
  return text;
}

CRYPT_INTEGER_BLOB wide_blob(std::wstring_view text, block& to) {
  return {static_cast<DWORD>(text.size() * sizeof(WCHAR)), reinterpret_cast<BYTE*>(to.text(text))};
}

core::certs::name_syntax syntax_of(DWORD flags) {
  core::certs::name_syntax syntax;
  syntax.is_always_utf8 = (flags & CERT_RDN_FORCE_UTF8_UNICODE_FLAG) != 0;
  if ((flags & CERT_RDN_ENABLE_UTF8_UNICODE_FLAG) != 0)
    syntax.unicode_as = ossl::string_type::utf8;
  else if ((flags & CERT_RDN_ENABLE_T61_UNICODE_FLAG) != 0)
    syntax.unicode_as = ossl::string_type::t61;
  return syntax;
}

name_value value_or_throw(std::variant<name_value, name_mistake> made, DWORD attribute) {
  if (const auto* mistake = std::get_if<name_mistake>(&made))
    throw unreadable{code_of(mistake->what),
                     attribute | static_cast<DWORD>(mistake->position & CERT_UNICODE_VALUE_ERR_INDEX_MASK)};
  return std::get<name_value>(std::move(made));
}

}  // namespace

DWORD value_type_of(const name_value& value) {
  if (!value.is_text) return CERT_RDN_ENCODED_BLOB;
  return std::ranges::find(named_tags, value.type, &named_tag::encoded_as)->type;
}

bool is_wide(DWORD type) {
  return type == CERT_RDN_UNIVERSAL_STRING || type == CERT_RDN_BMP_STRING || type == CERT_RDN_UTF8_STRING;
}

CRYPT_INTEGER_BLOB plain_value(const name_value& value, block& to) {
  if (!is_wide(value_type_of(value))) return to.blob(value.bytes);
  return wide_blob(core::certs::characters_of(value), to);
}

CRYPT_INTEGER_BLOB unicode_value(const name_value& value, block& to, DWORD flags) {
  if (!value.is_text || value.type == tag::octet_string) return to.blob(value.bytes);
  const auto t61 = (flags & CERT_RDN_DISABLE_IE4_UTF8_FLAG) != 0 ? core::certs::t61_reading::latin1
                                                                 : core::certs::t61_reading::utf8_if_possible;
  return wide_blob(core::certs::characters_of(value, t61), to);
}

name_value plain_value_of(DWORD type, const CRYPT_INTEGER_BLOB& value) {
  type &= CERT_RDN_TYPE_MASK;
  if (type == CERT_RDN_ENCODED_BLOB) return {false, tag::octet_string, bytes_of(value)};
  if (is_wide(type)) return value_or_throw(core::certs::value_of(wide_text_of(value), tag_of(type)), 0);
  return {true, tag_of(type), bytes_of(value)};
}

name_value unicode_value_of(DWORD type, const CRYPT_INTEGER_BLOB& value, LPCSTR oid, DWORD flags,
                            DWORD attribute) {
  const DWORD kind = type & CERT_RDN_TYPE_MASK;
  if (kind == CERT_RDN_ENCODED_BLOB || kind == CERT_RDN_OCTET_STRING) return plain_value_of(kind, value);
  const bool is_terminated = value.cbData == 0 && value.pbData != nullptr;
  const std::wstring text =
      is_terminated ? std::wstring{reinterpret_cast<LPCWSTR>(value.pbData)} : wide_text_of(value);
  if (kind == CERT_RDN_ANY_TYPE)
    return value_or_throw(core::certs::value_of(text, text_of(oid), syntax_of(type | flags)), attribute);
  return value_or_throw(core::certs::value_of(text, tag_of(kind)), attribute);
}

std::wstring characters_of(DWORD type, const CRYPT_INTEGER_BLOB& value) {
  if (is_wide(type)) return wide_text_of(value);
  return core::certs::write_value(plain_value_of(type, value), core::certs::t61_reading::utf8_if_possible);
}

}  // namespace schannel::abi::crypt32
