// CryptStringToBinaryA, CryptStringToBinaryW: which format a text has, and the bytes that it stands for.
#include <wincrypt.h>

#include <optional>
#include <string>
#include <string_view>

#include "abi/crypt32/delivery.h"
#include "abi/crypt32/entry.h"
#include "abi/crypt32/text_characters.h"
#include "core/text/armor.h"
#include "core/text/base64.h"
#include "core/text/hexadecimal.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

namespace text = core::text;

struct decoded {
  tls::byte_vector bytes;
  DWORD format = 0;
  std::size_t skipped = 0;  ///< characters before the line that begins the content
};

std::optional<decoded> with_format(std::optional<tls::byte_vector> bytes, DWORD format) {
  if (!bytes) return std::nullopt;
  return decoded{*std::move(bytes), format};
}

std::optional<decoded> read_armored(std::string_view from, DWORD format, bool is_strict) {
  auto found = text::find_armored(from, is_strict);
  if (!found) return std::nullopt;
  return decoded{std::move(found->content), format, found->start};
}

std::optional<decoded> read_as(std::string_view from, DWORD format, bool is_strict);

std::optional<decoded> read_as_first_of(std::string_view from, std::initializer_list<DWORD> formats,
                                        bool is_strict) {
  for (const DWORD format : formats)
    if (auto found = read_as(from, format, is_strict)) return found;
  return std::nullopt;
}

std::optional<decoded> read_as(std::string_view from, DWORD format, bool is_strict) {
  switch (format) {
    case CRYPT_STRING_BASE64HEADER:
    case CRYPT_STRING_BASE64REQUESTHEADER:
    case CRYPT_STRING_BASE64X509CRLHEADER:
      return read_armored(from, format, is_strict);
    case CRYPT_STRING_BASE64:
      return with_format(text::from_base64(from, is_strict), format);
    case CRYPT_STRING_BASE64URI:
      return with_format(text::from_base64(from, is_strict, text::base64_alphabet::uri), format);
    case CRYPT_STRING_BINARY:
      return decoded{{from.begin(), from.end()}, format};
    case CRYPT_STRING_HEX:
    case CRYPT_STRING_HEXRAW:
      return with_format(text::from_hexadecimal(from), format);
    case CRYPT_STRING_HEXASCII:
      return with_format(text::from_hexadecimal_lines(from, {false, true}), format);
    case CRYPT_STRING_HEXADDR:
      return with_format(text::from_hexadecimal_lines(from, {true, false}), format);
    case CRYPT_STRING_HEXASCIIADDR:
      return with_format(text::from_hexadecimal_lines(from, {true, true}), format);
    case CRYPT_STRING_BASE64_ANY:
      return read_as_first_of(from, {CRYPT_STRING_BASE64HEADER, CRYPT_STRING_BASE64}, is_strict);
    case CRYPT_STRING_ANY:
      return read_as_first_of(from, {CRYPT_STRING_BASE64HEADER, CRYPT_STRING_BASE64, CRYPT_STRING_BINARY},
                              is_strict);
    case CRYPT_STRING_HEX_ANY:
      return read_as_first_of(from,
                              {CRYPT_STRING_HEXADDR, CRYPT_STRING_HEXASCIIADDR, CRYPT_STRING_HEX,
                               CRYPT_STRING_HEXRAW, CRYPT_STRING_HEXASCII},
                              is_strict);
    default:
      return std::nullopt;
  }
}

/// Both functions; `Text` is LPCSTR or LPCWSTR.
template <typename Text>
BOOL string_to_binary(Text from, DWORD length, DWORD flags, BYTE* buffer, DWORD* size, DWORD* skipped,
                      DWORD* format) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (from == nullptr || size == nullptr) return refusal{ERROR_INVALID_PARAMETER};
    const DWORD kind = flags & ~static_cast<DWORD>(CRYPT_STRING_STRICT);
    const auto found =
        read_as(one_byte_each(text_of(from, length)), kind, (flags & CRYPT_STRING_STRICT) != 0);
    if (!found) return refusal{ERROR_INVALID_DATA};
    if (skipped != nullptr) *skipped = static_cast<DWORD>(found->skipped);
    if (format != nullptr) *format = found->format;
    return deliver(found->bytes, buffer, *size);
  });
}

}  // namespace

BOOL WINAPI CryptStringToBinaryA(LPCSTR pszString, DWORD cchString, DWORD dwFlags, BYTE* pbBinary,
                                 DWORD* pcbBinary, DWORD* pdwSkip, DWORD* pdwFlags) {
  return string_to_binary(pszString, cchString, dwFlags, pbBinary, pcbBinary, pdwSkip, pdwFlags);
}

BOOL WINAPI CryptStringToBinaryW(LPCWSTR pszString, DWORD cchString, DWORD dwFlags, BYTE* pbBinary,
                                 DWORD* pcbBinary, DWORD* pdwSkip, DWORD* pdwFlags) {
  return string_to_binary(pszString, cchString, dwFlags, pbBinary, pcbBinary, pdwSkip, pdwFlags);
}
