// Distinguished names as people write them, in the grammar of Microsoft's CertStrToName page.
#include "core/certs/name_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/certs/name_attributes.h"
#include "core/certs/name_values.h"
#include "tls/unicode.h"

namespace schannel::core::certs {

namespace {

using kind = name_mistake::kind;

bool is_blank(wchar_t letter) {
  return std::wstring_view{L" \t\r\n\v\f"}.find(letter) != std::wstring_view::npos;
}

std::wstring_view without_trailing_blanks(std::wstring_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Walks over one written name. What cannot be read is nothing, and the mistake is noted.
class reader {
 public:
  reader(std::wstring_view text, const name_syntax& syntax) : text_(text), syntax_(syntax) {}

  std::optional<std::vector<ossl::relative_name>> read();
  const name_mistake& mistake() const { return mistake_; }

 private:
  bool at_end() const { return position_ == text_.size(); }
  bool is_plus(wchar_t letter) const { return syntax_.joins_with_plus && letter == L'+'; }
  bool ends_value(wchar_t letter) const {
    return is_plus(letter) || syntax_.separators.find(letter) != std::wstring_view::npos;
  }
  bool stands_at(wchar_t letter) const { return !at_end() && text_[position_] == letter; }

  /// Passes over blanks, but never over a line break that separates.
  void skip_blanks() {
    while (!at_end() && is_blank(text_[position_]) && !ends_value(text_[position_])) ++position_;
  }

  std::nullopt_t note(kind what, std::size_t position) {
    mistake_ = {what, position};
    return std::nullopt;
  }

  std::optional<ossl::name_attribute> read_attribute();
  std::optional<attribute_kind> read_key();
  std::optional<std::wstring> read_plain();
  std::optional<std::wstring> read_quoted();

  std::wstring_view text_;
  const name_syntax& syntax_;
  std::size_t position_ = 0;
  name_mistake mistake_;
};

std::optional<std::vector<ossl::relative_name>> reader::read() {
  std::vector<ossl::relative_name> names;
  skip_blanks();
  bool joins_previous = false;
  for (bool more = !at_end(); more;) {
    auto attribute = read_attribute();
    if (!attribute) return std::nullopt;
    if (!joins_previous) names.emplace_back();
    names.back().push_back(std::move(*attribute));
    more = !at_end();
    if (more) joins_previous = is_plus(text_[position_++]);
  }
  if (syntax_.is_reversed) std::reverse(names.begin(), names.end());
  return names;
}

std::optional<ossl::name_attribute> reader::read_attribute() {
  const auto attribute = read_key();
  if (!attribute) return std::nullopt;
  skip_blanks();
  const std::size_t start = position_;
  // "#" begins an octet string in hexadecimal, which OpenSSL takes for no value of a name.
  if (stands_at(L'#')) return note(kind::syntax, start);
  const auto value = syntax_.has_quotes && stands_at(L'"') ? read_quoted() : read_plain();
  if (!value) return std::nullopt;
  auto encoded = encode_value(*value, attribute->values, syntax_);
  if (const auto* what = std::get_if<kind>(&encoded)) return note(*what, start);
  auto& [type, bytes] = std::get<encoded_value>(encoded);
  return ossl::name_attribute{attribute->oid, type, std::move(bytes)};
}

std::optional<attribute_kind> reader::read_key() {
  skip_blanks();
  const std::size_t start = position_;
  const std::size_t equals = text_.find(L'=', start);
  if (equals == std::wstring_view::npos) return note(kind::syntax, start);
  auto attribute = find_attribute(without_trailing_blanks(text_.substr(start, equals - start)));
  if (!attribute) return note(kind::syntax, start);
  position_ = equals + 1;
  return attribute;
}

std::optional<std::wstring> reader::read_plain() {
  const std::size_t start = position_;
  while (!at_end() && !ends_value(text_[position_])) {
    if (syntax_.has_quotes && text_[position_] == L'"') return note(kind::syntax, position_);
    ++position_;
  }
  return std::wstring{without_trailing_blanks(text_.substr(start, position_ - start))};
}

std::optional<std::wstring> reader::read_quoted() {
  const std::size_t start = position_++;
  std::wstring value;
  for (bool closed = false; !closed;) {
    const std::size_t quote = text_.find(L'"', position_);
    if (quote == std::wstring_view::npos) return note(kind::syntax, start);
    value += text_.substr(position_, quote - position_);
    position_ = quote + 1;
    closed = !stands_at(L'"');
    if (!closed) value += text_[position_++];
  }
  skip_blanks();
  if (!at_end() && !ends_value(text_[position_])) return note(kind::syntax, position_);
  return value;
}

}  // namespace

std::variant<std::vector<ossl::relative_name>, name_mistake> parse_name(std::wstring_view text,
                                                                        const name_syntax& syntax) {
  reader walk{text, syntax};
  auto names = walk.read();
  if (!names) return walk.mistake();
  return std::move(*names);
}

std::wstring simple_text(const std::vector<ossl::attribute_text>& name) {
  std::string text;
  for (const ossl::attribute_text& attribute : name) {
    if (!text.empty()) text += attribute.joins_previous ? " + " : ", ";
    text += attribute.value;
  }
  return tls::to_wide(text);
}

}  // namespace schannel::core::certs
