// Bytes as hexadecimal digits. A line with everything: "0010<tab>41 42 43 ...   ABC".
#include "core/text/hexadecimal.h"

#include <algorithm>
#include <cstdint>

#include "core/text/white_space.h"

namespace schannel::core::text {

namespace {

constexpr std::size_t bytes_per_line = 16;
constexpr std::size_t bytes_per_group = 8;
constexpr std::size_t width_of_digits = bytes_per_line * 3;
constexpr std::string_view before_characters = "   ";

void append_number(std::string& text, std::size_t number, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
    text += "0123456789abcdef"[number >> shift & 0xF];
}

std::string digits_of(tls::const_bytes bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i != 0) text.append(i % bytes_per_group == 0 ? 2 : 1, ' ');
    append_number(text, bytes[i], 2);
  }
  return text;
}

std::string line_of(tls::const_bytes bytes, std::size_t address, hexadecimal_columns columns) {
  std::string line;
  if (columns.has_address) {
    append_number(line, address, address > 0xFFFF ? 8 : 4);
    line += '\t';
  }
  const std::string digits = digits_of(bytes);
  line += digits;
  if (!columns.has_characters) return line;
  line.append(width_of_digits - digits.size(), ' ');
  line += before_characters;
  for (const std::uint8_t byte : bytes) line += byte >= 0x20 && byte < 0x7F ? static_cast<char>(byte) : '.';
  return line;
}

std::optional<std::uint8_t> value_of(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return std::nullopt;
}

/// What follows an address of 4 or 8 digits; nothing when a line does not begin with one.
std::optional<std::string_view> without_address(std::string_view line) {
  if (is_white_space(line)) return std::string_view{};
  line.remove_prefix(line.find_first_not_of(" \t"));
  const std::size_t digits = line.find_first_of(" \t");
  if ((digits != 4 && digits != 8) || !from_hexadecimal(line.substr(0, digits))) return std::nullopt;
  return line.substr(digits);
}

/// The digits of a line end where three blanks stand: between groups there are two at most.
std::string_view without_characters(std::string_view line) {
  const std::size_t start = std::min(line.find_first_not_of(" \t"), line.size());
  return line.substr(0, line.find(before_characters, start));
}

}  // namespace

std::string hexadecimal_row(tls::const_bytes bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) append_number(text, byte, 2);
  return text;
}

std::string hexadecimal_lines(tls::const_bytes bytes, hexadecimal_columns columns,
                              std::string_view line_break) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += bytes_per_line) {
    if (line_break.empty() && i != 0) text += ' ';
    text += line_of(bytes.subspan(i, std::min(bytes_per_line, bytes.size() - i)), i, columns);
    text += line_break;
  }
  return text;
}

std::optional<tls::byte_vector> from_hexadecimal(std::string_view text) {
  tls::byte_vector bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_white_space(text[i])) continue;
    const auto high = value_of(text[i]);
    const auto low = ++i < text.size() ? value_of(text[i]) : std::nullopt;
    if (!high || !low) return std::nullopt;
    bytes.push_back(static_cast<std::uint8_t>(*high << 4 | *low));
  }
  return bytes;
}

std::optional<tls::byte_vector> from_hexadecimal_lines(std::string_view text, hexadecimal_columns columns) {
  tls::byte_vector bytes;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (columns.has_address) {
      const auto rest = without_address(line);
      if (!rest) return std::nullopt;
      line = *rest;
    }
    if (columns.has_characters) line = without_characters(line);
    const auto more = from_hexadecimal(line);
    if (!more || more->size() > bytes_per_line) return std::nullopt;
    bytes.insert(bytes.end(), more->begin(), more->end());
  }
  return bytes;
}

}  // namespace schannel::core::text
