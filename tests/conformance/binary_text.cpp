// Bytes written as text by CryptBinaryToString, and read from it by CryptStringToBinary.
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "support/windows_api.h"

using peers::bytes;
using peers::to_bytes;

namespace {

struct reading {
  BOOL succeeded = FALSE;
  DWORD error = 0;
  bytes content;
  DWORD skipped = 77;
  DWORD format = 77;
};

reading read(const std::string& text, DWORD flags, DWORD length = 0) {
  reading done;
  DWORD size = 0;
  done.succeeded = CryptStringToBinaryA(text.c_str(), length, flags, nullptr, &size, nullptr, nullptr);
  done.error = GetLastError();
  if (!done.succeeded) return done;
  done.content.resize(size + 1);
  done.succeeded = CryptStringToBinaryA(text.c_str(), length, flags, done.content.data(), &size,
                                        &done.skipped, &done.format);
  done.content.resize(size);
  return done;
}

std::string written(const bytes& content, DWORD flags) {
  const auto size = static_cast<DWORD>(content.size());
  DWORD length = 0;
  REQUIRE(CryptBinaryToStringA(content.data(), size, flags, nullptr, &length));
  std::string text(length, '?');
  REQUIRE(CryptBinaryToStringA(content.data(), size, flags, text.data(), &length));
  CHECK(length + 1 == text.size());
  CHECK(text.back() == '\0');
  text.resize(length);
  return text;
}

/// The numbers from 0 up.
bytes counted(std::size_t count) {
  bytes all(count);
  for (std::size_t i = 0; i < count; ++i) all[i] = static_cast<std::uint8_t>(i);
  return all;
}

constexpr DWORD hexadecimal_formats[] = {CRYPT_STRING_HEX, CRYPT_STRING_HEXASCII, CRYPT_STRING_HEXADDR,
                                         CRYPT_STRING_HEXASCIIADDR, CRYPT_STRING_HEXRAW};

}  // namespace

TEST_CASE("SSPI-CryptStringToBinary-armored: Base64 between lines of dashes is found whatever they say") {
  const std::string text =
      "a note\r\n-----BEGIN ANYTHING-----\r\nU2No\r\nYW5uZWw=\r\n-----END ANYTHING-----\r\nmore";
  for (const DWORD format :
       {CRYPT_STRING_BASE64HEADER, CRYPT_STRING_BASE64REQUESTHEADER, CRYPT_STRING_BASE64X509CRLHEADER}) {
    const reading done = read(text, format);
    CHECK(done.succeeded);
    CHECK(done.content == to_bytes("Schannel"));
    CHECK(done.format == format);
  }
}

TEST_CASE("SSPI-CryptStringToBinary-skip: the characters before the first line are counted") {
  CHECK(read("12345-----BEGIN A-----\nQQ==\n-----END A-----\n", CRYPT_STRING_BASE64HEADER).skipped == 5);
  CHECK(read("QQ==", CRYPT_STRING_BASE64).skipped == 0);
  CHECK(read("QQ==", CRYPT_STRING_ANY).skipped == 0);
}

TEST_CASE("SSPI-CryptStringToBinary-any: the format that fits is found and named") {
  const std::string armored = "-----BEGIN X-----\nQUI=\n-----END X-----\n";
  for (const DWORD any : {CRYPT_STRING_BASE64_ANY, CRYPT_STRING_ANY}) {
    CHECK(read(armored, any).format == CRYPT_STRING_BASE64HEADER);
    CHECK(read(armored, any).content == to_bytes("AB"));
    CHECK(read("QUI=", any).format == CRYPT_STRING_BASE64);
    CHECK(read("QUI=", any).content == to_bytes("AB"));
  }
  CHECK(read("\x30\x03\x02\x01\x05", CRYPT_STRING_ANY).format == CRYPT_STRING_BINARY);
  CHECK(read("\x30\x03\x02\x01\x05", CRYPT_STRING_ANY).content == bytes{0x30, 3, 2, 1, 5});
  CHECK_FALSE(read("\x30\x03\x02\x01\x05", CRYPT_STRING_BASE64_ANY).succeeded);

  const bytes content = counted(20);
  for (const auto& [written_as, found_as] :
       {std::pair<DWORD, DWORD>{CRYPT_STRING_HEXADDR, CRYPT_STRING_HEXADDR},
        {CRYPT_STRING_HEXASCIIADDR, CRYPT_STRING_HEXASCIIADDR},
        {CRYPT_STRING_HEX, CRYPT_STRING_HEX},
        {CRYPT_STRING_HEXASCII, CRYPT_STRING_HEXASCII}}) {
    const reading done = read(written(content, written_as), CRYPT_STRING_HEX_ANY);
    CHECK(done.content == content);
    CHECK(done.format == found_as);
  }
}

