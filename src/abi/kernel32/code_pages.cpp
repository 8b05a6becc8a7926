// MultiByteToWideChar, WideCharToMultiByte: every code page is UTF-8.
#include <windows.h>

#include <algorithm>
#include <climits>
#include <cstdint>
#include <cstring>
#include <cwchar>
#include <optional>
#include <string>
#include <string_view>

#include "abi/last_error.h"
#include "tls/unicode.h"

using namespace schannel;

namespace {

int refused(int code) {
  abi::set_last_error(code);
  return 0;
}

bool is_known(UINT code_page) {
  return code_page == CP_ACP || code_page == CP_OEMCP || code_page == CP_THREAD_ACP || code_page == CP_UTF8;
}

constexpr DWORD flags_of_bytes = MB_PRECOMPOSED | MB_COMPOSITE | MB_ERR_INVALID_CHARS;
constexpr DWORD flags_of_characters = WC_COMPOSITECHECK | WC_NO_BEST_FIT_CHARS;

/// The text that a pointer and a length mean, where -1 is a length up to the terminator and with it; nothing
/// for other lengths below 1.
template <typename Character, typename Length>
std::optional<std::basic_string_view<Character>> text_of(const Character* text, int length,
                                                         Length length_of) {
  if (text == nullptr || length == 0 || length < -1) return std::nullopt;
  const std::size_t count = length == -1 ? length_of(text) + 1 : static_cast<std::size_t>(length);
  return std::basic_string_view<Character>{text, count};
}

/// Whether there is somewhere to put the answer, apart from where the question is.
bool has_place(const void* to, int room, const void* from) {
  return room == 0 || (room > 0 && to != nullptr && to != from);
}

/// Copies `from` as far as there is room, and tells its length.
template <typename Character>
int deliver(std::basic_string_view<Character> from, Character* buffer, int room) {
  if (from.size() > INT_MAX) return refused(ERROR_INVALID_PARAMETER);
  if (room == 0) return static_cast<int>(from.size());
  const std::size_t count = std::min(from.size(), static_cast<std::size_t>(room));
  std::copy_n(from.begin(), count, buffer);
  return count < from.size() ? refused(ERROR_INSUFFICIENT_BUFFER) : static_cast<int>(count);
}

/// Whether the unit at `at` is a character, or half of a pair that is one.
bool is_character(std::wstring_view text, std::size_t at) {
  const auto unit = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint32_t>(text[i]) : 0; };
  const auto is_high = [](std::uint32_t one) { return one >= 0xD800 && one <= 0xDBFF; };
  const auto is_low = [](std::uint32_t one) { return one >= 0xDC00 && one <= 0xDFFF; };
  if (is_high(unit(at))) return is_low(unit(at + 1));
  if (is_low(unit(at))) return at != 0 && is_high(unit(at - 1));
  return unit(at) <= 0x10FFFF;
}

/// `text` with U+FFFD in place of what is no character; nothing when that is refused.
std::optional<std::wstring> well_formed(std::wstring_view text, bool is_strict) {
  std::wstring mended{text};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_character(text, i)) continue;
    if (is_strict) return std::nullopt;
    mended[i] = 0xFFFD;
  }
  return mended;
}

}  // namespace

int WINAPI MultiByteToWideChar(UINT CodePage, DWORD dwFlags, LPCCH lpMultiByteStr, int cbMultiByte,
                               LPWSTR lpWideCharStr, int cchWideChar) try {
  const auto from = text_of(lpMultiByteStr, cbMultiByte, std::strlen);
  if (!from || !has_place(lpWideCharStr, cchWideChar, lpMultiByteStr) || !is_known(CodePage))
    return refused(ERROR_INVALID_PARAMETER);
  const DWORD known_flags = CodePage == CP_UTF8 ? MB_ERR_INVALID_CHARS : flags_of_bytes;
  if ((dwFlags & ~known_flags) != 0) return refused(ERROR_INVALID_FLAGS);
  const bool is_strict = (dwFlags & MB_ERR_INVALID_CHARS) != 0;
  if (is_strict && !tls::is_utf8(*from)) return refused(ERROR_NO_UNICODE_TRANSLATION);
  return deliver<wchar_t>(tls::to_wide(*from), lpWideCharStr, cchWideChar);
} catch (...) {
  return refused(ERROR_NOT_ENOUGH_MEMORY);
}

int WINAPI WideCharToMultiByte(UINT CodePage, DWORD dwFlags, LPCWCH lpWideCharStr, int cchWideChar,
                               LPSTR lpMultiByteStr, int cbMultiByte, LPCCH lpDefaultChar,
                               LPBOOL lpUsedDefaultChar) try {
  const auto from = text_of(lpWideCharStr, cchWideChar, std::wcslen);
  const bool has_default = lpDefaultChar != nullptr || lpUsedDefaultChar != nullptr;
  if (!from || !has_place(lpMultiByteStr, cbMultiByte, lpWideCharStr) || !is_known(CodePage) ||
      (CodePage == CP_UTF8 && has_default))
    return refused(ERROR_INVALID_PARAMETER);
  const DWORD known_flags = CodePage == CP_UTF8 ? WC_ERR_INVALID_CHARS : flags_of_characters;
  if ((dwFlags & ~known_flags) != 0) return refused(ERROR_INVALID_FLAGS);
  const auto text = well_formed(*from, (dwFlags & WC_ERR_INVALID_CHARS) != 0);
  if (!text) return refused(ERROR_NO_UNICODE_TRANSLATION);
  if (lpUsedDefaultChar != nullptr) *lpUsedDefaultChar = FALSE;
  return deliver<char>(tls::to_utf8(*text), lpMultiByteStr, cbMultiByte);
} catch (...) {
  return refused(ERROR_NOT_ENOUGH_MEMORY);
}
