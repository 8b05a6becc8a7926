// Names as text: CertNameToStr, CertRDNValueToStr, CertGetNameString.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/coding.h"

using namespace peers;

namespace {

bytes encoded_name(const std::wstring& text) {
  DWORD size = 0;
  REQUIRE(
      CertStrToNameW(X509_ASN_ENCODING, text.c_str(), CERT_X500_NAME_STR, nullptr, nullptr, &size, nullptr));
  bytes name(size);
  REQUIRE(CertStrToNameW(X509_ASN_ENCODING, text.c_str(), CERT_X500_NAME_STR, nullptr, name.data(), &size,
                         nullptr));
  return name;
}

std::wstring written(bytes name, DWORD type) {
  CERT_NAME_BLOB blob = blob_of(name);
  const DWORD length = CertNameToStrW(X509_ASN_ENCODING, &blob, type, nullptr, 0);
  std::wstring text(length, L'?');
  CHECK(CertNameToStrW(X509_ASN_ENCODING, &blob, type, text.data(), length) == length);
  CHECK(text.back() == L'\0');
  text.pop_back();
  return text;
}

/// A certificate with an alternative name extension.
struct named_certificate {
  named_certificate(const std::wstring& subject, std::vector<CERT_ALT_NAME_ENTRY> alternatives,
                    std::string whose = szOID_SUBJECT_ALT_NAME2) {
    const CERT_ALT_NAME_INFO info{static_cast<DWORD>(alternatives.size()), alternatives.data()};
    bytes extension_value = encoding_of(X509_ALTERNATE_NAME, &info);
    CERT_EXTENSION extension{whose.data(), FALSE, blob_of(extension_value)};
    CERT_EXTENSIONS extensions{alternatives.empty() ? 0u : 1u, &extension};
    bytes name = encoded_name(subject);
    CERT_NAME_BLOB blob = blob_of(name);
    context = CertCreateSelfSignCertificate(0, &blob, 0, nullptr, nullptr, nullptr, nullptr, &extensions);
    REQUIRE(context != nullptr);
  }
  explicit named_certificate(PCCERT_CONTEXT owned) : context(owned) { REQUIRE(context != nullptr); }
  named_certificate(const named_certificate&) = delete;
  named_certificate& operator=(const named_certificate&) = delete;
  ~named_certificate() { CertFreeCertificateContext(context); }

  std::wstring string(DWORD type, DWORD flags = 0, const void* parameter = nullptr) const {
    void* const wanted = const_cast<void*>(parameter);
    const DWORD length = CertGetNameStringW(context, type, flags, wanted, nullptr, 0);
    std::wstring text(length, L'?');
    CHECK(CertGetNameStringW(context, type, flags, wanted, text.data(), length) == length);
    text.pop_back();
    return text;
  }

  PCCERT_CONTEXT context;
};

CERT_ALT_NAME_ENTRY text_entry(DWORD choice, const wchar_t* text) {
  CERT_ALT_NAME_ENTRY entry{};
  entry.dwAltNameChoice = choice;
  entry.pwszDNSName = const_cast<wchar_t*>(text);
  return entry;
}

/// The certificate that an authority of that name would give to `leaf`: its signature, which nobody looks at
/// here, is still the old one.
named_certificate issued_by(const std::wstring& authority, std::vector<CERT_ALT_NAME_ENTRY> alternatives,
                            const named_certificate& leaf) {
  CERT_INFO said = *leaf.context->pCertInfo;
  bytes issuer = encoded_name(authority);
  said.Issuer = blob_of(issuer);
  const CERT_ALT_NAME_INFO info{static_cast<DWORD>(alternatives.size()), alternatives.data()};
  bytes extension_value = encoding_of(X509_ALTERNATE_NAME, &info);
  std::string whose = szOID_ISSUER_ALT_NAME2;
  std::vector<CERT_EXTENSION> extensions{said.rgExtension, said.rgExtension + said.cExtension};
  if (!alternatives.empty()) extensions.push_back({whose.data(), FALSE, blob_of(extension_value)});
  said.cExtension = static_cast<DWORD>(extensions.size());
  said.rgExtension = extensions.data();
  const bytes self_signed{leaf.context->pbCertEncoded,
                          leaf.context->pbCertEncoded + leaf.context->cbCertEncoded};
  const auto content = decoding_of<CERT_SIGNED_CONTENT_INFO>(X509_CERT, self_signed);
  REQUIRE(content);
  bytes to_be_signed = encoding_of(X509_CERT_TO_BE_SIGNED, &said);
  content->ToBeSigned = blob_of(to_be_signed);
  const bytes whole = encoding_of(X509_CERT, content.get());
  return named_certificate{
      CertCreateCertificateContext(X509_ASN_ENCODING, whole.data(), static_cast<DWORD>(whole.size()))};
}

/// Alternatives of every kind that has a text.
std::vector<CERT_ALT_NAME_ENTRY> alternatives_of(const wchar_t* mail, const wchar_t* host,
                                                 const wchar_t* url) {
  return {text_entry(CERT_ALT_NAME_RFC822_NAME, mail), text_entry(CERT_ALT_NAME_DNS_NAME, host),
          text_entry(CERT_ALT_NAME_URL, url)};
}

}  // namespace

