// Names, alternative names and the extensions made of them, encoded and decoded.
#include <doctest/doctest.h>

#include <iterator>

#include "support/coding.h"

using namespace peers;

namespace {

char common_name[] = szOID_COMMON_NAME;
char country_name[] = szOID_COUNTRY_NAME;

bytes joined(std::initializer_list<bytes> parts) {
  bytes all;
  for (const bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

bytes tagged(std::uint8_t tag, const bytes& content) {
  return joined({{tag, static_cast<std::uint8_t>(content.size())}, content});
}

/// A name of one common name, whose value has that tag.
bytes name_of(std::uint8_t tag, const bytes& value) {
  const bytes oid{0x06, 0x03, 0x55, 0x04, 0x03};
  return tagged(0x30, tagged(0x31, tagged(0x30, joined({oid, tagged(tag, value)}))));
}

/// A name of one attribute, to be encoded.
struct one_attribute {
  one_attribute(LPSTR oid, DWORD type, std::wstring value) : text(std::move(value)) {
    attribute = {
        oid, type, {static_cast<DWORD>(text.size() * sizeof(WCHAR)), reinterpret_cast<BYTE*>(text.data())}};
  }
  one_attribute(const one_attribute&) = delete;
  one_attribute& operator=(const one_attribute&) = delete;

  std::wstring text;
  CERT_RDN_ATTR attribute;
  CERT_RDN relative{1, &attribute};
  CERT_NAME_INFO name{1, &relative};
};

const CERT_RDN_ATTR& first_of(const CERT_NAME_INFO& name) {
  return name.rgRDN[0].rgRDNAttr[0];
}

}  // namespace

TEST_CASE(
    "SSPI-CryptDecodeObjectEx-names: X509_NAME has the bytes of a value, X509_UNICODE_NAME its characters") {
  const bytes printable = name_of(0x13, to_bytes("one"));
  const auto plain = decoding_of<CERT_NAME_INFO>(X509_NAME, printable);
  REQUIRE(plain);
  REQUIRE(plain->cRDN == 1);
  CHECK(std::string{first_of(*plain).pszObjId} == common_name);
  CHECK(first_of(*plain).dwValueType == CERT_RDN_PRINTABLE_STRING);
  CHECK(content_of(first_of(*plain).Value) == to_bytes("one"));
  CHECK(encoding_of(X509_NAME, plain.get()) == printable);

  const auto unicode = decoding_of<CERT_NAME_INFO>(X509_UNICODE_NAME, printable);
  REQUIRE(unicode);
  CHECK(first_of(*unicode).dwValueType == CERT_RDN_PRINTABLE_STRING);
  CHECK(first_of(*unicode).Value.cbData == 3 * sizeof(WCHAR));
  CHECK(std::wstring{reinterpret_cast<LPCWSTR>(first_of(*unicode).Value.pbData)} == L"one");
  CHECK(encoding_of(X509_UNICODE_NAME, unicode.get()) == printable);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-name-types: each string type is read as what it is") {
  for (const auto& [tag, value, type] :
       {std::tuple<std::uint8_t, bytes, DWORD>{0x0C, {0xC3, 0xA4}, CERT_RDN_UTF8_STRING},
        {0x1E, {0x00, 0xE4}, CERT_RDN_BMP_STRING},
        {0x1C, {0x00, 0x00, 0x00, 0xE4}, CERT_RDN_UNIVERSAL_STRING},
        {0x14, {0xE4}, CERT_RDN_T61_STRING},
        {0x14, {0xC3, 0xA4}, CERT_RDN_T61_STRING}}) {
    CAPTURE(tag);
    const auto name = decoding_of<CERT_NAME_INFO>(X509_UNICODE_NAME, name_of(tag, value));
    REQUIRE(name);
    CHECK(first_of(*name).dwValueType == type);
    CHECK(std::wstring{reinterpret_cast<LPCWSTR>(first_of(*name).Value.pbData)} == L"\u00E4");
  }
  const auto octets = decoding_of<CERT_NAME_INFO>(X509_UNICODE_NAME, name_of(0x04, {1, 2}));
  REQUIRE(octets);
  CHECK(first_of(*octets).dwValueType == CERT_RDN_OCTET_STRING);
  CHECK(content_of(first_of(*octets).Value) == bytes{1, 2});
  const auto number = decoding_of<CERT_NAME_INFO>(X509_UNICODE_NAME, name_of(0x02, {5}));
  REQUIRE(number);
  CHECK(first_of(*number).dwValueType == CERT_RDN_ENCODED_BLOB);
  CHECK(content_of(first_of(*number).Value) == bytes{0x02, 0x01, 0x05});
  CHECK(encoding_of(X509_UNICODE_NAME, number.get()) == name_of(0x02, {5}));
}

TEST_CASE("SSPI-CryptEncodeObjectEx-t61: a T61String that was read is written as it was") {
  for (const bytes& value : {bytes{0xE4}, {0xC3}, {0xEF, 0xBF, 0xBD}, {0xC3, 0x83, 0xC2, 0xA9}}) {
    const bytes der = name_of(0x14, value);
    const auto first = decoding_of<CERT_NAME_INFO>(X509_UNICODE_NAME, der);
    REQUIRE(first);
    CHECK(encoding_of(X509_UNICODE_NAME, first.get()) == der);
  }
}

TEST_CASE("SSPI-CryptEncodeObjectEx-names: characters that a type does not have are told by their place") {
  const one_attribute chosen{common_name, CERT_RDN_ANY_TYPE, L"one"};
  CHECK(encoding_of(X509_UNICODE_NAME, &chosen.name) == name_of(0x13, to_bytes("one")));
  const one_attribute umlaut{common_name, CERT_RDN_ANY_TYPE, L"\u00E4"};
  CHECK(encoding_of(X509_UNICODE_NAME, &umlaut.name) == name_of(0x1E, {0x00, 0xE4}));
  CHECK(encoding_of(X509_UNICODE_NAME, &umlaut.name, CERT_RDN_ENABLE_UTF8_UNICODE_FLAG) ==
        name_of(0x0C, {0xC3, 0xA4}));

  DWORD place = 0;
  const one_attribute wrong{country_name, CERT_RDN_PRINTABLE_STRING, L"D*"};
  CHECK_FALSE(CryptEncodeObject(X509_ASN_ENCODING, X509_UNICODE_NAME, &wrong.name, nullptr, &place));
  CHECK(GetLastError() == code(CRYPT_E_INVALID_PRINTABLE_STRING));
  CHECK(GET_CERT_UNICODE_RDN_ERR_INDEX(place) == 0);
  CHECK(GET_CERT_UNICODE_VALUE_ERR_INDEX(place) == 1);
  const one_attribute letters{common_name, CERT_RDN_NUMERIC_STRING, L"12x"};
  CHECK(encoding_error(X509_UNICODE_NAME, &letters.name) == code(CRYPT_E_INVALID_NUMERIC_STRING));
  const one_attribute wide{common_name, CERT_RDN_IA5_STRING, L"\u00E4"};
  CHECK(encoding_error(X509_UNICODE_NAME, &wide.name) == code(CRYPT_E_INVALID_IA5_STRING));
}

TEST_CASE("SSPI-CryptDecodeObjectEx-name-values: the values of names come apart alone too") {
  const bytes der = joined({{0x13, 0x03}, to_bytes("one")});
  const auto plain = decoding_of<CERT_NAME_VALUE>(X509_NAME_VALUE, der);
  REQUIRE(plain);
  CHECK(plain->dwValueType == CERT_RDN_PRINTABLE_STRING);
  CHECK(content_of(plain->Value) == to_bytes("one"));
  CHECK(encoding_of(X509_NAME_VALUE, plain.get()) == der);
  const auto unicode = decoding_of<CERT_NAME_VALUE>(X509_UNICODE_NAME_VALUE, der);
  REQUIRE(unicode);
  CHECK(std::wstring{reinterpret_cast<LPCWSTR>(unicode->Value.pbData)} == L"one");
  CHECK(encoding_of(X509_UNICODE_NAME_VALUE, unicode.get()) == der);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-alternative-names: each choice has its member") {
  WCHAR dns[] = L"example.com", mail[] = L"a@example.com", url[] = L"http://x/";
  char registered[] = "1.2.3", principal[] = szOID_NT_PRINCIPAL_NAME;
  bytes address{127, 0, 0, 1}, directory{0x30, 0x00}, other{0x0C, 0x01, 'u'};
  CERT_OTHER_NAME other_name{principal, blob_of(other)};
  CERT_ALT_NAME_ENTRY entries[7]{};
  entries[0].dwAltNameChoice = CERT_ALT_NAME_DNS_NAME;
  entries[0].pwszDNSName = dns;
  entries[1].dwAltNameChoice = CERT_ALT_NAME_RFC822_NAME;
  entries[1].pwszRfc822Name = mail;
  entries[2].dwAltNameChoice = CERT_ALT_NAME_URL;
  entries[2].pwszURL = url;
  entries[3].dwAltNameChoice = CERT_ALT_NAME_IP_ADDRESS;
  entries[3].IPAddress = blob_of(address);
  entries[4].dwAltNameChoice = CERT_ALT_NAME_DIRECTORY_NAME;
  entries[4].DirectoryName = blob_of(directory);
  entries[5].dwAltNameChoice = CERT_ALT_NAME_REGISTERED_ID;
  entries[5].pszRegisteredID = registered;
  entries[6].dwAltNameChoice = CERT_ALT_NAME_OTHER_NAME;
  entries[6].pOtherName = &other_name;
  const CERT_ALT_NAME_INFO info{7, entries};
  const bytes der = encoding_of(X509_ALTERNATE_NAME, &info);
  REQUIRE_FALSE(der.empty());

  const auto decoded = decoding_of<CERT_ALT_NAME_INFO>(szOID_SUBJECT_ALT_NAME2, der);
  REQUIRE(decoded);
  REQUIRE(decoded->cAltEntry == 7);
  for (DWORD i = 0; i < 7; ++i) CHECK(decoded->rgAltEntry[i].dwAltNameChoice == entries[i].dwAltNameChoice);
  CHECK(std::wstring{decoded->rgAltEntry[0].pwszDNSName} == dns);
  CHECK(std::wstring{decoded->rgAltEntry[1].pwszRfc822Name} == mail);
  CHECK(std::wstring{decoded->rgAltEntry[2].pwszURL} == url);
  CHECK(content_of(decoded->rgAltEntry[3].IPAddress) == address);
  CHECK(content_of(decoded->rgAltEntry[4].DirectoryName) == directory);
  CHECK(std::string{decoded->rgAltEntry[5].pszRegisteredID} == registered);
  CHECK(content_of(decoded->rgAltEntry[6].pOtherName->Value) == other);
  CHECK(encoding_of(X509_ALTERNATE_NAME, decoded.get()) == der);
}

TEST_CASE("SSPI-CryptEncodeObjectEx-alternative-names: a character outside ASCII is told by its place") {
  WCHAR good[] = L"good", wrong[] = L"a\u00E4";
  CERT_ALT_NAME_ENTRY entries[2]{};
  entries[0].dwAltNameChoice = entries[1].dwAltNameChoice = CERT_ALT_NAME_DNS_NAME;
  entries[0].pwszDNSName = good;
  entries[1].pwszDNSName = wrong;
  const CERT_ALT_NAME_INFO info{2, entries};
  DWORD place = 0;
  CHECK_FALSE(CryptEncodeObject(X509_ASN_ENCODING, X509_ALTERNATE_NAME, &info, nullptr, &place));
  CHECK(GetLastError() == code(CRYPT_E_INVALID_IA5_STRING));
  CHECK(GET_CERT_ALT_NAME_ENTRY_ERR_INDEX(place) == 1);
  CHECK(GET_CERT_ALT_NAME_VALUE_ERR_INDEX(place) == 1);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-cut-names: a name with a terminator inside is corrupt") {
  const bytes inside = tagged(0x30, tagged(0x82, {'g', 'o', 'o', 'd', 0, '.', 'b', 'a', 'd'}));
  CHECK(decoding_error(X509_ALTERNATE_NAME, inside) == code(CRYPT_E_ASN1_CORRUPT));
  const auto behind =
      decoding_of<CERT_ALT_NAME_INFO>(X509_ALTERNATE_NAME, tagged(0x30, tagged(0x82, {'g', 0})));
  REQUIRE(behind);
  CHECK(std::wstring{behind->rgAltEntry[0].pwszDNSName} == L"g");
}

TEST_CASE("SSPI-CryptDecodeObjectEx-authority-key: parts that are not there are empty") {
  bytes key{1, 2, 3};
  CERT_AUTHORITY_KEY_ID2_INFO info{blob_of(key), {}, {}};
  const bytes der = encoding_of(X509_AUTHORITY_KEY_ID2, &info);
  CHECK(der == tagged(0x30, tagged(0x80, key)));
  const auto decoded = decoding_of<CERT_AUTHORITY_KEY_ID2_INFO>(szOID_AUTHORITY_KEY_IDENTIFIER2, der);
  REQUIRE(decoded);
  CHECK(content_of(decoded->KeyId) == key);
  CHECK(decoded->AuthorityCertIssuer.cAltEntry == 0);
  CHECK(decoded->AuthorityCertSerialNumber.cbData == 0);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-access: access descriptions and distribution points name locations") {
  WCHAR url[] = L"http://x/";
  CERT_ALT_NAME_ENTRY location{};
  location.dwAltNameChoice = CERT_ALT_NAME_URL;
  location.pwszURL = url;
  char method[] = szOID_PKIX_OCSP;
  CERT_ACCESS_DESCRIPTION description{method, location};
  const CERT_AUTHORITY_INFO_ACCESS access{1, &description};
  const auto access_again = decoding_of<CERT_AUTHORITY_INFO_ACCESS>(
      szOID_AUTHORITY_INFO_ACCESS, encoding_of(X509_AUTHORITY_INFO_ACCESS, &access));
  REQUIRE(access_again);
  REQUIRE(access_again->cAccDescr == 1);
  CHECK(std::wstring{access_again->rgAccDescr[0].AccessLocation.pwszURL} == url);

  CRL_DIST_POINT point{};
  point.DistPointName.dwDistPointNameChoice = CRL_DIST_POINT_FULL_NAME;
  point.DistPointName.FullName = {1, &location};
  const CRL_DIST_POINTS_INFO points{1, &point};
  const auto points_again =
      decoding_of<CRL_DIST_POINTS_INFO>(szOID_CRL_DIST_POINTS, encoding_of(X509_CRL_DIST_POINTS, &points));
  REQUIRE(points_again);
  REQUIRE(points_again->cDistPoint == 1);
  REQUIRE(points_again->rgDistPoint[0].DistPointName.dwDistPointNameChoice == CRL_DIST_POINT_FULL_NAME);
  CHECK(std::wstring{points_again->rgDistPoint[0].DistPointName.FullName.rgAltEntry[0].pwszURL} == url);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-name-constraints: subtrees are permitted or excluded") {
  WCHAR allowed[] = L"example.com", forbidden[] = L"bad.example.com";
  CERT_GENERAL_SUBTREE permitted{}, excluded{};
  permitted.Base.dwAltNameChoice = excluded.Base.dwAltNameChoice = CERT_ALT_NAME_DNS_NAME;
  permitted.Base.pwszDNSName = allowed;
  excluded.Base.pwszDNSName = forbidden;
  const CERT_NAME_CONSTRAINTS_INFO info{1, &permitted, 1, &excluded};
  const auto decoded = decoding_of<CERT_NAME_CONSTRAINTS_INFO>(szOID_NAME_CONSTRAINTS,
                                                               encoding_of(X509_NAME_CONSTRAINTS, &info));
  REQUIRE(decoded);
  REQUIRE(decoded->cPermittedSubtree == 1);
  REQUIRE(decoded->cExcludedSubtree == 1);
  CHECK(std::wstring{decoded->rgPermittedSubtree[0].Base.pwszDNSName} == allowed);
  CHECK(std::wstring{decoded->rgExcludedSubtree[0].Base.pwszDNSName} == forbidden);
  CHECK(decoded->rgExcludedSubtree[0].fMaximum == FALSE);
}
