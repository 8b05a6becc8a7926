// The value of one attribute of a written name.
#include "core/certs/name_values.h"

#include <algorithm>

#include "core/certs/t61.h"
#include "tls/unicode.h"

namespace schannel::core::certs {

namespace {

using ossl::string_type;

bool is_ascii(wchar_t letter) {
  return letter >= 0 && letter < 0x80;
}
bool is_latin1(wchar_t letter) {
  return letter >= 0 && letter <= 0xFF;
}

tls::byte_vector one_byte_each(std::wstring_view text) {
  tls::byte_vector bytes;
  for (const wchar_t letter : text) bytes.push_back(static_cast<std::uint8_t>(letter));
  return bytes;
}

tls::byte_vector utf8(std::wstring_view text) {
  const std::string bytes = tls::to_utf8(text);
  return {bytes.begin(), bytes.end()};
}

/// What BMPString has room for: 16 bits a character, and no surrogates to have more.
bool is_in_first_plane(wchar_t letter) {
  return (letter >= 0 && letter < 0xD800) || (letter > 0xDFFF && letter <= 0xFFFF);
}

tls::byte_vector two_bytes_each(std::wstring_view text) {
  tls::byte_vector bytes;
  for (const wchar_t letter : text) {
    bytes.push_back(static_cast<std::uint8_t>(letter >> 8));
    bytes.push_back(static_cast<std::uint8_t>(letter & 0xFF));
  }
  return bytes;
}

encoded_value as_unicode(std::wstring_view text, const name_syntax& syntax) {
  if (syntax.is_always_utf8 || syntax.unicode_as == string_type::utf8) return {string_type::utf8, utf8(text)};
  if (syntax.unicode_as == string_type::t61 && std::ranges::all_of(text, is_latin1))
    return {string_type::t61, to_t61(text)};
  if (std::ranges::all_of(text, is_in_first_plane)) return {string_type::bmp, two_bytes_each(text)};
  return {string_type::utf8, utf8(text)};
}

}  // namespace

bool is_printable(wchar_t letter) {
  constexpr std::wstring_view marks = L" '()+,-./:=?";
  return (letter >= L'A' && letter <= L'Z') || (letter >= L'a' && letter <= L'z') ||
         (letter >= L'0' && letter <= L'9') || marks.find(letter) != std::wstring_view::npos;
}

std::variant<encoded_value, name_mistake::kind> encode_value(std::wstring_view text, value_kind allowed,
                                                             const name_syntax& syntax) {
  const bool printable = std::ranges::all_of(text, is_printable);
  const bool ascii = std::ranges::all_of(text, is_ascii);
  switch (allowed) {
    case value_kind::printable:
      if (!printable) return name_mistake::kind::not_printable;
      return encoded_value{string_type::printable, one_byte_each(text)};
    case value_kind::ia5:
      if (!ascii) return name_mistake::kind::not_ia5;
      return encoded_value{string_type::ia5, one_byte_each(text)};
    case value_kind::ia5_or_utf8:
      if (ascii) return encoded_value{string_type::ia5, one_byte_each(text)};
      return encoded_value{string_type::utf8, utf8(text)};
    case value_kind::directory:
      break;
  }
  if (printable && !syntax.is_always_utf8) return encoded_value{string_type::printable, one_byte_each(text)};
  return as_unicode(text, syntax);
}

}  // namespace schannel::core::certs
