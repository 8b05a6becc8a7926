// Text between wchar_t (the WCHAR of the Windows API, one code point each) and UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace schannel::tls {

inline constexpr std::size_t longest_utf8_sequence = 4;

/// Appends `text` as UTF-8. Surrogate pairs, which text that was UTF-16 once may hold, count as the character
/// they stand for; what is no character becomes "?".
void append_utf8(std::string& to, std::wstring_view text);

std::string to_utf8(std::wstring_view text);

/// Whether `text` is UTF-8 from its first to its last byte.
bool is_utf8(std::string_view text);

/// Each byte that takes no part in well-formed UTF-8 becomes U+FFFD.
std::wstring to_wide(std::string_view utf8);

}  // namespace schannel::tls
