// How names get into a caller's buffer as text: the functions that do return the number of characters, the
// terminator among them, and never fail.
#pragma once

#include <wincrypt.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "tls/unicode.h"

namespace schannel::abi::crypt32 {

/// The size that is needed when there is no buffer. One that is too small gets as much as it holds.
inline DWORD deliver_name(std::wstring_view text, LPWSTR buffer, DWORD room) {
  const auto needed = static_cast<DWORD>(text.size() + 1);
  if (buffer == nullptr || room == 0) return needed;
  const DWORD written = std::min(needed, room);
  *std::copy_n(text.begin(), written - 1, buffer) = L'\0';
  return written;
}

/// The same as UTF-8; but one that is too small gets the empty text.
inline DWORD deliver_name(std::wstring_view text, LPSTR buffer, DWORD room) {
  const std::string bytes = tls::to_utf8(text);
  const auto needed = static_cast<DWORD>(bytes.size() + 1);
  if (buffer == nullptr || room == 0) return needed;
  const std::string_view shown = room < needed ? std::string_view{} : bytes;
  *std::copy(shown.begin(), shown.end(), buffer) = '\0';
  return static_cast<DWORD>(shown.size() + 1);
}

}  // namespace schannel::abi::crypt32
