// FormatMessage: the texts of codes, and texts of a program's own.
#include <doctest/doctest.h>

#include <cstdarg>

#include "errors.h"

using namespace peers;

namespace {

constexpr DWORD from_system = FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS;
constexpr DWORD from_array = FORMAT_MESSAGE_FROM_STRING | FORMAT_MESSAGE_ARGUMENT_ARRAY;

/// The text of a code in memory of its own; empty when there is none.
std::string text_of(DWORD code, DWORD flags = from_system, const void* source = nullptr, DWORD language = 0) {
  char* made = nullptr;
  const DWORD length = FormatMessageA(flags | FORMAT_MESSAGE_ALLOCATE_BUFFER, source, code, language,
                                      reinterpret_cast<char*>(&made), 0, nullptr);
  const std::string text(made != nullptr ? made : "");
  CHECK(text.size() == length);
  LocalFree(made);
  return text;
}

std::string formatted(const char* definition, std::vector<DWORD_PTR> values, DWORD flags = from_array) {
  char room[512];
  values.push_back(0);
  const DWORD length =
      FormatMessageA(flags, definition, 0, 0, room, sizeof room, reinterpret_cast<va_list*>(values.data()));
  return {room, length};
}

std::wstring formatted(const wchar_t* definition, std::vector<DWORD_PTR> values, DWORD flags = from_array) {
  wchar_t room[512];
  values.push_back(0);
  const DWORD length =
      FormatMessageW(flags, definition, 0, 0, room, 512, reinterpret_cast<va_list*>(values.data()));
  return {room, length};
}

std::string formatted_list(const char* definition, ...) {
  char room[512];
  va_list values;
  va_start(values, definition);
  const DWORD length =
      FormatMessageA(FORMAT_MESSAGE_FROM_STRING, definition, 0, 0, room, sizeof room, &values);
  va_end(values);
  return {room, length};
}

SECURITY_STATUS refusal_of(const char* definition, DWORD flags = from_array) {
  DWORD_PTR values[100] = {};
  char room[512];
  return error_of([&] {
    return FormatMessageA(flags, definition, 0, 0, room, sizeof room, reinterpret_cast<va_list*>(values));
  });
}

DWORD_PTR at(const char* text) {
  return reinterpret_cast<DWORD_PTR>(text);
}
DWORD_PTR at(const wchar_t* text) {
  return reinterpret_cast<DWORD_PTR>(text);
}

}  // namespace

TEST_CASE("SSPI-FormatMessage-system: a code has a text, which ends with a line break") {
  for (const auto code : {static_cast<DWORD>(ERROR_FILE_NOT_FOUND), static_cast<DWORD>(SEC_E_INVALID_TOKEN),
                          static_cast<DWORD>(SEC_I_CONTEXT_EXPIRED), static_cast<DWORD>(CRYPT_E_NOT_FOUND),
                          static_cast<DWORD>(CERT_E_UNTRUSTEDROOT), static_cast<DWORD>(NTE_BAD_KEYSET)}) {
    CAPTURE(code);
    const std::string text = text_of(code);
    CHECK(text.size() > 10);
    CHECK(text.ends_with("\r\n"));
  }
  CHECK(text_of(static_cast<DWORD>(E_ACCESSDENIED)) == text_of(ERROR_ACCESS_DENIED));
}

TEST_CASE("SSPI-FormatMessage-system: narrow and wide texts are the same") {
  wchar_t room[512];
  const DWORD length = FormatMessageW(from_system, nullptr, ERROR_INVALID_PARAMETER, 0, room, 512, nullptr);
  const std::string narrow = text_of(ERROR_INVALID_PARAMETER);
  CHECK(std::wstring(narrow.begin(), narrow.end()) == std::wstring(room, length));
  CHECK(room[length] == 0);
}

TEST_CASE("SSPI-FormatMessage-system: an unknown code has none") {
  char room[64];
  CHECK(error_of([&] {
          return FormatMessageA(from_system, nullptr, 0x2FFFFFFF, 0, room, sizeof room, nullptr);
        }) == ERROR_MR_MID_NOT_FOUND);
}

