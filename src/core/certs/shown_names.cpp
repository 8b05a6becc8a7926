// The names of a certificate's subject or issuer.
#include "core/certs/shown_names.h"

#include <array>
#include <variant>

namespace schannel::core::certs {

namespace {

using namespace ossl::asn1;

constexpr const char* common_name = "2.5.4.3";
constexpr const char* organizational_unit = "2.5.4.11";
constexpr const char* organization = "2.5.4.10";
constexpr const char* email = "1.2.840.113549.1.9.1";
constexpr const char* user_principal_name = "1.3.6.1.4.1.311.20.2.3";

template <typename T>
T value_or_nothing(decoded<T> from) {
  T* value = std::get_if<T>(&from);
  return value == nullptr ? T{} : std::move(*value);
}

/// The name of the subject, or what takes its place when that is empty.
typed_name name_among(tls::const_bytes der, const general_names& alternatives) {
  typed_name name = value_or_nothing(decode_typed_name(der));
  for (const general_name& one : alternatives) {
    if (!name.empty()) break;
    if (one.choice == name_choice::directory_name) name = value_or_nothing(decode_typed_name(one.bytes));
  }
  return name;
}

/// The bytes of an IA5String as characters, up to a terminator inside.
std::wstring characters_of_ia5(const std::string& text) {
  std::wstring wide;
  for (const char letter : text) {
    if (letter == '\0') break;
    wide += static_cast<unsigned char>(letter);
  }
  return wide;
}

}  // namespace

shown_names::shown_names(tls::const_bytes name, tls::const_bytes alternatives, t61_reading t61)
    : alternatives_(value_or_nothing(decode_general_names(alternatives))), t61_(t61) {
  name_ = name_among(name, alternatives_);
}

std::wstring shown_names::whole(const name_format& format) const {
  return write_name(name_, format);
}

std::optional<std::wstring> shown_names::attribute(const std::string& oid) const {
  for (const typed_relative_name& relative : name_)
    for (const typed_attribute& one : relative)
      if (one.oid == oid) return write_value(one.value, t61_);
  return std::nullopt;
}

std::vector<std::wstring> shown_names::alternatives(name_choice choice) const {
  std::vector<std::wstring> all;
  for (const general_name& one : alternatives_)
    if (one.choice == choice) all.push_back(characters_of_ia5(one.text));
  return all;
}

std::optional<std::wstring> shown_names::alternative(name_choice choice) const {
  const auto all = alternatives(choice);
  return all.empty() ? std::nullopt : std::optional{all.front()};
}

std::optional<std::wstring> shown_names::principal() const {
  for (const general_name& one : alternatives_) {
    if (one.choice != name_choice::other_name || one.text != user_principal_name) continue;
    const auto value = decode_name_value(one.bytes);
    if (const auto* text = std::get_if<name_value>(&value); text != nullptr && text->is_text)
      return write_value(*text, t61_);
  }
  return std::nullopt;
}

std::wstring shown_names::simple() const {
  for (const char* oid : {common_name, organizational_unit, organization, email})
    if (auto value = attribute(oid)) return *std::move(value);
  if (auto mail = alternative(name_choice::rfc822)) return *std::move(mail);
  if (!name_.empty() && !name_.front().empty()) return write_value(name_.front().front().value, t61_);
  return alternative(name_choice::dns).value_or(std::wstring{});
}

}  // namespace schannel::core::certs
