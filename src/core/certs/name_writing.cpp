// Distinguished names as CertNameToStr writes them.
#include "core/certs/name_writing.h"

#include <algorithm>

#include "core/certs/name_attributes.h"
#include "core/text/hexadecimal.h"
#include "tls/unicode.h"

namespace schannel::core::certs {

namespace {

using ossl::asn1::typed_attribute;
using ossl::asn1::typed_name;
using ossl::asn1::typed_relative_name;

bool is_blank(wchar_t letter) {
  return letter == L' ' || (letter >= L'\t' && letter <= L'\r');
}

bool needs_quotes(std::wstring_view value) {
  constexpr std::wstring_view separating = L",+=\"\n<>#;";
  return value.empty() || is_blank(value.front()) || is_blank(value.back()) ||
         value.find_first_of(separating) != std::wstring_view::npos;
}

std::wstring quoted(std::wstring_view value) {
  std::wstring text = L"\"";
  for (const wchar_t letter : value) text.append(letter == L'"' ? 2 : 1, letter);
  return text + L'"';
}

std::wstring key_of(const typed_attribute& attribute, name_format::keys shown) {
  const std::string_view word = certs::key_of(attribute.oid);
  switch (shown) {
    case name_format::keys::none:
      return {};
    case name_format::keys::identifiers:
      return tls::to_wide(attribute.oid + '=');
    case name_format::keys::words:
      break;
  }
  return tls::to_wide(word.empty() ? "OID." + attribute.oid + '=' : std::string{word} + '=');
}

std::wstring write_attribute(const typed_attribute& attribute, const name_format& format) {
  const std::wstring value = write_value(attribute.value, format.t61);
  const bool is_quoted = format.has_quotes && attribute.value.is_text && needs_quotes(value);
  return key_of(attribute, format.shown) + (is_quoted ? quoted(value) : value);
}

}  // namespace

std::wstring write_value(const ossl::asn1::name_value& value, t61_reading t61) {
  if (value.is_text && value.type != ossl::asn1::tag::octet_string) return characters_of(value, t61);
  return tls::to_wide('#' + text::hexadecimal_row(value.bytes));
}

std::wstring write_name(const typed_name& name, const name_format& format) {
  std::wstring text;
  const auto append = [&](const typed_relative_name& relative) {
    if (!text.empty()) text += format.separator;
    for (std::size_t i = 0; i < relative.size(); ++i) {
      if (i != 0) text += format.plus;
      text += write_attribute(relative[i], format);
    }
  };
  if (format.is_reversed)
    std::for_each(name.rbegin(), name.rend(), append);
  else
    std::for_each(name.begin(), name.end(), append);
  return text;
}

}  // namespace schannel::core::certs
