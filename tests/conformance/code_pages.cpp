// Text between WCHAR and bytes.
#include <doctest/doctest.h>

#include "errors.h"

using namespace peers;

namespace {

constexpr std::string_view cafe =
    "caf\xC3\xA9 \xF0\x9F\x8C\x8D";  // an accent, and a character beyond 16 bits
constexpr std::wstring_view wide_cafe = L"caf\u00E9 \U0001F30D";
constexpr wchar_t lone_half[] = {L'a', static_cast<wchar_t>(0xD800), L'b'};

int length_of(std::string_view text) {
  return static_cast<int>(text.size());
}
int length_of(std::wstring_view text) {
  return static_cast<int>(text.size());
}

std::wstring wide(std::string_view text, UINT code_page = CP_UTF8, DWORD flags = 0) {
  std::wstring made(100, L'#');
  const int count = MultiByteToWideChar(code_page, flags, text.data(), length_of(text), made.data(), 100);
  made.resize(static_cast<std::size_t>(count));
  return made;
}

std::string narrow(std::wstring_view text, UINT code_page = CP_UTF8, DWORD flags = 0) {
  std::string made(100, '#');
  const int count =
      WideCharToMultiByte(code_page, flags, text.data(), length_of(text), made.data(), 100, nullptr, nullptr);
  made.resize(static_cast<std::size_t>(count));
  return made;
}

}  // namespace

TEST_CASE("SSPI-MultiByteToWideChar-converts: UTF-8 becomes WCHAR and back") {
  CHECK(wide(cafe) == wide_cafe);
  CHECK(narrow(wide_cafe) == cafe);
  CHECK(wide("host", CP_ACP) == L"host");
  CHECK(narrow(L"host", CP_ACP) == "host");
}

TEST_CASE("SSPI-MultiByteToWideChar-converts: a length of -1 takes the terminator along") {
  wchar_t characters[8] = L"#######";
  CHECK(MultiByteToWideChar(CP_UTF8, 0, "MY", -1, characters, 8) == 3);
  CHECK(std::wstring_view(characters) == L"MY");
  char narrowed[8] = "#######";
  CHECK(WideCharToMultiByte(CP_UTF8, 0, L"MY", -1, narrowed, 8, nullptr, nullptr) == 3);
  CHECK(std::string_view(narrowed) == "MY");
  CHECK(MultiByteToWideChar(CP_UTF8, 0, "a\0b", 3, characters, 8) == 3);
  CHECK(std::wstring_view(characters, 3) == std::wstring_view(L"a\0b", 3));
}

TEST_CASE("SSPI-MultiByteToWideChar-size: without room the size is told, and too little is refused") {
  CHECK(MultiByteToWideChar(CP_UTF8, 0, cafe.data(), length_of(cafe), nullptr, 0) == length_of(wide_cafe));
  CHECK(WideCharToMultiByte(CP_UTF8, 0, wide_cafe.data(), length_of(wide_cafe), nullptr, 0, nullptr,
                            nullptr) == length_of(cafe));

  wchar_t characters[] = L"#####";
  CHECK(error_of([&] { return MultiByteToWideChar(CP_UTF8, 0, "host", 4, characters, 3); }) ==
        ERROR_INSUFFICIENT_BUFFER);
  CHECK(std::wstring_view(characters + 3) == L"##");
  char narrowed[] = "#####";
  CHECK(error_of([&] {
          return WideCharToMultiByte(CP_UTF8, 0, L"host", 4, narrowed, 3, nullptr, nullptr);
        }) == ERROR_INSUFFICIENT_BUFFER);
  CHECK(std::string_view(narrowed + 3) == "##");
}

TEST_CASE("SSPI-MultiByteToWideChar-parameters: what cannot be is refused") {
  wchar_t characters[8];
  const auto to_wide = [&](UINT code_page, const char* from, int length, wchar_t* to, int room) {
    return error_of([&] { return MultiByteToWideChar(code_page, 0, from, length, to, room); });
  };
  CHECK(to_wide(CP_UTF8, nullptr, 1, characters, 8) == ERROR_INVALID_PARAMETER);
  CHECK(to_wide(CP_UTF8, "a", 0, characters, 8) == ERROR_INVALID_PARAMETER);
  CHECK(to_wide(CP_UTF8, "a", 1, nullptr, 8) == ERROR_INVALID_PARAMETER);
  CHECK(to_wide(CP_UTF8, "a", 1, characters, -1) == ERROR_INVALID_PARAMETER);
  CHECK(to_wide(CP_UTF8, reinterpret_cast<char*>(characters), 1, characters, 8) == ERROR_INVALID_PARAMETER);
  CHECK(to_wide(12345, "a", 1, characters, 8) == ERROR_INVALID_PARAMETER);

  char narrowed[8];
  const auto to_bytes = [&](UINT code_page, const wchar_t* from, int length, char* to, int room) {
    return error_of(
        [&] { return WideCharToMultiByte(code_page, 0, from, length, to, room, nullptr, nullptr); });
  };
  CHECK(to_bytes(CP_UTF8, nullptr, 1, narrowed, 8) == ERROR_INVALID_PARAMETER);
  CHECK(to_bytes(CP_UTF8, L"a", 0, narrowed, 8) == ERROR_INVALID_PARAMETER);
  CHECK(to_bytes(CP_UTF8, L"a", 1, nullptr, 8) == ERROR_INVALID_PARAMETER);
  CHECK(to_bytes(CP_UTF8, L"a", 1, narrowed, -1) == ERROR_INVALID_PARAMETER);
  CHECK(to_bytes(12345, L"a", 1, narrowed, 8) == ERROR_INVALID_PARAMETER);
}