TEST_CASE("SSPI-FormatMessage-width: without breaks of its own the text ends with a space") {
  const std::string text = text_of(static_cast<DWORD>(SEC_E_INVALID_TOKEN));
  const std::string line =
      text_of(static_cast<DWORD>(SEC_E_INVALID_TOKEN), from_system | FORMAT_MESSAGE_MAX_WIDTH_MASK);
  CHECK(line == text.substr(0, text.size() - 2) + " ");
}

TEST_CASE("SSPI-FormatMessage-width: lines are broken at spaces, and words stay whole") {
  constexpr DWORD flags = from_array;
  CHECK(formatted("one two three four", {}, flags | 8) == "one two\r\nthree\r\nfour");
  CHECK(formatted("one\ntwo%nthree", {}, flags | 20) == "one two\r\nthree");
  CHECK(formatted("%1 four", {at("one two three")}, flags | 8) == "one two\r\nthree\r\nfour");
  CHECK(formatted("immeasurable words", {}, flags | 5) == "immeasurable\r\nwords");
}

TEST_CASE("SSPI-FormatMessage-room: it has to be enough, or is allocated") {
  const auto length = static_cast<DWORD>(text_of(ERROR_INVALID_PARAMETER).size());
  std::string room(length + 2, '#');
  CHECK(error_of([&] {
          return FormatMessageA(from_system, nullptr, ERROR_INVALID_PARAMETER, 0, room.data(), length,
                                nullptr);
        }) == ERROR_INSUFFICIENT_BUFFER);
  CHECK(room[length] == '#');
  CHECK(FormatMessageA(from_system, nullptr, ERROR_INVALID_PARAMETER, 0, room.data(), length + 1, nullptr) ==
        length);
  CHECK(room[length] == '\0');
  CHECK(room[length + 1] == '#');

  char* allocated = nullptr;
  CHECK(FormatMessageA(from_array | FORMAT_MESSAGE_ALLOCATE_BUFFER, "x", 0, 0,
                       reinterpret_cast<char*>(&allocated), 1000, nullptr) == 1);
  std::fill_n(allocated, 1000, '#');
  CHECK(LocalFree(allocated) == nullptr);
}

TEST_CASE("SSPI-FormatMessage-language: English and neutral texts are there") {
  CHECK(text_of(ERROR_FILE_NOT_FOUND, from_system, nullptr, MAKELANGID(LANG_NEUTRAL, SUBLANG_DEFAULT)) != "");
  CHECK(text_of(ERROR_FILE_NOT_FOUND, from_system, nullptr, MAKELANGID(LANG_ENGLISH, SUBLANG_DEFAULT)) != "");
  char room[64];
  constexpr DWORD esperanto = MAKELANGID(0x8F, SUBLANG_DEFAULT);
  CHECK(error_of([&] {
          return FormatMessageA(from_system, nullptr, ERROR_FILE_NOT_FOUND, esperanto, room, sizeof room,
                                nullptr);
        }) == ERROR_RESOURCE_LANG_NOT_FOUND);
}

TEST_CASE("SSPI-FormatMessage-library: texts of a library, and the system's where it has none") {
  const HMODULE library = GetModuleHandleA("kernel32.dll");
  constexpr DWORD from_library = FORMAT_MESSAGE_FROM_HMODULE | FORMAT_MESSAGE_IGNORE_INSERTS;
  CHECK(text_of(ERROR_FILE_NOT_FOUND, from_library, library) == text_of(ERROR_FILE_NOT_FOUND));
  char room[256];
  CHECK(error_of([&] {
          return FormatMessageA(from_library, nullptr, ERROR_FILE_NOT_FOUND, 0, room, sizeof room, nullptr);
        }) == ERROR_RESOURCE_TYPE_NOT_FOUND);
  CHECK(text_of(ERROR_FILE_NOT_FOUND, from_library | FORMAT_MESSAGE_FROM_SYSTEM, nullptr) ==
        text_of(ERROR_FILE_NOT_FOUND));
}

TEST_CASE("SSPI-FormatMessage-sources: there has to be one, and one alone") {
  CHECK(refusal_of("x", 0) == ERROR_INVALID_PARAMETER);
  CHECK(refusal_of("x", FORMAT_MESSAGE_FROM_STRING | FORMAT_MESSAGE_FROM_SYSTEM) == ERROR_INVALID_PARAMETER);
  CHECK(error_of([&] {
          return FormatMessageA(from_system, nullptr, ERROR_FILE_NOT_FOUND, 0, nullptr, 64, nullptr);
        }) == ERROR_INVALID_PARAMETER);
}

