// The names of stores that programs pass through a void*.
#pragma once

#include <optional>
#include <string>

#include "tls/unicode.h"

namespace schannel::abi::crypt32 {

/// Whether `name`, which is said to be wide, is a narrow text: two letters of ASCII in a row. No byte behind
/// a narrow text's end is looked at.
inline bool is_narrow(const void* name) {
  const auto* bytes = static_cast<const unsigned char*>(name);
  const auto is_letter = [](unsigned char byte) { return byte >= 0x20 && byte < 0x7F; };
  return is_letter(bytes[0]) && is_letter(bytes[1]);
}

/// The name at `name`; nothing for none, and for a narrow one where a wide one is wanted, as programs do that
/// mistake one provider for the other.
inline std::optional<std::wstring> store_name(const void* name, bool is_wide) {
  if (name == nullptr) return std::nullopt;
  if (!is_wide) return tls::to_wide(static_cast<const char*>(name));
  if (is_narrow(name)) return std::nullopt;
  return std::wstring{static_cast<const wchar_t*>(name)};
}

}  // namespace schannel::abi::crypt32