TEST_CASE("SSPI-MultiByteToWideChar-flags: UTF-8 takes one flag alone") {
  wchar_t characters[8];
  const auto to_wide = [&](UINT code_page, DWORD flags) {
    return error_of([&] { return MultiByteToWideChar(code_page, flags, "a", 1, characters, 8); });
  };
  CHECK(to_wide(CP_UTF8, MB_ERR_INVALID_CHARS) == ERROR_SUCCESS);
  CHECK(to_wide(CP_UTF8, MB_PRECOMPOSED) == ERROR_INVALID_FLAGS);
  CHECK(to_wide(CP_ACP, MB_PRECOMPOSED | MB_ERR_INVALID_CHARS) == ERROR_SUCCESS);
  CHECK(to_wide(CP_ACP, 0x80000000) == ERROR_INVALID_FLAGS);

  char narrowed[8];
  const auto to_bytes = [&](UINT code_page, DWORD flags) {
    return error_of(
        [&] { return WideCharToMultiByte(code_page, flags, L"a", 1, narrowed, 8, nullptr, nullptr); });
  };
  CHECK(to_bytes(CP_UTF8, WC_ERR_INVALID_CHARS) == ERROR_SUCCESS);
  CHECK(to_bytes(CP_UTF8, WC_NO_BEST_FIT_CHARS) == ERROR_INVALID_FLAGS);
  CHECK(to_bytes(CP_ACP, WC_NO_BEST_FIT_CHARS) == ERROR_SUCCESS);
  CHECK(to_bytes(CP_ACP, WC_ERR_INVALID_CHARS) == ERROR_INVALID_FLAGS);
}

TEST_CASE("SSPI-MultiByteToWideChar-invalid: what is no UTF-8 is replaced or refused") {
  for (const std::string_view broken :
       {"a\xFFz", "a\x80z", "a\xC3z", "a\xC0\xAFz", "a\xED\xA0\x80z", "a\xF5\x80\x80\x80z", "a\xE2\x82"}) {
    CAPTURE(broken);
    const std::wstring made = wide(broken);
    CHECK(made.starts_with(L"a\uFFFD"));
    CHECK(made.find_first_not_of(L"a\uFFFDz") == std::wstring::npos);
    CHECK(error_of([&] { return wide(broken, CP_UTF8, MB_ERR_INVALID_CHARS).size(); }) ==
          ERROR_NO_UNICODE_TRANSLATION);
  }
}

TEST_CASE("SSPI-WideCharToMultiByte-invalid: half a pair is replaced or refused") {
  CHECK(narrow({lone_half, 3}) ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(error_of([&] {
          return narrow({lone_half, 3}, CP_UTF8, WC_ERR_INVALID_CHARS).size();
        }) == ERROR_NO_UNICODE_TRANSLATION);
  CHECK(narrow({lone_half, 2}) == "a\xEF\xBF\xBD");
  const wchar_t pair[] = {static_cast<wchar_t>(0xD83C), static_cast<wchar_t>(0xDF0D)};
  CHECK(narrow({pair, 2}, CP_UTF8, WC_ERR_INVALID_CHARS) == "\xF0\x9F\x8C\x8D");
}

TEST_CASE("SSPI-WideCharToMultiByte-default-character: UTF-8 needs none") {
  char narrowed[8];
  BOOL used = TRUE;
  const auto to_bytes = [&](UINT code_page, const char* character, BOOL* was_used) {
    return error_of(
        [&] { return WideCharToMultiByte(code_page, 0, L"a", 1, narrowed, 8, character, was_used); });
  };
  CHECK(to_bytes(CP_UTF8, "?", nullptr) == ERROR_INVALID_PARAMETER);
  CHECK(to_bytes(CP_UTF8, nullptr, &used) == ERROR_INVALID_PARAMETER);
  CHECK(to_bytes(CP_ACP, "?", &used) == ERROR_SUCCESS);
  CHECK(used == FALSE);
}