TEST_CASE("SSPI-CertNameToStr-forms: a name is its values, with identifiers or with keys") {
  const bytes name = encoded_name(L"CN=example.com, O=Example, 1.2.3=x");
  CHECK(written(name, CERT_SIMPLE_NAME_STR) == L"example.com, Example, x");
  CHECK(written(name, CERT_OID_NAME_STR) == L"2.5.4.3=example.com, 2.5.4.10=Example, 1.2.3=x");
  CHECK(written(name, CERT_X500_NAME_STR) == L"CN=example.com, O=Example, OID.1.2.3=x");
  CHECK(written(encoded_name(L""), CERT_X500_NAME_STR).empty());
}

TEST_CASE("SSPI-CertNameToStr-separators: flags choose what stands between the parts, and their order") {
  const bytes name = encoded_name(L"CN=a + OU=b, O=c");
  CHECK(written(name, CERT_X500_NAME_STR) == L"CN=a + OU=b, O=c");
  CHECK(written(name, CERT_X500_NAME_STR | CERT_NAME_STR_SEMICOLON_FLAG) == L"CN=a + OU=b; O=c");
  CHECK(written(name, CERT_X500_NAME_STR | CERT_NAME_STR_CRLF_FLAG) == L"CN=a + OU=b\r\nO=c");
  CHECK(written(name, CERT_X500_NAME_STR | CERT_NAME_STR_NO_PLUS_FLAG) == L"CN=a OU=b, O=c");
  CHECK(written(name, CERT_X500_NAME_STR | CERT_NAME_STR_REVERSE_FLAG) == L"O=c, CN=a + OU=b");
}

TEST_CASE("SSPI-CertNameToStr-quotes: values that separate or end in blanks are quoted") {
  for (const auto& [value, text] : {std::pair<std::wstring, std::wstring>{L"a b", L"CN=a b"},
                                    {L"a'b", L"CN=a'b"},
                                    {L"\"a,b\"", L"CN=\"a,b\""},
                                    {L"\" a\"", L"CN=\" a\""},
                                    {L"\"a \"", L"CN=\"a \""},
                                    {L"\"a\"\"b\"", L"CN=\"a\"\"b\""},
                                    {L"\"a+b\"", L"CN=\"a+b\""},
                                    {L"\"a=b\"", L"CN=\"a=b\""},
                                    {L"\"a<b\"", L"CN=\"a<b\""},
                                    {L"\"a>b\"", L"CN=\"a>b\""},
                                    {L"\"a#b\"", L"CN=\"a#b\""},
                                    {L"\"a;b\"", L"CN=\"a;b\""},
                                    {L"\"a\nb\"", L"CN=\"a\nb\""}})
    CHECK(written(encoded_name(L"CN=" + value), CERT_X500_NAME_STR) == text);
  CHECK(written(encoded_name(L"CN=\"a,b\""), CERT_X500_NAME_STR | CERT_NAME_STR_NO_QUOTING_FLAG) ==
        L"CN=a,b");
}

TEST_CASE("SSPI-CertNameToStr-small-buffer: narrow text is given whole or not at all, wide text is cut") {
  bytes name = encoded_name(L"CN=1");
  CERT_NAME_BLOB blob = blob_of(name);
  CHECK(CertNameToStrA(X509_ASN_ENCODING, &blob, CERT_X500_NAME_STR, nullptr, 0) == 5);
  char narrow[5] = {'?', '?', '?', '?', '?'};
  CHECK(CertNameToStrA(X509_ASN_ENCODING, &blob, CERT_X500_NAME_STR, narrow, 5) == 5);
  CHECK(std::string{narrow} == "CN=1");
  CHECK(CertNameToStrA(X509_ASN_ENCODING, &blob, CERT_X500_NAME_STR, narrow, 4) == 1);
  CHECK(std::string{narrow}.empty());
  WCHAR wide[5] = {L'?', L'?', L'?', L'?', L'?'};
  CHECK(CertNameToStrW(X509_ASN_ENCODING, &blob, CERT_X500_NAME_STR, wide, 4) == 4);
  CHECK(std::wstring{wide} == L"CN=");
}

