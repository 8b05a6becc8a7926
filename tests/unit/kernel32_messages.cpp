// The texts of codes are all there, and hostile definitions of messages get what they deserve.
#include <doctest/doctest.h>

#include <windows.h>

#include <fstream>
#include <regex>
#include <string>
#include <vector>

#include "abi/kernel32/message_texts.h"
#include "support/crypt32.h"

using namespace schannel;
using test::error_of;

namespace {

struct named_code {
  std::string name;
  DWORD code;
};

/// The codes that a header of statuses gives a name.
std::vector<named_code> codes_in(const std::string& header) {
  static const std::regex form(R"(#define ([A-Z]+_\w+) +(?:\(\(HRESULT\)(0x[0-9A-F]+)\)|(\d+)).*)");
  std::vector<named_code> codes;
  std::ifstream file(std::string{WINDOWS_HEADERS} + "/openschannel/" + header);
  std::smatch found;
  for (std::string line; std::getline(file, line);) {
    if (!std::regex_match(line, found, form)) continue;
    const std::string name = found[1];
    if (name.starts_with("FACILITY_") || name.starts_with("SEVERITY_")) continue;
    const std::string number = found[2].matched ? found[2] : found[3];
    codes.push_back({name, static_cast<DWORD>(std::stoul(number, nullptr, 0))});
  }
  return codes;
}

int refusal_of(const char* definition, std::vector<DWORD_PTR> values) {
  char room[64];
  return error_of([&] {
    return FormatMessageA(FORMAT_MESSAGE_FROM_STRING | FORMAT_MESSAGE_ARGUMENT_ARRAY, definition, 0, 0, room,
                          sizeof room, reinterpret_cast<va_list*>(values.data()));
  });
}

}  // namespace

TEST_CASE("SSPI-FormatMessage-every-code: every code that a header names has a text of one line") {
  for (const auto& [header, least] : {std::pair{"status_win32.h", 50u}, std::pair{"status_security.h", 80u},
                                      std::pair{"status_crypto.h", 140u}}) {
    const auto codes = codes_in(header);
    CHECK(codes.size() > least);
    for (const auto& [name, code] : codes) {
      if (name == "S_FALSE") continue;  // a success that says no
      CAPTURE(name);
      const std::string_view text = abi::message_text(code);
      CHECK(text.size() > 10);
      CHECK(text.ends_with('.'));
      CHECK(text.find_first_of("%\r\n") == std::string_view::npos);
    }
  }
}

TEST_CASE("SSPI-FormatMessage-size: no width and no text makes a message longer than 65536 characters") {
  CHECK(refusal_of("%1!2000000000d!", {1}) == ERROR_MORE_DATA);
  CHECK(refusal_of("%1!.2000000000d!", {1}) == ERROR_MORE_DATA);
  CHECK(refusal_of("%1!99999999999999999999999s!", {0}) == ERROR_MORE_DATA);
  CHECK(refusal_of("%1!*d!", {0x80000000, 1}) == ERROR_MORE_DATA);
  CHECK(refusal_of("%1!0*d!", {0x7FFFFFFF, 1}) == ERROR_MORE_DATA);
  const std::string endless(100'000, 'x');
  CHECK(refusal_of("%1", {reinterpret_cast<DWORD_PTR>(endless.c_str())}) == ERROR_MORE_DATA);
  CHECK(refusal_of(endless.c_str(), {}) == ERROR_MORE_DATA);
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "%1!60000d!";
  CHECK(refusal_of(many.c_str(), {1}) == ERROR_MORE_DATA);
}

TEST_CASE("SSPI-FormatMessage-size: more room than that is not allocated") {
  char* memory = nullptr;
  CHECK(error_of([&] {
          return FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_ALLOCATE_BUFFER, nullptr,
                                ERROR_SUCCESS, 0, reinterpret_cast<char*>(&memory), 0xFFFFFFFF, nullptr);
        }) == ERROR_INVALID_PARAMETER);
  CHECK(memory == nullptr);
}

TEST_CASE("SSPI-FormatMessage-broken-format: a format that cannot be read is refused") {
  for (const char* definition :
       {"%1!", "%1!d", "%1!f!", "%1!e!", "%1!n!", "%1!!", "%1!5!", "%1!I64!", "%1!dd!"}) {
    CAPTURE(definition);
    CHECK(refusal_of(definition, {0}) == ERROR_INVALID_PARAMETER);
  }
}

TEST_CASE("SSPI-FormatMessage-null-text: text that is not there is shown as such") {
  char room[64];
  DWORD_PTR none = 0;
  CHECK(FormatMessageA(FORMAT_MESSAGE_FROM_STRING | FORMAT_MESSAGE_ARGUMENT_ARRAY, "<%1>", 0, 0, room,
                       sizeof room, reinterpret_cast<va_list*>(&none)) == 8);
  CHECK(std::string_view(room) == "<(null)>");
}
