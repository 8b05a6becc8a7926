// CryptBinaryToStringA, CryptBinaryToStringW: bytes written as text.
#include <wincrypt.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "abi/crypt32/entry.h"
#include "core/text/base64.h"
#include "core/text/hexadecimal.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

namespace text = core::text;

std::string_view line_break_of(DWORD flags) {
  if ((flags & CRYPT_STRING_NOCRLF) != 0) return "";
  return (flags & CRYPT_STRING_NOCR) != 0 ? "\n" : "\r\n";
}

std::string base64_lines(tls::const_bytes bytes, std::string_view line_break) {
  constexpr std::size_t letters_per_line = 64;
  const std::string all = text::base64_of(bytes);
  std::string lines;
  for (std::size_t i = 0; i < all.size(); i += letters_per_line)
    lines.append(all, i, letters_per_line).append(line_break);
  return lines;
}

std::string armored(tls::const_bytes bytes, const std::string& label, std::string_view line_break) {
  std::string lines = "-----BEGIN " + label + "-----";
  lines.append(line_break).append(base64_lines(bytes, line_break));
  return lines.append("-----END " + label + "-----").append(line_break);
}

/// Nothing for a format that cannot be written.
std::optional<std::string> written(tls::const_bytes bytes, DWORD flags) {
  const std::string_view line_break = line_break_of(flags);
  switch (flags & ~static_cast<DWORD>(CRYPT_STRING_NOCRLF | CRYPT_STRING_NOCR)) {
    case CRYPT_STRING_BASE64HEADER:
      return armored(bytes, "CERTIFICATE", line_break);
    case CRYPT_STRING_BASE64REQUESTHEADER:
      return armored(bytes, "NEW CERTIFICATE REQUEST", line_break);
    case CRYPT_STRING_BASE64X509CRLHEADER:
      return armored(bytes, "X509 CRL", line_break);
    case CRYPT_STRING_BASE64:
      return base64_lines(bytes, line_break);
    case CRYPT_STRING_BASE64URI:
      return text::base64_of(bytes, text::base64_alphabet::uri).append(line_break);
    case CRYPT_STRING_HEX:
      return text::hexadecimal_lines(bytes, {false, false}, line_break);
    case CRYPT_STRING_HEXASCII:
      return text::hexadecimal_lines(bytes, {false, true}, line_break);
    case CRYPT_STRING_HEXADDR:
      return text::hexadecimal_lines(bytes, {true, false}, line_break);
    case CRYPT_STRING_HEXASCIIADDR:
      return text::hexadecimal_lines(bytes, {true, true}, line_break);
    case CRYPT_STRING_HEXRAW:
      return text::hexadecimal_row(bytes).append(line_break);
    default:
      return std::nullopt;
  }
}

/// Copies `from` with a terminator. The length goes out with the terminator when it is asked for, and
/// without it when the text was written.
template <typename Character>
answer<BOOL> deliver_text(std::string_view from, Character* buffer, DWORD& length) {
  const DWORD room = length;
  length = static_cast<DWORD>(from.size() + 1);
  if (buffer == nullptr) return TRUE;
  if (room < length) return refusal{ERROR_MORE_DATA};
  *std::copy(from.begin(), from.end(), buffer) = 0;
  --length;
  return TRUE;
}

/// CRYPT_STRING_BINARY: the bytes as they are, without a terminator in their count.
template <typename Character>
answer<BOOL> deliver_bytes(tls::const_bytes from, Character* buffer, DWORD& length) {
  const DWORD room = length;
  length = static_cast<DWORD>(from.size());
  if (buffer == nullptr) return TRUE;
  if (room < length) return refusal{ERROR_MORE_DATA};
  std::transform(from.begin(), from.end(), buffer,
                 [](std::uint8_t byte) { return static_cast<Character>(byte); });
  return TRUE;
}

template <typename Character>
BOOL binary_to_string(const BYTE* data, DWORD size, DWORD flags, Character* buffer, DWORD* length) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (data == nullptr || size == 0 || length == nullptr) return refusal{ERROR_INVALID_PARAMETER};
    constexpr DWORD largest = std::numeric_limits<DWORD>::max() / 8;  // so that every text's length fits
    if (size > largest) return refusal{ERROR_INVALID_PARAMETER};
    if (flags == CRYPT_STRING_BINARY) return deliver_bytes({data, size}, buffer, *length);
    const auto text = written({data, size}, flags);
    if (!text) return refusal{ERROR_INVALID_FLAGS};
    return deliver_text(*text, buffer, *length);
  });
}

}  // namespace

BOOL WINAPI CryptBinaryToStringA(const BYTE* pbBinary, DWORD cbBinary, DWORD dwFlags, LPSTR pszString,
                                 DWORD* pcchString) {
  return binary_to_string(pbBinary, cbBinary, dwFlags, pszString, pcchString);
}

BOOL WINAPI CryptBinaryToStringW(const BYTE* pbBinary, DWORD cbBinary, DWORD dwFlags, LPWSTR pszString,
                                 DWORD* pcchString) {
  return binary_to_string(pbBinary, cbBinary, dwFlags, pszString, pcchString);
}
