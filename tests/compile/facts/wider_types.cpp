// wchar_t has four bytes here and two on Windows. These are the types that this makes bigger, and no others:
// the test fails when one is missing from the list, and when one of the list has become equal.
#include "headers.h"

#include <cstdio>
#include <set>
#include <string_view>

namespace {

const std::set<std::string_view> expected = {
    "WCHAR",
    "SEC_WCHAR",
    "SecPkgContext_CipherInfo",
    "SecPkgContext_ConnectionInfoEx",
    "SCHANNEL_CERT_HASH_STORE",
    "SEC_TRAFFIC_SECRETS",
    "OSVERSIONINFOW",
    "OSVERSIONINFOEXW",
    "RTL_OSVERSIONINFOW",
    "RTL_OSVERSIONINFOEXW",
    "WIN32_FIND_DATAW",
#ifdef UNICODE
    "TCHAR",
    "OSVERSIONINFO",
    "OSVERSIONINFOEX",
    "WIN32_FIND_DATA",
#endif
};

struct size_on_windows {
  std::string_view type;
  std::size_t here;
  std::size_t there;
};

// facts.inc holds the sizes of Windows.
#define NUMBER_IS(...)
#define TEXT_IS(...)
#define POINTER_IS(...)
#define SPELLING_IS(...)
#define SPELLING_IS_NOT(...)
#define SIZE_IS(type, size) {#type, sizeof(type), size},
#define MEMBER_IS(...)
#define FUNCTION_IS(...)
#define FUNCTION_TYPE_IS(...)
#define ABSENT_MACRO(...)
#define ABSENT_NAME(...)

const size_on_windows sizes[] = {
#include "facts.inc"
};

}  // namespace

int main() {
  int wrong = 0;
  for (const auto& [type, here, there] : sizes) {
    if ((here != there) == expected.contains(type)) continue;
    std::printf("%.*s has %zu bytes here and %zu on Windows\n", static_cast<int>(type.size()), type.data(),
                here, there);
    ++wrong;
  }
  return wrong == 0 ? 0 : 1;
}
