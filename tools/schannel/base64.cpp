// Base64: four characters of six bits make three bytes (RFC 4648 section 4).
#include "base64.h"

namespace schannel::tool {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view white_space = " \t\r\n";

}  // namespace

byte_vector decode_base64(std::string_view text) {
  byte_vector decoded;
  std::uint32_t pending = 0;
  int bits = 0;
  for (const char character : text) {
    if (white_space.find(character) != std::string_view::npos) continue;
    const std::size_t value = alphabet.find(character);
    if (value == std::string_view::npos) break;
    pending = pending << 6 | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      decoded.push_back(static_cast<std::uint8_t>(pending >> bits));
    }
  }
  return decoded;
}

}  // namespace schannel::tool
