// Base64 (RFC 4648): four characters for three bytes.
#include "core/text/base64.h"

#include <algorithm>
#include <cstdint>

#include "core/text/white_space.h"

namespace schannel::core::text {

namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr int bits_per_letter = 6;

std::string_view marks_of(base64_alphabet alphabet) {
  return alphabet == base64_alphabet::standard ? "+/" : "-_";
}

std::optional<std::uint32_t> value_of(char letter, base64_alphabet alphabet) {
  if (const auto at = letters.find(letter); at != std::string_view::npos) return at;
  if (const auto at = marks_of(alphabet).find(letter); at != std::string_view::npos)
    return letters.size() + at;
  return std::nullopt;
}

/// How many bytes end in an incomplete group of `digits` characters; nothing when no group ends like that.
std::optional<std::size_t> bytes_of_last_group(std::size_t digits, std::size_t padding,
                                               base64_alphabet alphabet) {
  const bool is_padded = digits + padding >= 4 || (digits == 0 && padding == 0);
  if (digits == 1 || (!is_padded && (alphabet == base64_alphabet::standard || padding != 0)))
    return std::nullopt;
  return digits == 0 ? 0 : digits - 1;
}

}  // namespace

std::string base64_of(tls::const_bytes bytes, base64_alphabet alphabet) {
  const std::string_view marks = marks_of(alphabet);
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) group = group << 8 | (k < count ? bytes[i + k] : 0u);
    for (std::size_t k = 0; k <= count; ++k) {
      const std::uint32_t digit = group >> (3 - k) * bits_per_letter & 0x3F;
      text += digit < letters.size() ? letters[digit] : marks[digit - letters.size()];
    }
    if (alphabet == base64_alphabet::standard) text.append(3 - count, '=');
  }
  return text;
}

std::optional<tls::byte_vector> from_base64(std::string_view text, bool is_strict, base64_alphabet alphabet) {
  tls::byte_vector bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t group = 0;
  std::size_t digits = 0;
  std::size_t padding = 0;
  for (const char letter : text) {
    if (is_white_space(letter)) continue;
    if (letter == '=' && (digits + padding) != 0 && padding < 3) {
      ++padding;
      continue;
    }
    if (padding != 0 && !is_strict) break;
    const auto value = value_of(letter, alphabet);
    if (!value || padding != 0) return std::nullopt;
    group = group << bits_per_letter | *value;
    if (++digits < 4) continue;
    for (const int shift : {16, 8, 0}) bytes.push_back(static_cast<std::uint8_t>(group >> shift));
    group = 0;
    digits = 0;
  }
  const auto rest = bytes_of_last_group(digits, padding, alphabet);
  if (!rest) return std::nullopt;
  group <<= (4 - digits) * bits_per_letter;
  for (std::size_t k = 0; k < *rest; ++k) bytes.push_back(static_cast<std::uint8_t>(group >> (16 - 8 * k)));
  return bytes;
}

}  // namespace schannel::core::text