TEST_CASE("SSPI-CryptStringToBinary-length: characters beyond cchString are not read") {
  CHECK(read("QUJD????", CRYPT_STRING_BASE64, 4).content == to_bytes("ABC"));
  CHECK_FALSE(read("QUJD????", CRYPT_STRING_BASE64).succeeded);
  DWORD size = 0;
  CHECK(CryptStringToBinaryW(L"QUJD????", 4, CRYPT_STRING_BASE64, nullptr, &size, nullptr, nullptr));
  CHECK(size == 3);
}

TEST_CASE("SSPI-CryptStringToBinary-strict: nothing but white space follows strict Base64") {
  CHECK(read("QQ==!", CRYPT_STRING_BASE64).content == to_bytes("A"));
  CHECK_FALSE(read("QQ==!", CRYPT_STRING_BASE64 | CRYPT_STRING_STRICT).succeeded);
  CHECK(read(" Q Q\r\n== \t", CRYPT_STRING_BASE64 | CRYPT_STRING_STRICT).content == to_bytes("A"));
}

TEST_CASE("SSPI-CryptStringToBinary-hexadecimal: each format is read as it is written") {
  for (const std::size_t count : {1, 8, 9, 16, 17, 70000})
    for (const DWORD format : hexadecimal_formats)
      for (const DWORD line_break : {DWORD{0}, static_cast<DWORD>(CRYPT_STRING_NOCR)}) {
        CAPTURE(count);
        CAPTURE(format);
        const bytes content = counted(count);
        CHECK(read(written(content, format | line_break), format).content == content);
      }
  CHECK(read("0a 0B\t0c0D\r\n", CRYPT_STRING_HEX).content == bytes{10, 11, 12, 13});
}

TEST_CASE("SSPI-CryptStringToBinary-invalid: text of another format is invalid data") {
  const auto error = [](const std::string& text, DWORD flags) {
    SetLastError(ERROR_SUCCESS);
    const reading done = read(text, flags);
    return done.succeeded ? ERROR_SUCCESS : done.error;
  };
  CHECK(error("Q", CRYPT_STRING_BASE64) == ERROR_INVALID_DATA);
  CHECK(error("QUI", CRYPT_STRING_BASE64) == ERROR_INVALID_DATA);
  CHECK(error("=QUI", CRYPT_STRING_BASE64) == ERROR_INVALID_DATA);
  CHECK(error("Q*==", CRYPT_STRING_BASE64) == ERROR_INVALID_DATA);
  CHECK(error("QUI=", CRYPT_STRING_BASE64HEADER) == ERROR_INVALID_DATA);
  CHECK(error("-----BEGIN A-----\nQUI=\n", CRYPT_STRING_BASE64HEADER) == ERROR_INVALID_DATA);
  CHECK(error("-----BEGIN A\n-----\nQUI=\n-----END A-----", CRYPT_STRING_BASE64HEADER) == ERROR_INVALID_DATA);
  CHECK(error("-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\n\nQUI=\n-----END A-----",
              CRYPT_STRING_BASE64HEADER) == ERROR_INVALID_DATA);
  CHECK(error("0", CRYPT_STRING_HEX) == ERROR_INVALID_DATA);
  CHECK(error("0x00", CRYPT_STRING_HEX) == ERROR_INVALID_DATA);
  CHECK(error("41424344", CRYPT_STRING_HEXADDR) == ERROR_INVALID_DATA);
  CHECK(error("QUI=", 0x7F) == ERROR_INVALID_DATA);
}

TEST_CASE("SSPI-CryptStringToBinary-small-buffer: a small buffer is told the size") {
  std::uint8_t small[2];
  DWORD size = sizeof small;
  CHECK_FALSE(CryptStringToBinaryA("QUJD", 0, CRYPT_STRING_BASE64, small, &size, nullptr, nullptr));
  CHECK(GetLastError() == ERROR_MORE_DATA);
  CHECK(size == 3);
}

