// Names written as text become DER.
#include <doctest/doctest.h>

#include <string>

#include "support/crypt32.h"

using namespace schannel::test;

namespace {

constexpr std::uint8_t printable = 0x13, ia5 = 0x16, utf8 = 0x0C, bmp = 0x1E, t61 = 0x14;

const bytes common_name{0x06, 0x03, 0x55, 0x04, 0x03};
const bytes organization{0x06, 0x03, 0x55, 0x04, 0x0A};
const bytes country{0x06, 0x03, 0x55, 0x04, 0x06};
const bytes state{0x06, 0x03, 0x55, 0x04, 0x08};
const bytes serial_number{0x06, 0x03, 0x55, 0x04, 0x05};
const bytes email{0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x01};
const bytes domain_component{0x06, 0x0A, 0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 0x01, 0x19};

bytes tagged(std::uint8_t tag, const bytes& content) {
  bytes der{tag, static_cast<std::uint8_t>(content.size())};
  der.insert(der.end(), content.begin(), content.end());
  return der;
}

bytes joined(const std::vector<bytes>& parts) {
  bytes all;
  for (const bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

bytes attribute(const bytes& oid, std::uint8_t tag, const std::string& value) {
  return tagged(0x30, joined({oid, tagged(tag, {value.begin(), value.end()})}));
}

/// One relative name of several attributes.
bytes set(const std::vector<bytes>& attributes) {
  return tagged(0x31, joined(attributes));
}
bytes set(const bytes& oid, std::uint8_t tag, const std::string& value) {
  return set({attribute(oid, tag, value)});
}
bytes name(const std::vector<bytes>& sets) {
  return tagged(0x30, joined(sets));
}

bytes encoded(const std::string& text, DWORD type = CERT_X500_NAME_STR) {
  DWORD size = 0;
  if (!CertStrToNameA(X509_ASN_ENCODING, text.c_str(), type, nullptr, nullptr, &size, nullptr)) return {};
  bytes der(size);
  CHECK(CertStrToNameA(X509_ASN_ENCODING, text.c_str(), type, nullptr, der.data(), &size, nullptr) == TRUE);
  CHECK(size == der.size());
  return der;
}

bytes encoded(const std::wstring& text, DWORD type = CERT_X500_NAME_STR) {
  DWORD size = 0;
  if (!CertStrToNameW(X509_ASN_ENCODING, text.c_str(), type, nullptr, nullptr, &size, nullptr)) return {};
  bytes der(size);
  CHECK(CertStrToNameW(X509_ASN_ENCODING, text.c_str(), type, nullptr, der.data(), &size, nullptr) == TRUE);
  return der;
}

struct mistake {
  int error;
  std::ptrdiff_t position;
  friend bool operator==(const mistake&, const mistake&) = default;
};

/// The error of a name and where it was found; -1 when nowhere.
mistake mistake_in(const char* text, DWORD type = CERT_X500_NAME_STR) {
  DWORD size = 0;
  LPCSTR found = "";
  const int error = error_of(
      [&] { return CertStrToNameA(X509_ASN_ENCODING, text, type, nullptr, nullptr, &size, &found); });
  return {error, found == nullptr ? -1 : found - text};
}

mistake mistake_in(const wchar_t* text, DWORD type = CERT_X500_NAME_STR) {
  DWORD size = 0;
  LPCWSTR found = L"";
  const int error = error_of(
      [&] { return CertStrToNameW(X509_ASN_ENCODING, text, type, nullptr, nullptr, &size, &found); });
  return {error, found == nullptr ? -1 : found - text};
}

mistake bad_syntax_at(std::ptrdiff_t position) {
  return {CRYPT_E_INVALID_X500_STRING, position};
}

}  // namespace

TEST_CASE("a written name becomes its encoding, in its order") {
  CHECK(encoded("CN=example") == name({set(common_name, printable, "example")}));
  CHECK(encoded("CN=a, O=b;C=DE") ==
        name({set(common_name, printable, "a"), set(organization, printable, "b"),
              set(country, printable, "DE")}));
  CHECK(encoded(L"CN=example") == encoded("CN=example"));
}

TEST_CASE("a name without attributes is the empty name") {
  CHECK(encoded("") == bytes{0x30, 0x00});
  CHECK(encoded("  ") == bytes{0x30, 0x00});
}

TEST_CASE("keys are known in any case, by their object identifier too") {
  const bytes expected = name({set(common_name, printable, "a")});
  for (const char* text : {"CN=a", "cn=a", "Cn = a ", "2.5.4.3=a", "OID.2.5.4.3=a", "oid.2.5.4.3 = a"})
    CHECK_MESSAGE(encoded(text) == expected, text);
  CHECK(encoded("S=x") == name({set(state, printable, "x")}));
  CHECK(encoded("ST=x") == encoded("S=x"));
  CHECK(encoded("Email=a@b") == encoded("E=a@b"));
  CHECK(encoded("SERIALNUMBER=12") == name({set(serial_number, printable, "12")}));
  CHECK(encoded("1.2.3=x") == name({set({0x06, 0x02, 0x2A, 0x03}, printable, "x")}));
}

TEST_CASE("blanks around keys and values do not count, those inside do") {
  CHECK(encoded("  CN =  a b  ,  O= c ") ==
        name({set(common_name, printable, "a b"), set(organization, printable, "c")}));
}

TEST_CASE("each attribute has the string type that suits it") {
  CHECK(encoded("E=a@b.example") == name({set(email, ia5, "a@b.example")}));
  CHECK(encoded("DC=example") == name({set(domain_component, ia5, "example")}));
  CHECK(encoded("DC=ä") == name({set(domain_component, utf8, "ä")}));
  CHECK(encoded("CN=*.a") == name({set(common_name, bmp, std::string{"\0*\0.\0a", 6})}));
  CHECK(encoded("CN=ä") == name({set(common_name, bmp, std::string{"\0\xE4", 2})}));
  CHECK(encoded(L"CN=\U0001F600") == name({set(common_name, utf8, "\xF0\x9F\x98\x80")}));
}

TEST_CASE("flags choose another string type for what is not printable") {
  CHECK(encoded("CN=ä", CERT_X500_NAME_STR | CERT_NAME_STR_ENABLE_UTF8_UNICODE_FLAG) ==
        name({set(common_name, utf8, "ä")}));
  CHECK(encoded("CN=ä", CERT_X500_NAME_STR | CERT_NAME_STR_ENABLE_T61_UNICODE_FLAG) ==
        name({set(common_name, t61, "\xE4")}));
  // As Latin-1 it would be read as "é".
  CHECK(encoded("CN=Ã©", CERT_X500_NAME_STR | CERT_NAME_STR_ENABLE_T61_UNICODE_FLAG) ==
        name({set(common_name, t61, "Ã©")}));
  CHECK(encoded("CN=\xE2\x82\xAC", CERT_X500_NAME_STR | CERT_NAME_STR_ENABLE_T61_UNICODE_FLAG) ==
        name({set(common_name, bmp, "\x20\xAC")}));
  CHECK(encoded("CN=a", CERT_X500_NAME_STR | CERT_NAME_STR_FORCE_UTF8_DIR_STR_FLAG) ==
        name({set(common_name, utf8, "a")}));
  CHECK(encoded("CN=a", CERT_X500_NAME_STR | CERT_NAME_STR_FORCE_UTF8_DIR_STR_FLAG |
                            CERT_NAME_STR_DISABLE_UTF8_DIR_STR_FLAG) == encoded("CN=a"));
}

TEST_CASE("a value in quotation marks may hold separators, blanks and doubled quotation marks") {
  CHECK(encoded("CN=\"a, b\"") == name({set(common_name, printable, "a, b")}));
  CHECK(encoded("O=\" a+b;c \" , CN=x") == name({set(organization, bmp,
                                                     [] {
                                                       std::string wide;
                                                       for (const char letter : std::string{" a+b;c "})
                                                         wide += {'\0', letter};
                                                       return wide;
                                                     }()),
                                                 set(common_name, printable, "x")}));
  CHECK(encoded("CN=\"say \"\"hi\"\"\"", CERT_X500_NAME_STR | CERT_NAME_STR_ENABLE_UTF8_UNICODE_FLAG) ==
        name({set(common_name, utf8, "say \"hi\"")}));
  CHECK(encoded("CN=\"\"") == name({set(common_name, printable, "")}));
}

TEST_CASE("without quoting a quotation mark is a character like any other") {
  CHECK(encoded("CN=\"a", CERT_X500_NAME_STR | CERT_NAME_STR_NO_QUOTING_FLAG |
                              CERT_NAME_STR_ENABLE_UTF8_UNICODE_FLAG) ==
        name({set(common_name, utf8, "\"a")}));
}

TEST_CASE("a plus joins attributes into one relative name, unless that is switched off") {
  CHECK(encoded("CN=a + O=b, C=DE") ==
        name({set({attribute(common_name, printable, "a"), attribute(organization, printable, "b")}),
              set(country, printable, "DE")}));
  CHECK(encoded("CN=a+b", CERT_X500_NAME_STR | CERT_NAME_STR_NO_PLUS_FLAG) ==
        name({set(common_name, printable, "a+b")}));
}

TEST_CASE("flags choose the separators") {
  const bytes two = name({set(common_name, printable, "a"), set(organization, printable, "b")});
  CHECK(encoded("CN=a;O=b", CERT_X500_NAME_STR | CERT_NAME_STR_SEMICOLON_FLAG) == two);
  CHECK(encoded("CN=a,O=b", CERT_X500_NAME_STR | CERT_NAME_STR_COMMA_FLAG) == two);
  CHECK(encoded("CN=a\nO=b", CERT_X500_NAME_STR | CERT_NAME_STR_CRLF_FLAG) == two);
  CHECK(encoded("CN=a\rO=b", CERT_X500_NAME_STR | CERT_NAME_STR_CRLF_FLAG) == two);
  CHECK(encoded("CN=a,b", CERT_X500_NAME_STR | CERT_NAME_STR_SEMICOLON_FLAG) ==
        name({set(common_name, printable, "a,b")}));
}

TEST_CASE("the order can be reversed") {
  CHECK(encoded("CN=a, O=b", CERT_X500_NAME_STR | CERT_NAME_STR_REVERSE_FLAG) ==
        name({set(organization, printable, "b"), set(common_name, printable, "a")}));
}

TEST_CASE("a value in hexadecimal is refused") {
  CHECK(mistake_in("CN=a, 1.2.3=#ABCD01") == bad_syntax_at(12));
}

TEST_CASE("an empty value is a value") {
  CHECK(encoded("CN=, O=") == name({set(common_name, printable, ""), set(organization, printable, "")}));
}

TEST_CASE("what is no name is refused, with the place of the mistake") {
  const struct {
    const char* text;
    std::ptrdiff_t at;
  } wrong[] = {{"example", 0}, {"CN=a, b", 6},    {"CN=a,", 5},   {"CN=a, XX=b", 6},  {"=a", 0},
               {"CN=\"a", 3},  {"CN=\"a\" b", 7}, {"CN=a\"b", 4}, {"CN=a, 1.x=b", 6}, {"CN=a + ", 7},
               {",CN=a", 0},   {"OID.=a", 0},     {"1=a", 0}};
  for (const auto& [text, at] : wrong) CHECK_MESSAGE(mistake_in(text) == bad_syntax_at(at), text);
  CHECK(mistake_in(L"CN=a, XX=b") == bad_syntax_at(6));
}

TEST_CASE("a value that its attribute cannot hold is refused") {
  CHECK(mistake_in("C=ä") == mistake{CRYPT_E_INVALID_PRINTABLE_STRING, 2});
  CHECK(mistake_in("CN=x, SERIALNUMBER=a_b") == mistake{CRYPT_E_INVALID_PRINTABLE_STRING, 19});
  CHECK(mistake_in("E=ä@b") == mistake{CRYPT_E_INVALID_IA5_STRING, 2});
}

TEST_CASE("the place of a mistake counts the caller's own characters") {
  CHECK(mistake_in("CN=äöü, XX=b") == bad_syntax_at(11));
  CHECK(mistake_in(L"CN=äöü, XX=b") == bad_syntax_at(8));
}

TEST_CASE("where there is no mistake, none is pointed at") {
  CHECK(mistake_in("CN=a") == mistake{ERROR_SUCCESS, -1});
  CHECK(mistake_in(L"CN=a") == mistake{ERROR_SUCCESS, -1});
}

TEST_CASE("a buffer that is too small for a name gets its size") {
  bytes buffer(3, 0xEE);
  DWORD size = 3;
  CHECK(error_of([&] {
          return CertStrToNameA(X509_ASN_ENCODING, "CN=a", CERT_X500_NAME_STR, nullptr, buffer.data(), &size,
                                nullptr);
        }) == ERROR_MORE_DATA);
  CHECK(size == encoded("CN=a").size());
  CHECK(buffer == bytes(3, 0xEE));
}

TEST_CASE("the types of text are those that say what their values are") {
  CHECK(encoded("CN=a", 0) == encoded("CN=a"));
  CHECK(encoded("CN=a", CERT_OID_NAME_STR) == encoded("CN=a"));
  CHECK(mistake_in("CN=a", CERT_SIMPLE_NAME_STR).error == E_INVALIDARG);
  CHECK(mistake_in("CN=a", 4).error == E_INVALIDARG);
}

TEST_CASE("a name needs an encoding type, a text and a place for its size") {
  DWORD size = 0;
  CHECK(error_of([&] { return CertStrToNameA(0, "CN=a", 3, nullptr, nullptr, &size, nullptr); }) ==
        ERROR_FILE_NOT_FOUND);
  CHECK(error_of([&] {
          return CertStrToNameA(X509_ASN_ENCODING, nullptr, 3, nullptr, nullptr, &size, nullptr);
        }) == E_INVALIDARG);
  CHECK(error_of([&] {
          return CertStrToNameA(X509_ASN_ENCODING, "CN=a", 3, nullptr, nullptr, nullptr, nullptr);
        }) == E_INVALIDARG);
}

TEST_CASE("a text that is not UTF-8 is read as far as it is") {
  CHECK(encoded("CN=a\xFF", CERT_X500_NAME_STR | CERT_NAME_STR_ENABLE_UTF8_UNICODE_FLAG) ==
        name({set(common_name, utf8, "a\xEF\xBF\xBD")}));
}
