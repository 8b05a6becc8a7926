// MultiByteToWideChar, WideCharToMultiByte: every code page is UTF-8.
#include <windows.h>

#include <algorithm>
#include <climits>
#include <cstring>
#include <cwchar>
#include <optional>
#include <string>
#include <string_view>

#include "abi/last_error.h"
#include "tls/unicode.h"

using namespace schannel;
using abi::set_last_error;

namespace {

bool is_known(UINT code_page) {
  return code_page == CP_ACP || code_page == CP_OEMCP || code_page == CP_THREAD_ACP || code_page == CP_UTF8;
}

/// CP_UTF8 takes one flag alone; the other code pages take those of characters that are composed, too.
bool are_allowed(UINT code_page, DWORD flags, DWORD strict, DWORD composing) {
  return (flags & ~(code_page == CP_UTF8 ? strict : strict | composing)) == 0;
}

constexpr DWORD composing_bytes = MB_PRECOMPOSED | MB_COMPOSITE;
constexpr DWORD composing_characters = WC_COMPOSITECHECK | WC_NO_BEST_FIT_CHARS;

int refused(int code) {
  set_last_error(code);
  return 0;
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

/// The text of a function that takes a length, where -1 means with the terminator; nothing when it cannot be.
template <typename Character, typename Length>
std::optional<std::basic_string_view<Character>> text_of(const Character* text, int length, Length length_of) {
  if (text == nullptr || length == 0 || length < -1) return std::nullopt;
  return std::basic_string_view<Character>{text,
                                           length == -1 ? length_of(text) + 1 : static_cast<std::size_t>(length)};
}

bool is_character(std::wstring_view text, std::size_t at) {
  const auto unit = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint32_t>(text[i]) : 0; };
  const auto is_high = [](std::uint32_t u) { return u >= 0xD800 && u <= 0xDBFF; };
  const auto is_low = [](std::uint32_t u) { return u >= 0xDC00 && u <= 0xDFFF; };
  if (is_high(unit(at))) return is_low(unit(at + 1));
  if (is_low(unit(at))) return at != 0 && is_high(unit(at - 1));
  return unit(at) <= 0x10FFFF;
}

/// U+FFFD in place of what is no character; nothing when that is refused.
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
  const bool has_place = cchWideChar == 0 || (cchWideChar > 0 && lpWideCharStr != nullptr);
  if (!from || !has_place || !is_known(CodePage)) return refused(ERROR_INVALID_PARAMETER);
  if (!are_allowed(CodePage, dwFlags, MB_ERR_INVALID_CHARS, composing_bytes)) return refused(ERROR_INVALID_FLAGS);
  if ((dwFlags & MB_ERR_INVALID_CHARS) != 0 && !tls::is_utf8(*from)) return refused(ERROR_NO_UNICODE_TRANSLATION);
  return deliver<wchar_t>(tls::to_wide(*from), lpWideCharStr, cchWideChar);
} catch (...) {
  return refused(ERROR_NOT_ENOUGH_MEMORY);
}

int WINAPI WideCharToMultiByte(UINT CodePage, DWORD dwFlags, LPCWCH lpWideCharStr, int cchWideChar,
                               LPSTR lpMultiByteStr, int cbMultiByte, LPCCH lpDefaultChar,
                               LPBOOL lpUsedDefaultChar) try {
  const auto from = text_of(lpWideCharStr, cchWideChar, std::wcslen);
  const bool has_place = cbMultiByte == 0 || (cbMultiByte > 0 && lpMultiByteStr != nullptr);
  const bool has_default = lpDefaultChar != nullptr || lpUsedDefaultChar != nullptr;
  if (!from || !has_place || !is_known(CodePage) || (CodePage == CP_UTF8 && has_default))
    return refused(ERROR_INVALID_PARAMETER);
  if (!are_allowed(CodePage, dwFlags, WC_ERR_INVALID_CHARS, composing_characters))
    return refused(ERROR_INVALID_FLAGS);
  const auto text = well_formed(*from, (dwFlags & WC_ERR_INVALID_CHARS) != 0);
  if (!text) return refused(ERROR_NO_UNICODE_TRANSLATION);
  if (lpUsedDefaultChar != nullptr) *lpUsedDefaultChar = FALSE;
  return deliver<char>(tls::to_utf8(*text), lpMultiByteStr, cbMultiByte);
} catch (...) {
  return refused(ERROR_NOT_ENOUGH_MEMORY);
}
