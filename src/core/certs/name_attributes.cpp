// The keys of written names, from the table of Microsoft's CertStrToName page and RFC 4519.
#include "core/certs/name_attributes.h"

#include <algorithm>
#include <array>

#include "ossl/names.h"

namespace schannel::core::certs {

namespace {

struct known_attribute {
  std::string_view key;
  std::string_view oid;
  value_kind values;
};

constexpr std::array known_attributes = {
    known_attribute{"CN", "2.5.4.3", value_kind::directory},
    known_attribute{"L", "2.5.4.7", value_kind::directory},
    known_attribute{"O", "2.5.4.10", value_kind::directory},
    known_attribute{"OU", "2.5.4.11", value_kind::directory},
    known_attribute{"E", "1.2.840.113549.1.9.1", value_kind::ia5},
    known_attribute{"Email", "1.2.840.113549.1.9.1", value_kind::ia5},
    known_attribute{"C", "2.5.4.6", value_kind::printable},
    known_attribute{"S", "2.5.4.8", value_kind::directory},
    known_attribute{"ST", "2.5.4.8", value_kind::directory},
    known_attribute{"STREET", "2.5.4.9", value_kind::directory},
    known_attribute{"T", "2.5.4.12", value_kind::directory},
    known_attribute{"Title", "2.5.4.12", value_kind::directory},
    known_attribute{"G", "2.5.4.42", value_kind::directory},
    known_attribute{"GivenName", "2.5.4.42", value_kind::directory},
    known_attribute{"I", "2.5.4.43", value_kind::directory},
    known_attribute{"Initials", "2.5.4.43", value_kind::directory},
    known_attribute{"SN", "2.5.4.4", value_kind::directory},
    known_attribute{"DC", "0.9.2342.19200300.100.1.25", value_kind::ia5_or_utf8},
    known_attribute{"SERIALNUMBER", "2.5.4.5", value_kind::printable},
    known_attribute{"Description", "2.5.4.13", value_kind::directory},
    known_attribute{"PostalCode", "2.5.4.17", value_kind::directory},
};

char upper(char letter) {
  return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - ('a' - 'A')) : letter;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, upper, upper);
}

std::optional<std::string> as_ascii(std::wstring_view text) {
  std::string ascii;
  for (const wchar_t letter : text) {
    if (letter < 0x21 || letter > 0x7E) return std::nullopt;
    ascii += static_cast<char>(letter);
  }
  return ascii;
}

}  // namespace

std::optional<attribute_kind> find_attribute(std::wstring_view key) {
  const auto ascii = as_ascii(key);
  if (!ascii) return std::nullopt;
  for (const known_attribute& known : known_attributes)
    if (same_letters(known.key, *ascii)) return attribute_kind{std::string{known.oid}, known.values};

  constexpr std::string_view prefix = "OID.";
  const bool prefixed = same_letters(std::string_view{*ascii}.substr(0, prefix.size()), prefix);
  const std::string oid = prefixed ? ascii->substr(prefix.size()) : *ascii;
  for (const known_attribute& known : known_attributes)
    if (known.oid == oid) return attribute_kind{oid, known.values};
  if (!ossl::is_oid(oid)) return std::nullopt;
  return attribute_kind{oid, value_kind::directory};
}

std::string_view key_of(std::string_view oid) {
  const auto found = std::ranges::find(known_attributes, oid, &known_attribute::oid);
  return found == known_attributes.end() ? std::string_view{} : found->key;
}

}  // namespace schannel::core::certs