TEST_CASE("SSPI-CertNameToStr-no-name: without a name or a known encoding there is the empty text") {
  bytes name = encoded_name(L"CN=1"), junk{0x30, 0x05};
  CERT_NAME_BLOB blob = blob_of(name), broken = blob_of(junk);
  SetLastError(ERROR_SUCCESS);
  CHECK(CertNameToStrA(0, &blob, CERT_X500_NAME_STR, nullptr, 0) == 1);
  CHECK(GetLastError() == ERROR_FILE_NOT_FOUND);
  CHECK(CertNameToStrA(X509_ASN_ENCODING, &broken, CERT_X500_NAME_STR, nullptr, 0) == 1);
}

TEST_CASE("SSPI-CertRDNValueToStr: the value of an attribute is text, or digits after a number sign") {
  bytes value = to_bytes("one");
  CERT_RDN_VALUE_BLOB blob = blob_of(value);
  WCHAR text[16];
  CHECK(CertRDNValueToStrW(CERT_RDN_PRINTABLE_STRING, &blob, nullptr, 0) == 4);
  CHECK(CertRDNValueToStrW(CERT_RDN_PRINTABLE_STRING, &blob, text, 16) == 4);
  CHECK(std::wstring{text} == L"one");
  WCHAR wide[] = L"\u00E4";
  CERT_RDN_VALUE_BLOB wide_blob{sizeof(WCHAR), reinterpret_cast<BYTE*>(wide)};
  CHECK(CertRDNValueToStrW(CERT_RDN_UTF8_STRING, &wide_blob, text, 16) == 2);
  CHECK(std::wstring{text} == L"\u00E4");
  CHECK(CertRDNValueToStrW(CERT_RDN_OCTET_STRING, &blob, text, 16) == 8);
  CHECK(std::wstring{text} == L"#6f6e65");
}

TEST_CASE("SSPI-CertGetNameString-no-certificate: nobody has the empty name") {
  char text[4] = "???";
  CHECK(CertGetNameStringA(nullptr, CERT_NAME_SIMPLE_DISPLAY_TYPE, 0, nullptr, nullptr, 0) == 1);
  CHECK(CertGetNameStringA(nullptr, CERT_NAME_SIMPLE_DISPLAY_TYPE, 0, nullptr, text, 4) == 1);
  CHECK(std::string{text}.empty());
  CHECK(named_certificate(L"CN=x", {}).string(99).empty());
}

TEST_CASE("SSPI-CertGetNameString-small-buffer: narrow text is given whole or not at all, wide text is cut") {
  const named_certificate made(L"CN=name", {});
  char narrow[5];
  CHECK(CertGetNameStringA(made.context, CERT_NAME_SIMPLE_DISPLAY_TYPE, 0, nullptr, narrow, 4) == 1);
  CHECK(std::string{narrow}.empty());
  CHECK(CertGetNameStringA(made.context, CERT_NAME_SIMPLE_DISPLAY_TYPE, 0, nullptr, narrow, 5) == 5);
  CHECK(std::string{narrow} == "name");
  WCHAR wide[5];
  CHECK(CertGetNameStringW(made.context, CERT_NAME_SIMPLE_DISPLAY_TYPE, 0, nullptr, wide, 4) == 4);
  CHECK(std::wstring{wide} == L"nam");
}

TEST_CASE("SSPI-CertGetNameString-simple: the common name, or what stands for it") {
  CHECK(named_certificate(L"O=c, OU=b, CN=a", {}).string(CERT_NAME_SIMPLE_DISPLAY_TYPE) == L"a");
  CHECK(named_certificate(L"O=c, OU=b", {}).string(CERT_NAME_SIMPLE_DISPLAY_TYPE) == L"b");
  CHECK(named_certificate(L"O=c, L=x", {}).string(CERT_NAME_SIMPLE_DISPLAY_TYPE) == L"c");
  CHECK(named_certificate(L"L=x, E=a@b", {}).string(CERT_NAME_SIMPLE_DISPLAY_TYPE) == L"a@b");
  CHECK(named_certificate(L"L=x", {text_entry(CERT_ALT_NAME_RFC822_NAME, L"m@n")})
            .string(CERT_NAME_SIMPLE_DISPLAY_TYPE) == L"m@n");
  CHECK(named_certificate(L"L=x", {}).string(CERT_NAME_SIMPLE_DISPLAY_TYPE) == L"x");
}

