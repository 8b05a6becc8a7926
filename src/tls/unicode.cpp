// Text between wchar_t and UTF-8 (RFC 3629).
#include "tls/unicode.h"

#include <cstdint>
#include <optional>

namespace schannel::tls {

namespace {

constexpr std::uint32_t last_code_point = 0x10FFFF;
constexpr wchar_t replacement = 0xFFFD;

bool is_high_surrogate(std::uint32_t unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}
bool is_low_surrogate(std::uint32_t unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}
bool is_surrogate(std::uint32_t unit) {
  return is_high_surrogate(unit) || is_low_surrogate(unit);
}

void append(std::string& to, std::uint32_t code_point) {
  const auto continuation = [&](int shift) { return static_cast<char>(0x80 | (code_point >> shift & 0x3F)); };
  if (code_point < 0x80) {
    to += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    to += {static_cast<char>(0xC0 | code_point >> 6), continuation(0)};
  } else if (code_point < 0x10000) {
    to += {static_cast<char>(0xE0 | code_point >> 12), continuation(6), continuation(0)};
  } else {
    to += {static_cast<char>(0xF0 | code_point >> 18), continuation(12), continuation(6), continuation(0)};
  }
}

struct sequence {
  std::uint32_t code_point;
  std::size_t length;
};

/// The sequence that `utf8` starts with; nothing when it is cut short, overlong or no character.
std::optional<sequence> first_sequence(std::string_view utf8) {
  const auto lead = static_cast<unsigned char>(utf8.front());
  if (lead < 0x80) return sequence{lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (lead < 0xC2 || lead > 0xF4 || utf8.size() < length) return std::nullopt;
  std::uint32_t code_point = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(utf8[i]);
    if ((next & 0xC0) != 0x80) return std::nullopt;
    code_point = code_point << 6 | (next & 0x3Fu);
  }
  if (code_point < smallest[length] || code_point > last_code_point || is_surrogate(code_point))
    return std::nullopt;
  return sequence{code_point, length};
}

}  // namespace

void append_utf8(std::string& to, std::wstring_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto unit = static_cast<std::uint32_t>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<std::uint32_t>(text[i + 1]) : 0;
    if (is_high_surrogate(unit) && is_low_surrogate(next)) {
      unit = 0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00);
      ++i;
    }
    append(to, unit > last_code_point || is_surrogate(unit) ? '?' : unit);
  }
}

std::string to_utf8(std::wstring_view text) {
  std::string utf8;
  append_utf8(utf8, text);
  return utf8;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto first = first_sequence(text);
    if (!first) return false;
    text.remove_prefix(first->length);
  }
  return true;
}

std::wstring to_wide(std::string_view utf8) {
  std::wstring text;
  while (!utf8.empty()) {
    const auto first = first_sequence(utf8);
    text += first ? static_cast<wchar_t>(first->code_point) : replacement;
    utf8.remove_prefix(first ? first->length : 1);
  }
  return text;
}

}  // namespace schannel::tls