TEST_CASE("SSPI-CryptBinaryToString-lines: Base64 stands in lines of 64 characters") {
  CHECK(written(to_bytes("ABC"), CRYPT_STRING_BASE64) == "QUJD\r\n");
  CHECK(written(bytes(48, 0), CRYPT_STRING_BASE64) == std::string(64, 'A') + "\r\n");
  CHECK(written(bytes(49, 0), CRYPT_STRING_BASE64) == std::string(64, 'A') + "\r\nAA==\r\n");
}

TEST_CASE("SSPI-CryptBinaryToString-labels: the lines of dashes say what is between") {
  const bytes content = to_bytes("ABC");
  CHECK(written(content, CRYPT_STRING_BASE64HEADER) ==
        "-----BEGIN CERTIFICATE-----\r\nQUJD\r\n-----END CERTIFICATE-----\r\n");
  CHECK(written(content, CRYPT_STRING_BASE64REQUESTHEADER) ==
        "-----BEGIN NEW CERTIFICATE REQUEST-----\r\nQUJD\r\n-----END NEW CERTIFICATE REQUEST-----\r\n");
  CHECK(written(content, CRYPT_STRING_BASE64X509CRLHEADER) ==
        "-----BEGIN X509 CRL-----\r\nQUJD\r\n-----END X509 CRL-----\r\n");
}

TEST_CASE("SSPI-CryptBinaryToString-line-breaks: lines end as the flags say") {
  const bytes content = to_bytes("ABC");
  CHECK(written(content, CRYPT_STRING_BASE64 | CRYPT_STRING_NOCR) == "QUJD\n");
  CHECK(written(bytes(49, 0), CRYPT_STRING_BASE64 | CRYPT_STRING_NOCRLF) == std::string(66, 'A') + "==");
  CHECK(written(content, CRYPT_STRING_HEXRAW | CRYPT_STRING_NOCRLF) == "414243");
}

TEST_CASE("SSPI-CryptBinaryToString-hexadecimal: 16 bytes stand in a line") {
  const bytes content = counted(18);
  const std::string first = "00 01 02 03 04 05 06 07  08 09 0a 0b 0c 0d 0e 0f";
  CHECK(written(content, CRYPT_STRING_HEX) == first + "\r\n10 11\r\n");
  CHECK(written(content, CRYPT_STRING_HEXADDR) == "0000\t" + first + "\r\n0010\t10 11\r\n");
  CHECK(written(to_bytes("AB\n"), CRYPT_STRING_HEXASCII) == "41 42 0a" + std::string(43, ' ') + "AB.\r\n");
  CHECK(written(to_bytes("A"), CRYPT_STRING_HEXASCIIADDR) == "0000\t41" + std::string(49, ' ') + "A\r\n");
  CHECK(written(content, CRYPT_STRING_HEXRAW) == "000102030405060708090a0b0c0d0e0f1011\r\n");
}

TEST_CASE("SSPI-CryptBinaryToString-length: the terminator counts before, not after") {
  const bytes content = to_bytes("ABC");
  DWORD length = 0;
  CHECK(CryptBinaryToStringW(content.data(), 3, CRYPT_STRING_BASE64, nullptr, &length));
  CHECK(length == 7);
  WCHAR text[7];
  CHECK(CryptBinaryToStringW(content.data(), 3, CRYPT_STRING_BASE64, text, &length));
  CHECK(length == 6);
  CHECK(std::wstring{text} == L"QUJD\r\n");
  --length;
  CHECK_FALSE(CryptBinaryToStringW(content.data(), 3, CRYPT_STRING_BASE64, text, &length));
  CHECK(GetLastError() == ERROR_MORE_DATA);
}

TEST_CASE("SSPI-CryptBinaryToString-invalid: nothing and unknown formats are refused") {
  const bytes content = to_bytes("ABC");
  DWORD length = 0;
  CHECK_FALSE(CryptBinaryToStringA(nullptr, 3, CRYPT_STRING_BASE64, nullptr, &length));
  CHECK(GetLastError() == ERROR_INVALID_PARAMETER);
  CHECK_FALSE(CryptBinaryToStringA(content.data(), 0, CRYPT_STRING_BASE64, nullptr, &length));
  CHECK(GetLastError() == ERROR_INVALID_PARAMETER);
  CHECK_FALSE(CryptBinaryToStringA(content.data(), 3, CRYPT_STRING_ANY, nullptr, &length));
  CHECK(GetLastError() == ERROR_INVALID_FLAGS);
}