TEST_CASE("SSPI-CertGetNameString-friendly: the friendly name, or the simple one") {
  const named_certificate made(L"CN=simple", {});
  CHECK(made.string(CERT_NAME_FRIENDLY_DISPLAY_TYPE) == L"simple");
  WCHAR friendly[] = L"friendly";
  const CRYPT_DATA_BLOB blob{sizeof friendly, reinterpret_cast<BYTE*>(friendly)};
  REQUIRE(CertSetCertificateContextProperty(made.context, CERT_FRIENDLY_NAME_PROP_ID, 0, &blob));
  CHECK(made.string(CERT_NAME_FRIENDLY_DISPLAY_TYPE) == L"friendly");
}

TEST_CASE("SSPI-CertGetNameString-rdn: the whole name in the form that the parameter asks for") {
  const named_certificate made(L"CN=a, O=b", {});
  const DWORD x500 = CERT_X500_NAME_STR;
  CHECK(made.string(CERT_NAME_RDN_TYPE, 0, &x500) == L"CN=a, O=b");
  CHECK(issued_by(L"CN=c, O=d", {}, made).string(CERT_NAME_RDN_TYPE, CERT_NAME_ISSUER_FLAG, &x500) ==
        L"CN=c, O=d");
}

TEST_CASE("SSPI-CertGetNameString-attribute: an attribute by its identifier, the email without one") {
  const named_certificate made(L"CN=a, E=mail@example.com", {});
  CHECK(made.string(CERT_NAME_ATTR_TYPE, 0, szOID_COMMON_NAME) == L"a");
  CHECK(made.string(CERT_NAME_ATTR_TYPE) == L"mail@example.com");
  CHECK(made.string(CERT_NAME_ATTR_TYPE, 0, szOID_COUNTRY_NAME).empty());
}

TEST_CASE(
    "SSPI-CertGetNameString-alternatives: email, DNS, URL and principal names come from the alternatives") {
  bytes principal{0x0C, 0x03, 'u', '@', 'd'};
  char principal_oid[] = szOID_NT_PRINCIPAL_NAME;
  CERT_OTHER_NAME other{principal_oid, blob_of(principal)};
  CERT_ALT_NAME_ENTRY upn{};
  upn.dwAltNameChoice = CERT_ALT_NAME_OTHER_NAME;
  upn.pOtherName = &other;
  const named_certificate made(L"CN=a, E=subject@x", {text_entry(CERT_ALT_NAME_DNS_NAME, L"one.example"),
                                                      text_entry(CERT_ALT_NAME_DNS_NAME, L"two.example"),
                                                      text_entry(CERT_ALT_NAME_RFC822_NAME, L"alternative@x"),
                                                      text_entry(CERT_ALT_NAME_URL, L"http://x/"), upn});
  CHECK(made.string(CERT_NAME_EMAIL_TYPE) == L"alternative@x");
  CHECK(made.string(CERT_NAME_DNS_TYPE) == L"one.example");
  CHECK(made.string(CERT_NAME_URL_TYPE) == L"http://x/");
  CHECK(made.string(CERT_NAME_UPN_TYPE) == L"u@d");
  const named_certificate plain(L"CN=a, E=subject@x", {});
  CHECK(plain.string(CERT_NAME_EMAIL_TYPE) == L"subject@x");
  CHECK(plain.string(CERT_NAME_DNS_TYPE) == L"a");
  CHECK(plain.string(CERT_NAME_URL_TYPE).empty());
  CHECK(plain.string(CERT_NAME_UPN_TYPE).empty());
}

