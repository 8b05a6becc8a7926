// FormatMessageA, FormatMessageW: the text of a code or of the program, in memory of the caller or new
// memory.
#include <windows.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "abi/kernel32/message_definition.h"
#include "abi/kernel32/message_texts.h"
#include "abi/kernel32/modules.h"
#include "abi/last_error.h"
#include "tls/unicode.h"

using namespace schannel;

namespace {

DWORD refused(int code) {
  abi::set_last_error(code);
  return 0;
}

template <typename Character>
constexpr abi::character_size size_of_characters = sizeof(Character) == 1 ? abi::character_size::narrow
                                                                          : abi::character_size::wide;

std::wstring wide(const char* text) {
  return tls::to_wide(text);
}
std::wstring wide(const wchar_t* text) {
  return text;
}

template <typename Character>
std::basic_string<Character> in_characters(const std::wstring& text);
template <>
std::string in_characters(const std::wstring& text) {
  return tls::to_utf8(text);
}
template <>
std::wstring in_characters(const std::wstring& text) {
  return text;
}

/// What a message is made of, or why there is nothing.
struct definition {
  int error = ERROR_SUCCESS;
  std::wstring text;
};

/// English is the only language that there is; neutral ones mean whichever there is.
bool is_known_language(DWORD language) {
  constexpr DWORD primary_mask = 0x3FF;
  return (language & primary_mask) == LANG_NEUTRAL || (language & primary_mask) == LANG_ENGLISH;
}

definition definition_of(DWORD code, DWORD language) {
  if (!is_known_language(language)) return {ERROR_RESOURCE_LANG_NOT_FOUND, {}};
  const std::string_view text = abi::message_text(code);
  if (text.empty()) return {ERROR_MR_MID_NOT_FOUND, {}};
  return {ERROR_SUCCESS, tls::to_wide(text) + L"\r\n"};
}

/// All libraries that this one stands for have the same texts, and the program itself has none.
definition definition_in(const void* library, DWORD code, DWORD language) {
  const auto handle = static_cast<HMODULE>(const_cast<void*>(library));
  if (handle == nullptr || abi::is_program(handle)) return {ERROR_RESOURCE_TYPE_NOT_FOUND, {}};
  if (!abi::is_module(handle)) return {ERROR_INVALID_HANDLE, {}};
  return definition_of(code, language);
}

template <typename Character>
definition find_definition(DWORD flags, const void* source, DWORD code, DWORD language) {
  const bool is_system = (flags & FORMAT_MESSAGE_FROM_SYSTEM) != 0;
  const bool is_library = (flags & FORMAT_MESSAGE_FROM_HMODULE) != 0;
  if ((flags & FORMAT_MESSAGE_FROM_STRING) != 0) {
    if (is_system || is_library || source == nullptr) return {ERROR_INVALID_PARAMETER, {}};
    return {ERROR_SUCCESS, wide(static_cast<const Character*>(source))};
  }
  if (!is_system && !is_library) return {ERROR_INVALID_PARAMETER, {}};
  if (is_library) {
    definition found = definition_in(source, code, language);
    if (found.error == ERROR_SUCCESS || !is_system) return found;
  }
  return definition_of(code, language);
}

template <typename Character>
DWORD deliver(const std::basic_string<Character>& message, DWORD flags, Character* buffer, DWORD room) {
  if ((flags & FORMAT_MESSAGE_ALLOCATE_BUFFER) != 0) {
    const std::size_t size = std::max<std::size_t>(message.size() + 1, room);
    auto* memory = static_cast<Character*>(LocalAlloc(LPTR, size * sizeof(Character)));
    if (memory == nullptr) return 0;
    *reinterpret_cast<Character**>(buffer) = memory;
    buffer = memory;
  } else if (room <= message.size()) {
    return refused(ERROR_INSUFFICIENT_BUFFER);
  }
  *std::copy(message.begin(), message.end(), buffer) = 0;
  return static_cast<DWORD>(message.size());
}

template <typename Character>
DWORD format(DWORD flags, const void* source, DWORD code, DWORD language, Character* buffer, DWORD room,
             va_list* values) try {
  const bool allocates = (flags & FORMAT_MESSAGE_ALLOCATE_BUFFER) != 0;
  if (buffer == nullptr || (allocates && room > abi::longest_message))
    return refused(ERROR_INVALID_PARAMETER);
  if (allocates) *reinterpret_cast<Character**>(buffer) = nullptr;
  const definition found = find_definition<Character>(flags, source, code, language);
  if (found.error != ERROR_SUCCESS) return refused(found.error);

  abi::message_lines lines(flags & FORMAT_MESSAGE_MAX_WIDTH_MASK);
  if ((flags & FORMAT_MESSAGE_IGNORE_INSERTS) != 0) {
    abi::copy_definition(found.text, lines);
    if (lines.text().size() > abi::longest_message) return refused(ERROR_MORE_DATA);
  } else {
    using form = abi::insert_arguments::form;
    const bool is_array = (flags & FORMAT_MESSAGE_ARGUMENT_ARRAY) != 0;
    abi::insert_arguments arguments(values, is_array ? form::array : form::list);
    const int error = abi::carry_out_definition(found.text, size_of_characters<Character>,
                                                values != nullptr ? &arguments : nullptr, lines);
    if (error != ERROR_SUCCESS) return refused(error);
  }
  return deliver(in_characters<Character>(lines.text()), flags, buffer, room);
} catch (...) {
  return refused(ERROR_NOT_ENOUGH_MEMORY);
}

}  // namespace

DWORD WINAPI FormatMessageA(DWORD dwFlags, LPCVOID lpSource, DWORD dwMessageId, DWORD dwLanguageId,
                            LPSTR lpBuffer, DWORD nSize, va_list* Arguments) {
  return format(dwFlags, lpSource, dwMessageId, dwLanguageId, lpBuffer, nSize, Arguments);
}

DWORD WINAPI FormatMessageW(DWORD dwFlags, LPCVOID lpSource, DWORD dwMessageId, DWORD dwLanguageId,
                            LPWSTR lpBuffer, DWORD nSize, va_list* Arguments) {
  return format(dwFlags, lpSource, dwMessageId, dwLanguageId, lpBuffer, nSize, Arguments);
}
