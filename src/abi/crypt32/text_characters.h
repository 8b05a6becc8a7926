// Text of either width as one byte a character, so that positions in it stay the caller's.
#pragma once

#include <wincrypt.h>

#include <string>
#include <string_view>

namespace schannel::abi::crypt32 {

/// A character that has no place in a byte; no format of text knows it.
inline constexpr char foreign_character = '\xFF';

inline std::string one_byte_each(std::string_view text) {
  return std::string{text};
}
inline std::string one_byte_each(std::wstring_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (const wchar_t letter : text)
    bytes += letter >= 0 && letter < 0x80 ? static_cast<char>(letter) : foreign_character;
  return bytes;
}

/// The text of a function that takes a length in characters, where 0 means up to the terminator.
inline std::string_view text_of(LPCSTR text, DWORD length) {
  return length == 0 ? std::string_view{text} : std::string_view{text, length};
}
inline std::wstring_view text_of(LPCWSTR text, DWORD length) {
  return length == 0 ? std::wstring_view{text} : std::wstring_view{text, length};
}

}  // namespace schannel::abi::crypt32
