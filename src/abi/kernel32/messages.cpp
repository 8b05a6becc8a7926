// FormatMessageA, FormatMessageW: the text of a code, in memory of the caller or new memory.
#include <windows.h>

#include <algorithm>
#include <new>
#include <string>
#include <string_view>

#include "abi/kernel32/message_texts.h"
#include "abi/last_error.h"
#include "tls/unicode.h"

using namespace schannel;

namespace {

DWORD refused(int code) {
  abi::set_last_error(code);
  return 0;
}

/// English, or whatever there is.
bool is_known_language(DWORD language) {
  constexpr DWORD primary_mask = 0x3FF;
  return (language & primary_mask) == LANG_NEUTRAL || (language & primary_mask) == LANG_ENGLISH;
}

void in_characters(std::string& to, std::string_view text) {
  to = text;
}
void in_characters(std::wstring& to, std::string_view text) {
  to = tls::to_wide(text);
}

template <typename Character>
DWORD deliver(std::string_view text, DWORD flags, Character* buffer, DWORD room) {
  std::basic_string<Character> shown;
  in_characters(shown, text);
  if ((flags & FORMAT_MESSAGE_ALLOCATE_BUFFER) != 0) {
    const std::size_t size = std::max<std::size_t>(shown.size() + 1, room);
    auto* memory = static_cast<Character*>(LocalAlloc(LPTR, size * sizeof(Character)));
    *reinterpret_cast<Character**>(buffer) = memory;
    if (memory == nullptr) return 0;
    buffer = memory;
  } else if (room <= shown.size()) {
    return refused(ERROR_INSUFFICIENT_BUFFER);
  }
  *std::copy(shown.begin(), shown.end(), buffer) = 0;
  return static_cast<DWORD>(shown.size());
}

template <typename Character>
DWORD format(DWORD flags, DWORD code, DWORD language, Character* buffer, DWORD room) try {
  if (buffer == nullptr) return refused(ERROR_INVALID_PARAMETER);
  if ((flags & FORMAT_MESSAGE_ALLOCATE_BUFFER) != 0) *reinterpret_cast<Character**>(buffer) = nullptr;
  if ((flags & FORMAT_MESSAGE_FROM_STRING) != 0) return refused(ERROR_CALL_NOT_IMPLEMENTED);
  if ((flags & (FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_FROM_HMODULE)) == 0)
    return refused(ERROR_INVALID_PARAMETER);
  if (!is_known_language(language)) return refused(ERROR_RESOURCE_LANG_NOT_FOUND);
  const std::string_view text = abi::message_text(code);
  if (text.empty()) return refused(ERROR_MR_MID_NOT_FOUND);
  const bool is_one_line = (flags & FORMAT_MESSAGE_MAX_WIDTH_MASK) == FORMAT_MESSAGE_MAX_WIDTH_MASK;
  return deliver(std::string{text} + (is_one_line ? " " : "\r\n"), flags, buffer, room);
} catch (const std::bad_alloc&) {
  return refused(ERROR_NOT_ENOUGH_MEMORY);
}

}  // namespace

DWORD WINAPI FormatMessageA(DWORD dwFlags, LPCVOID, DWORD dwMessageId, DWORD dwLanguageId, LPSTR lpBuffer,
                            DWORD nSize, va_list*) {
  return format(dwFlags, dwMessageId, dwLanguageId, lpBuffer, nSize);
}

DWORD WINAPI FormatMessageW(DWORD dwFlags, LPCVOID, DWORD dwMessageId, DWORD dwLanguageId, LPWSTR lpBuffer,
                            DWORD nSize, va_list*) {
  return format(dwFlags, dwMessageId, dwLanguageId, lpBuffer, nSize);
}