TEST_CASE("SSPI-CertGetNameString-issuer: the issuer's names come from the issuer and its alternatives") {
  const named_certificate leaf(L"CN=leaf, O=b",
                               alternatives_of(L"mail@leaf", L"leaf.example", L"http://leaf/"));
  const named_certificate made = issued_by(
      L"CN=issuer, O=d", alternatives_of(L"mail@issuer", L"issuer.example", L"http://issuer/"), leaf);
  using namespace std::string_literals;
  const DWORD x500 = CERT_X500_NAME_STR;
  struct {
    DWORD type;
    const void* parameter;
    std::wstring of_leaf;
    std::wstring of_issuer;
    DWORD flags = 0;
  } const all[] = {
      {CERT_NAME_EMAIL_TYPE, nullptr, L"mail@leaf", L"mail@issuer"},
      {CERT_NAME_RDN_TYPE, &x500, L"CN=leaf, O=b", L"CN=issuer, O=d"},
      {CERT_NAME_ATTR_TYPE, szOID_ORGANIZATION_NAME, L"b", L"d"},
      {CERT_NAME_SIMPLE_DISPLAY_TYPE, nullptr, L"leaf", L"issuer"},
      {CERT_NAME_FRIENDLY_DISPLAY_TYPE, nullptr, L"leaf", L"issuer"},
      {CERT_NAME_DNS_TYPE, nullptr, L"leaf.example", L"issuer.example"},
      {CERT_NAME_DNS_TYPE, nullptr, L"leaf.example\0"s, L"issuer.example\0"s,
       CERT_NAME_SEARCH_ALL_NAMES_FLAG},
      {CERT_NAME_URL_TYPE, nullptr, L"http://leaf/", L"http://issuer/"},
  };
  for (const auto& one : all) {
    CAPTURE(one.type);
    CHECK(made.string(one.type, one.flags, one.parameter) == one.of_leaf);
    CHECK(made.string(one.type, one.flags | CERT_NAME_ISSUER_FLAG, one.parameter) == one.of_issuer);
  }
}

TEST_CASE("SSPI-CertGetNameString-issuer: the alternatives of one are not the other's") {
  const auto alternatives = alternatives_of(L"mail@x", L"x.example", L"http://x/");
  const named_certificate of_leaf = issued_by(L"CN=issuer", {}, named_certificate(L"CN=leaf", alternatives));
  CHECK(of_leaf.string(CERT_NAME_EMAIL_TYPE, CERT_NAME_ISSUER_FLAG).empty());
  CHECK(of_leaf.string(CERT_NAME_DNS_TYPE, CERT_NAME_ISSUER_FLAG) == L"issuer");
  CHECK(of_leaf.string(CERT_NAME_URL_TYPE, CERT_NAME_ISSUER_FLAG).empty());
  const named_certificate of_issuer =
      issued_by(L"CN=issuer", alternatives, named_certificate(L"CN=leaf", {}));
  CHECK(of_issuer.string(CERT_NAME_EMAIL_TYPE).empty());
  CHECK(of_issuer.string(CERT_NAME_DNS_TYPE) == L"leaf");
  CHECK(of_issuer.string(CERT_NAME_URL_TYPE).empty());
}

TEST_CASE("SSPI-CertGetNameString-issuer: the principal name of either is its own") {
  bytes of_leaf{0x0C, 0x03, 'u', '@', 'l'};
  bytes of_issuer{0x0C, 0x03, 'u', '@', 'i'};
  char principal[] = szOID_NT_PRINCIPAL_NAME;
  CERT_OTHER_NAME names[] = {{principal, blob_of(of_leaf)}, {principal, blob_of(of_issuer)}};
  CERT_ALT_NAME_ENTRY entries[2]{};
  for (int i = 0; i < 2; ++i) {
    entries[i].dwAltNameChoice = CERT_ALT_NAME_OTHER_NAME;
    entries[i].pOtherName = &names[i];
  }
  const named_certificate made =
      issued_by(L"CN=issuer", {entries[1]}, named_certificate(L"CN=leaf", {entries[0]}));
  CHECK(made.string(CERT_NAME_UPN_TYPE) == L"u@l");
  CHECK(made.string(CERT_NAME_UPN_TYPE, CERT_NAME_ISSUER_FLAG) == L"u@i");
}

TEST_CASE("SSPI-CertGetNameString-all-names: every DNS name, each with its terminator") {
  const named_certificate made(L"CN=a", {text_entry(CERT_ALT_NAME_DNS_NAME, L"one.example"),
                                         text_entry(CERT_ALT_NAME_DNS_NAME, L"two.example")});
  using namespace std::string_literals;
  CHECK(made.string(CERT_NAME_DNS_TYPE, CERT_NAME_SEARCH_ALL_NAMES_FLAG) == L"one.example\0two.example\0"s);
  CHECK(made.string(CERT_NAME_EMAIL_TYPE, CERT_NAME_SEARCH_ALL_NAMES_FLAG).empty());
  const named_certificate plain(L"CN=a", {});
  CHECK(plain.string(CERT_NAME_DNS_TYPE, CERT_NAME_SEARCH_ALL_NAMES_FLAG) == L"a\0"s);
}