TEST_CASE("SSPI-FormatMessage-inserts: values of an array go to their places") {
  CHECK(formatted("%1 %2 %1", {at("Bill"), at("Bob")}) == "Bill Bob Bill");
  CHECK(formatted(L"%2, %1", {at(L"one"), at(L"two")}) == L"two, one");
  CHECK(formatted("%1!d! %1!u! %1!x! %1!X! %1!o!", {0xFFFFFFFE}) ==
        "-2 4294967294 fffffffe FFFFFFFE 37777777776");
  CHECK(formatted("%1!08x!|%1!-6d!|%1!6d!|%1!+d!|%1!#x!", {0x2A}) == "0000002a|42    |    42|+42|0x2a");
  CHECK(formatted("%1!hd! %1!hu!", {0x1FFFF}) == "-1 65535");
  CHECK(formatted("%1!c!%2!c!", {'o', 'k'}) == "ok");
  CHECK(formatted_list("%1!I64x! %2!d!", 0x123456789ABCDEF0ULL, 7) == "123456789abcdef0 7");
}

TEST_CASE("SSPI-FormatMessage-inserts: text of the other width has a format of its own") {
  CHECK(formatted("%1!S! %2!ws! %3!hs!", {at(L"wide"), at(L"wide"), at("narrow")}) == "wide wide narrow");
  CHECK(formatted(L"%1!S! %2!hs! %3!ls!", {at("narrow"), at("narrow"), at(L"wide")}) ==
        L"narrow narrow wide");
}

TEST_CASE("SSPI-FormatMessage-inserts: width and precision may come with the values") {
  CHECK(formatted("%1!5.2s!|%1!-5.2s!|%1!.1s!", {at("Bill")}) == "   Bi|Bi   |B");
  CHECK(formatted("%1!*.*s! %4 %5!*s!", {4, 2, at("Bill"), at("Bob"), 6, at("Bill")}) == "  Bi Bob   Bill");
  CHECK(formatted_list("%1!*.*s! %3 %4!*s!", 4, 2, "Bill", "Bob", 6, "Bill") == "  Bi Bob   Bill");
}

TEST_CASE("SSPI-FormatMessage-inserts: values of a list go to their places, whatever their order") {
  CHECK(formatted_list("%2!d! %1 %2!d!", "one", 2) == "2 one 2");
  CHECK(formatted_list("%1!d! %2!d! %3!d! %4!d! %5!d! %6!d! %7!d! %8!d! %9!d! %10!d!", 1, 2, 3, 4, 5, 6, 7, 8,
                       9, 10) == "1 2 3 4 5 6 7 8 9 10");
}

TEST_CASE("SSPI-FormatMessage-escapes: %0 ends the text, %n and %t are what they stand for") {
  CHECK(formatted("a%nb%tc%rd", {}) == "a\r\nb\tc\rd");
  CHECK(formatted("100%% sure%!%.% ok", {}) == "100% sure!. ok");
  CHECK(formatted("a%0b", {}) == "a");
}

TEST_CASE("SSPI-FormatMessage-line-breaks: one way or the other, they become CR and LF") {
  CHECK(formatted("a\nb", {}) == "a\r\nb");
  CHECK(formatted("a\r\nb", {}) == "a\r\nb");
  CHECK(formatted("a\rb", {}) == "a\r\nb");
}

TEST_CASE("SSPI-FormatMessage-ignored-inserts: they stay as they are written, and values are not needed") {
  CHECK(formatted("%1 %2!*.*s! %99", {}, FORMAT_MESSAGE_FROM_STRING | FORMAT_MESSAGE_IGNORE_INSERTS) ==
        "%1 %2!*.*s! %99");
}

TEST_CASE("SSPI-FormatMessage-broken-definition: what cannot be read or has no values is refused") {
  CHECK(refusal_of("100%") == ERROR_INVALID_PARAMETER);
  char room[64];
  CHECK(error_of([&] {
          return FormatMessageA(FORMAT_MESSAGE_FROM_STRING, "%1", 0, 0, room, sizeof room, nullptr);
        }) == ERROR_INVALID_PARAMETER);
}
