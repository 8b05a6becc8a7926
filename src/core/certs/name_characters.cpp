// The characters of a name's values.
#include "core/certs/name_characters.h"

#include <algorithm>
#include <utility>

#include "core/certs/name_attributes.h"
#include "core/certs/name_values.h"
#include "tls/unicode.h"

namespace schannel::core::certs {

namespace {

using ossl::asn1::name_value;
using ossl::asn1::tag;

std::wstring one_each(tls::const_bytes bytes) {
  return {bytes.begin(), bytes.end()};
}

std::wstring from_utf8(tls::const_bytes bytes) {
  return tls::to_wide({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

/// Big-endian units of 2 or 4 bytes. What is no character becomes U+FFFD.
std::wstring from_units(tls::const_bytes bytes, std::size_t size) {
  constexpr wchar_t replacement = 0xFFFD;
  std::wstring text;
  for (std::size_t i = 0; i + size <= bytes.size(); i += size) {
    std::uint32_t unit = 0;
    for (std::size_t k = 0; k < size; ++k) unit = unit << 8 | bytes[i + k];
    const bool is_character = unit <= 0x10FFFF && (unit < 0xD800 || unit > 0xDFFF);
    text += is_character ? static_cast<wchar_t>(unit) : replacement;
  }
  return text;
}

tls::byte_vector to_units(std::wstring_view text, int size) {
  tls::byte_vector bytes;
  for (const wchar_t letter : text)
    for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
      bytes.push_back(static_cast<std::uint8_t>(static_cast<std::uint32_t>(letter) >> shift));
  return bytes;
}

tls::byte_vector to_utf8(std::wstring_view text) {
  const std::string bytes = tls::to_utf8(text);
  return {bytes.begin(), bytes.end()};
}

bool has_room_for(tag type, wchar_t letter) {
  const auto code = static_cast<std::uint32_t>(letter);
  switch (type) {
    case tag::numeric:
      return letter == L' ' || (letter >= L'0' && letter <= L'9');
    case tag::printable:
      return is_printable(letter);
    case tag::ia5:
    case tag::visible:
      return code < 0x80;
    case tag::bmp:
      return code <= 0xFFFF;
    case tag::utf8:
    case tag::universal:
      return code <= 0x10FFFF;
    default:
      return code <= 0xFF;
  }
}

name_mistake::kind mistake_of(tag type) {
  if (type == tag::numeric) return name_mistake::kind::not_numeric;
  return type == tag::printable ? name_mistake::kind::not_printable : name_mistake::kind::not_ia5;
}

tag tag_of(ossl::string_type type) {
  switch (type) {
    case ossl::string_type::printable:
      return tag::printable;
    case ossl::string_type::ia5:
      return tag::ia5;
    case ossl::string_type::t61:
      return tag::t61;
    case ossl::string_type::bmp:
      return tag::bmp;
    case ossl::string_type::utf8:
      break;
  }
  return tag::utf8;
}

}  // namespace

std::wstring characters_of(const name_value& value, t61_reading t61) {
  switch (value.type) {
    case tag::utf8:
      return from_utf8(value.bytes);
    case tag::bmp:
      return from_units(value.bytes, 2);
    case tag::universal:
      return from_units(value.bytes, 4);
    case tag::t61:
      return from_t61(value.bytes, t61);
    default:
      return one_each(value.bytes);
  }
}

std::variant<name_value, name_mistake> value_of(std::wstring_view text, tag type) {
  const auto foreign =
      std::ranges::find_if(text, [&](wchar_t letter) { return !has_room_for(type, letter); });
  if (foreign != text.end())
    return name_mistake{mistake_of(type), static_cast<std::size_t>(foreign - text.begin())};
  switch (type) {
    case tag::utf8:
      return name_value{true, type, to_utf8(text)};
    case tag::bmp:
      return name_value{true, type, to_units(text, 2)};
    case tag::universal:
      return name_value{true, type, to_units(text, 4)};
    case tag::t61:
      return name_value{true, type, to_t61(text)};
    default:
      return name_value{true, type, to_units(text, 1)};
  }
}

std::variant<name_value, name_mistake> value_of(std::wstring_view text, const std::string& oid,
                                                const name_syntax& syntax) {
  const auto attribute = find_attribute(tls::to_wide(oid));
  auto chosen = encode_value(text, attribute ? attribute->values : value_kind::directory, syntax);
  if (auto* value = std::get_if<encoded_value>(&chosen))
    return name_value{true, tag_of(value->type), std::move(value->bytes)};
  // Which character it is tells the type that has no room for it.
  const auto what = std::get<name_mistake::kind>(chosen);
  return value_of(text, what == name_mistake::kind::not_ia5 ? tag::ia5 : tag::printable);
}

}  // namespace schannel::core::certs
