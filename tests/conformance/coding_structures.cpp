// The structures that CryptEncodeObjectEx and CryptDecodeObjectEx know, one by one: encoded, compared with
// the bytes that X.690 wants, and decoded again.
#include <doctest/doctest.h>

#include <iterator>

#include "support/coding.h"
#include "support/identities.h"

using namespace peers;

namespace {

char server_auth[] = szOID_PKIX_KP_SERVER_AUTH;
char client_auth[] = szOID_PKIX_KP_CLIENT_AUTH;
char sha256_rsa[] = szOID_RSA_SHA256RSA;
char rsa[] = szOID_RSA_RSA;

const bytes server_auth_der{0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01};
const bytes null_der{0x05, 0x00};

bytes joined(std::initializer_list<bytes> parts) {
  bytes all;
  for (const bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

bytes tagged(std::uint8_t tag, const bytes& content) {
  return joined({{tag, static_cast<std::uint8_t>(content.size())}, content});
}

bytes again(LPCSTR type, const bytes& encoded, DWORD flags = 0) {
  const auto decoded = decoding_of<BYTE>(type, encoded, flags);
  return decoded ? encoding_of(type, decoded.get()) : bytes{};
}

}  // namespace

TEST_CASE("SSPI-CryptDecodeObjectEx-numbers: numbers are an INT, or bytes with the least significant first") {
  for (const auto& [number, der] : {std::pair<INT, bytes>{0, {0x02, 0x01, 0x00}},
                                    {-1, {0x02, 0x01, 0xFF}},
                                    {128, {0x02, 0x02, 0x00, 0x80}},
                                    {-129, {0x02, 0x02, 0xFF, 0x7F}}}) {
    CHECK(encoding_of(X509_INTEGER, &number) == der);
    CHECK(*decoding_of<INT>(X509_INTEGER, der) == number);
  }
  const INT reason = 4;
  CHECK(encoding_of(X509_ENUMERATED, &reason) == bytes{0x0A, 0x01, 0x04});
  CHECK(*decoding_of<INT>(szOID_CRL_REASON_CODE, {0x0A, 0x01, 0x04}) == 4);

  bytes number{0x34, 0x92, 0x00, 0x00};
  const CRYPT_INTEGER_BLOB blob = blob_of(number);
  CHECK(encoding_of(X509_MULTI_BYTE_INTEGER, &blob) == bytes{0x02, 0x03, 0x00, 0x92, 0x34});
  CHECK(content_of(*decoding_of<CRYPT_INTEGER_BLOB>(
            X509_MULTI_BYTE_INTEGER, {0x02, 0x03, 0x00, 0x92, 0x34})) == bytes{0x34, 0x92, 0x00});
  number = {0x34, 0x92};
  const CRYPT_UINT_BLOB unsigned_blob = blob_of(number);
  CHECK(encoding_of(X509_MULTI_BYTE_INTEGER, &unsigned_blob) == bytes{0x02, 0x02, 0x92, 0x34});
  CHECK(encoding_of(X509_MULTI_BYTE_UINT, &unsigned_blob) == bytes{0x02, 0x03, 0x00, 0x92, 0x34});
  CHECK(content_of(*decoding_of<CRYPT_UINT_BLOB>(X509_MULTI_BYTE_UINT, {0x02, 0x03, 0x00, 0x92, 0x34})) ==
        number);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-octets-and-bits: bytes stay in their order") {
  bytes content{1, 2, 3};
  const CRYPT_DATA_BLOB blob = blob_of(content);
  CHECK(encoding_of(X509_OCTET_STRING, &blob) == bytes{0x04, 0x03, 1, 2, 3});
  CHECK(content_of(*decoding_of<CRYPT_DATA_BLOB>(szOID_SUBJECT_KEY_IDENTIFIER, {0x04, 0x03, 1, 2, 3})) ==
        content);
  CHECK(decoding_of<CRYPT_DATA_BLOB>(X509_OCTET_STRING, {0x04, 0x00})->cbData == 0);

  bytes usage{CERT_DIGITAL_SIGNATURE_KEY_USAGE | CERT_KEY_ENCIPHERMENT_KEY_USAGE, 0};
  CRYPT_BIT_BLOB bits{2, usage.data(), 0};
  CHECK(encoding_of(X509_BITS, &bits) == bytes{0x03, 0x03, 0x00, 0xA0, 0x00});
  CHECK(encoding_of(X509_KEY_USAGE, &bits) == bytes{0x03, 0x02, 0x05, 0xA0});
  CHECK(encoding_of(X509_BITS_WITHOUT_TRAILING_ZEROES, &bits) == bytes{0x03, 0x02, 0x05, 0xA0});
  bits = {1, usage.data(), 6};
  CHECK(encoding_of(X509_BITS, &bits) == bytes{0x03, 0x02, 0x06, 0x80});
  const auto decoded = decoding_of<CRYPT_BIT_BLOB>(szOID_KEY_USAGE, {0x03, 0x02, 0x05, 0xA0});
  REQUIRE(decoded);
  CHECK(decoded->cbData == 1);
  CHECK(decoded->pbData[0] == 0xA0);
  CHECK(decoded->cUnusedBits == 5);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-times: years up to 2049 are two digits, later ones four") {
  const bytes y2020 = joined({{0x17, 0x0D}, to_bytes("200102030405Z")});
  const auto decoded = decoding_of<FILETIME>(X509_CHOICE_OF_TIME, y2020);
  REQUIRE(decoded);
  CHECK((ULONGLONG{decoded->dwHighDateTime} << 32 | decoded->dwLowDateTime) == 132224078450000000);
  CHECK(again(X509_CHOICE_OF_TIME, y2020) == y2020);
  const bytes y2050 = joined({{0x18, 0x0F}, to_bytes("20500101000000Z")});
  CHECK(again(X509_CHOICE_OF_TIME, y2050) == y2050);
  CHECK(decoding_error(X509_CHOICE_OF_TIME, joined({{0x17, 0x0D}, to_bytes("201302030405Z")})) ==
        code(CRYPT_E_ASN1_CORRUPT));
}

TEST_CASE("SSPI-CryptDecodeObjectEx-usages: a usage extension is a list of identifiers") {
  LPSTR identifiers[] = {server_auth, client_auth};
  const CERT_ENHKEY_USAGE usage{2, identifiers};
  const bytes der = encoding_of(X509_ENHANCED_KEY_USAGE, &usage);
  CHECK(der == tagged(0x30, joined({server_auth_der,
                                    {0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02}})));
  const auto decoded = decoding_of<CERT_ENHKEY_USAGE>(szOID_ENHANCED_KEY_USAGE, der);
  REQUIRE(decoded);
  REQUIRE(decoded->cUsageIdentifier == 2);
  CHECK(std::string{decoded->rgpszUsageIdentifier[1]} == client_auth);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-constraints: basic constraints may bound the path") {
  CERT_BASIC_CONSTRAINTS2_INFO constraints{TRUE, TRUE, 1};
  CHECK(encoding_of(X509_BASIC_CONSTRAINTS2, &constraints) ==
        bytes{0x30, 0x06, 0x01, 0x01, 0xFF, 0x02, 0x01, 0x01});
  constraints = {FALSE, FALSE, 7};
  CHECK(encoding_of(X509_BASIC_CONSTRAINTS2, &constraints) == bytes{0x30, 0x00});
  const auto decoded =
      decoding_of<CERT_BASIC_CONSTRAINTS2_INFO>(szOID_BASIC_CONSTRAINTS2, {0x30, 0x06, 1, 1, 0xFF, 2, 1, 1});
  REQUIRE(decoded);
  CHECK(decoded->fCA == TRUE);
  CHECK(decoded->fPathLenConstraint == TRUE);
  CHECK(decoded->dwPathLenConstraint == 1);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-algorithms: an algorithm keeps its parameters encoded") {
  bytes null = null_der;
  const CRYPT_ALGORITHM_IDENTIFIER algorithm{sha256_rsa, blob_of(null)};
  const bytes der = encoding_of(X509_ALGORITHM_IDENTIFIER, &algorithm);
  const bytes oid{0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B};
  CHECK(der == tagged(0x30, joined({oid, null_der})));
  const auto decoded = decoding_of<CRYPT_ALGORITHM_IDENTIFIER>(X509_ALGORITHM_IDENTIFIER, der);
  REQUIRE(decoded);
  CHECK(std::string{decoded->pszObjId} == sha256_rsa);
  CHECK(content_of(decoded->Parameters) == null_der);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-public-keys: a public key is its algorithm and its bits") {
  bytes key{1, 2, 3, 4};
  bytes null = null_der;
  const CERT_PUBLIC_KEY_INFO info{{rsa, blob_of(null)}, {4, key.data(), 0}};
  const bytes der = encoding_of(X509_PUBLIC_KEY_INFO, &info);
  const auto decoded = decoding_of<CERT_PUBLIC_KEY_INFO>(X509_PUBLIC_KEY_INFO, der);
  REQUIRE(decoded);
  CHECK(std::string{decoded->Algorithm.pszObjId} == rsa);
  CHECK(bytes{decoded->PublicKey.pbData, decoded->PublicKey.pbData + decoded->PublicKey.cbData} == key);
  CHECK(again(X509_PUBLIC_KEY_INFO, der) == der);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-sequences: elements of any kind stay encoded") {
  bytes first{0x02, 0x01, 0x05}, second{0x30, 0x00};
  CRYPT_DER_BLOB elements[] = {blob_of(first), blob_of(second)};
  const CRYPT_SEQUENCE_OF_ANY sequence{2, elements};
  const bytes der = encoding_of(X509_SEQUENCE_OF_ANY, &sequence);
  CHECK(der == bytes{0x30, 0x05, 0x02, 0x01, 0x05, 0x30, 0x00});
  const auto decoded = decoding_of<CRYPT_SEQUENCE_OF_ANY>(X509_SEQUENCE_OF_ANY, der);
  REQUIRE(decoded);
  REQUIRE(decoded->cValue == 2);
  CHECK(content_of(decoded->rgValue[0]) == first);
  CHECK(content_of(decoded->rgValue[1]) == second);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-attributes: an attribute has any number of values") {
  bytes first{0x02, 0x01, 0x05}, second{0x01, 0x01, 0x00};
  CRYPT_ATTR_BLOB values[] = {blob_of(second), blob_of(first)};
  CRYPT_ATTRIBUTE attribute{server_auth, 2, values};
  const bytes one = encoding_of(PKCS_ATTRIBUTE, &attribute);
  CHECK(one == tagged(0x30, joined({server_auth_der, tagged(0x31, joined({second, first}))})));
  CHECK(again(PKCS_ATTRIBUTE, one) == one);
  const CRYPT_ATTRIBUTES attributes{1, &attribute};
  const bytes all = encoding_of(PKCS_ATTRIBUTES, &attributes);
  CHECK(all == tagged(0x31, one));
  CHECK(again(PKCS_ATTRIBUTES, all) == all);

  bytes inner{0x04, 0x01, 0x07};
  CRYPT_CONTENT_INFO content{server_auth, blob_of(inner)};
  const bytes der = encoding_of(PKCS_CONTENT_INFO, &content);
  CHECK(der == tagged(0x30, joined({server_auth_der, tagged(0xA0, inner)})));
  const auto decoded = decoding_of<CRYPT_CONTENT_INFO>(PKCS_CONTENT_INFO, der);
  REQUIRE(decoded);
  CHECK(content_of(decoded->Content) == inner);
  content.Content = {};
  CHECK(encoding_of(PKCS_CONTENT_INFO, &content) == tagged(0x30, server_auth_der));
}

TEST_CASE("SSPI-CryptDecodeObjectEx-extensions: extensions keep their values encoded") {
  bytes value{0x05, 0x00};
  CERT_EXTENSION extension{server_auth, TRUE, blob_of(value)};
  const CERT_EXTENSIONS extensions{1, &extension};
  const bytes der = encoding_of(X509_EXTENSIONS, &extensions);
  CHECK(der ==
        tagged(0x30, tagged(0x30, joined({server_auth_der, {0x01, 0x01, 0xFF}, tagged(0x04, value)}))));
  const auto decoded = decoding_of<CERT_EXTENSIONS>(szOID_RSA_certExtensions, der);
  REQUIRE(decoded);
  REQUIRE(decoded->cExtension == 1);
  CHECK(decoded->rgExtension[0].fCritical == TRUE);
  CHECK(content_of(decoded->rgExtension[0].Value) == value);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-policies: policies have qualifiers") {
  bytes location = joined({{0x16, 0x01}, to_bytes("x")});
  char cps[] = szOID_PKIX_POLICY_QUALIFIER_CPS;
  CERT_POLICY_QUALIFIER_INFO qualifier{cps, blob_of(location)};
  CERT_POLICY_INFO policies[] = {{server_auth, 0, nullptr}, {client_auth, 1, &qualifier}};
  const CERT_POLICIES_INFO info{2, policies};
  const bytes der = encoding_of(X509_CERT_POLICIES, &info);
  const auto decoded = decoding_of<CERT_POLICIES_INFO>(szOID_CERT_POLICIES, der);
  REQUIRE(decoded);
  REQUIRE(decoded->cPolicyInfo == 2);
  CHECK(decoded->rgPolicyInfo[0].cPolicyQualifier == 0);
  REQUIRE(decoded->rgPolicyInfo[1].cPolicyQualifier == 1);
  CHECK(std::string{decoded->rgPolicyInfo[1].rgPolicyQualifier[0].pszPolicyQualifierId} == cps);
  CHECK(content_of(decoded->rgPolicyInfo[1].rgPolicyQualifier[0].Qualifier) == location);
}

TEST_CASE(
    "SSPI-CryptDecodeObjectEx-certificates: a certificate comes apart as signed content and as CERT_INFO") {
  const certificate made = certificate::self_signed(L"CN=apart, O=Example");
  const bytes whole = made.encoded();
  const auto content = decoding_of<CERT_SIGNED_CONTENT_INFO>(X509_CERT, whole);
  REQUIRE(content);
  CHECK(again(X509_CERT, whole) == whole);
  const auto unreversed =
      decoding_of<CERT_SIGNED_CONTENT_INFO>(X509_CERT, whole, CRYPT_DECODE_NO_SIGNATURE_BYTE_REVERSAL_FLAG);
  REQUIRE(unreversed);
  CHECK(content->Signature.pbData[0] == unreversed->Signature.pbData[unreversed->Signature.cbData - 1]);

  const auto info = decoding_of<CERT_INFO>(X509_CERT_TO_BE_SIGNED, whole);
  REQUIRE(info);
  const CERT_INFO& shown = *made.context()->pCertInfo;
  CHECK(info->dwVersion == CERT_V3);
  CHECK(content_of(info->SerialNumber) == content_of(shown.SerialNumber));
  CHECK(content_of(info->Subject) == content_of(shown.Subject));
  CHECK(info->NotAfter.dwLowDateTime == shown.NotAfter.dwLowDateTime);
  CHECK(info->NotAfter.dwHighDateTime == shown.NotAfter.dwHighDateTime);
  CHECK(info->cExtension == shown.cExtension);
  const bytes to_be_signed = content_of(content->ToBeSigned);
  CHECK(encoding_of(X509_CERT_TO_BE_SIGNED, info.get()) == to_be_signed);
  CHECK(again(X509_CERT_TO_BE_SIGNED, to_be_signed, CRYPT_DECODE_TO_BE_SIGNED_FLAG) == to_be_signed);
  CHECK(decoding_error(X509_CERT_TO_BE_SIGNED, to_be_signed) != ERROR_SUCCESS);
}

TEST_CASE("SSPI-CryptDecodeObjectEx-requests: a request has a name, a key and attributes") {
  bytes name{0x30, 0x00}, key{9}, null = null_der, value{0x02, 0x01, 0x05};
  CRYPT_ATTR_BLOB values[] = {blob_of(value)};
  CRYPT_ATTRIBUTE attribute{server_auth, 1, values};
  CERT_REQUEST_INFO request{
      CERT_REQUEST_V1, blob_of(name), {{rsa, blob_of(null)}, {1, key.data(), 0}}, 1, &attribute};
  const bytes der = encoding_of(X509_CERT_REQUEST_TO_BE_SIGNED, &request);
  const auto decoded =
      decoding_of<CERT_REQUEST_INFO>(X509_CERT_REQUEST_TO_BE_SIGNED, der, CRYPT_DECODE_TO_BE_SIGNED_FLAG);
  REQUIRE(decoded);
  CHECK(content_of(decoded->Subject) == name);
  REQUIRE(decoded->cAttribute == 1);
  CHECK(content_of(decoded->rgAttribute[0].rgValue[0]) == value);
  request.cAttribute = 0;
  const bytes bare = encoding_of(X509_CERT_REQUEST_TO_BE_SIGNED, &request);
  REQUIRE(bare.size() > 2);
  CHECK(bytes(bare.end() - 2, bare.end()) == bytes{0xA0, 0x00});
}
