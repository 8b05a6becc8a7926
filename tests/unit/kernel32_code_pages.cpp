// What the code pages of this system are, where Windows leaves it open.
#include <doctest/doctest.h>

#include <windows.h>

#include <string_view>

TEST_CASE("SSPI-MultiByteToWideChar-code-pages: every code page is UTF-8") {
  for (const UINT code_page : {CP_ACP, CP_OEMCP, CP_THREAD_ACP}) {
    CAPTURE(code_page);
    wchar_t wide[8] = {};
    CHECK(MultiByteToWideChar(code_page, 0, "\xC3\xA9", -1, wide, 8) == 2);
    CHECK(std::wstring_view(wide) == L"\u00E9");
    char narrow[8] = {};
    CHECK(WideCharToMultiByte(code_page, 0, L"\u00E9", -1, narrow, 8, nullptr, nullptr) == 3);
    CHECK(std::string_view(narrow) == "\xC3\xA9");
  }
}
