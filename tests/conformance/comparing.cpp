// Looking into certificates and comparing what is in them.
#include <doctest/doctest.h>

#include "support/coding.h"
#include "support/identities.h"

using namespace peers;

namespace {

char server_auth[] = szOID_PKIX_KP_SERVER_AUTH;
char client_auth[] = szOID_PKIX_KP_CLIENT_AUTH;

FILETIME at(ULONGLONG steps) {
  return {static_cast<DWORD>(steps), static_cast<DWORD>(steps >> 32)};
}

/// A certificate with these extensions.
struct extended_certificate {
  explicit extended_certificate(std::vector<CERT_EXTENSION> all) {
    bytes no_name{0x30, 0x00};
    CERT_NAME_BLOB blob = blob_of(no_name);
    CERT_EXTENSIONS extensions{static_cast<DWORD>(all.size()), all.data()};
    context = CertCreateSelfSignCertificate(0, &blob, 0, nullptr, nullptr, nullptr, nullptr, &extensions);
    REQUIRE(context != nullptr);
  }
  extended_certificate(const extended_certificate&) = delete;
  extended_certificate& operator=(const extended_certificate&) = delete;
  ~extended_certificate() { CertFreeCertificateContext(context); }

  PCCERT_CONTEXT context;
};

/// The enhanced key usages of a certificate, and the last error that came with them.
std::pair<std::vector<std::string>, DWORD> usages_of(PCCERT_CONTEXT context, DWORD flags = 0) {
  DWORD size = 0;
  REQUIRE(CertGetEnhancedKeyUsage(context, flags, nullptr, &size));
  std::vector<ULONG_PTR> memory(size / sizeof(ULONG_PTR) + 1);
  auto* usage = reinterpret_cast<CERT_ENHKEY_USAGE*>(memory.data());
  REQUIRE(CertGetEnhancedKeyUsage(context, flags, usage, &size));
  const DWORD error = GetLastError();
  std::vector<std::string> all;
  for (DWORD i = 0; i < usage->cUsageIdentifier; ++i) all.push_back(usage->rgpszUsageIdentifier[i]);
  return {all, error};
}

}  // namespace

TEST_CASE("SSPI-CertFindExtension: extensions and attributes are found by their identifier") {
  CERT_EXTENSION extensions[] = {{server_auth, FALSE, {}}, {client_auth, TRUE, {}}};
  CHECK(CertFindExtension(client_auth, 2, extensions) == &extensions[1]);
  CHECK(CertFindExtension(client_auth, 1, extensions) == nullptr);
  CHECK(CertFindExtension(client_auth, 0, nullptr) == nullptr);
  CRYPT_ATTRIBUTE attributes[] = {{server_auth, 0, nullptr}, {client_auth, 0, nullptr}};
  CHECK(CertFindAttribute(client_auth, 2, attributes) == &attributes[1]);
  CHECK(CertFindAttribute("1.2", 2, attributes) == nullptr);
  CERT_RDN_ATTR first{server_auth, 0, {}}, second{client_auth, 0, {}};
  CERT_RDN relative[] = {{1, &first}, {1, &second}};
  CERT_NAME_INFO name{2, relative};
  CHECK(CertFindRDNAttr(client_auth, &name) == &second);
  CHECK(CertFindRDNAttr("1.2", &name) == nullptr);
}

TEST_CASE("SSPI-CertCompareCertificate: certificates are the same when issuer and serial number are") {
  bytes issuer{0x30, 0x00}, other{0x30, 0x01}, number{1}, padded{1, 0}, different{2};
  CERT_INFO one{}, two{};
  one.Issuer = two.Issuer = blob_of(issuer);
  one.SerialNumber = blob_of(number);
  two.SerialNumber = blob_of(padded);
  CHECK(CertCompareCertificate(X509_ASN_ENCODING, &one, &two));
  two.SerialNumber = blob_of(different);
  CHECK_FALSE(CertCompareCertificate(X509_ASN_ENCODING, &one, &two));
  two.SerialNumber = blob_of(number);
  two.Issuer = blob_of(other);
  CHECK_FALSE(CertCompareCertificate(X509_ASN_ENCODING, &one, &two));
  CHECK(CertCompareCertificateName(X509_ASN_ENCODING, &one.Issuer, &one.Issuer));
  CHECK_FALSE(CertCompareCertificateName(X509_ASN_ENCODING, &one.Issuer, &two.Issuer));
}

TEST_CASE("SSPI-CertCompareIntegerBlob: sign bytes at the end do not count") {
  const auto are_equal = [](bytes one, bytes other) {
    CRYPT_INTEGER_BLOB first = blob_of(one), second = blob_of(other);
    return CertCompareIntegerBlob(&first, &second) == TRUE;
  };
  CHECK(are_equal({1, 2}, {1, 2, 0, 0}));
  CHECK(are_equal({0xFE}, {0xFE, 0xFF}));
  CHECK_FALSE(are_equal({0x80}, {0x80, 0x00}));
  CHECK_FALSE(are_equal({0x7F}, {0x7F, 0xFF}));
  CHECK_FALSE(are_equal({1}, {2}));
  CHECK(are_equal({}, {}));
}

TEST_CASE("SSPI-CertComparePublicKeyInfo: keys are the same when their bits are") {
  const CERT_INFO& info = *server_certificate().context()->pCertInfo;
  CERT_PUBLIC_KEY_INFO key = info.SubjectPublicKeyInfo;
  CHECK(CertComparePublicKeyInfo(X509_ASN_ENCODING, &key, &key));
  const certificate another = certificate::self_signed(L"CN=another");
  CERT_PUBLIC_KEY_INFO other = another.context()->pCertInfo->SubjectPublicKeyInfo;
  CHECK_FALSE(CertComparePublicKeyInfo(X509_ASN_ENCODING, &key, &other));
}

TEST_CASE("SSPI-CertVerifyTimeValidity: a time lies before, in or after a validity") {
  CERT_INFO info{};
  info.NotBefore = at(100);
  info.NotAfter = at(200);
  FILETIME before = at(99), first = at(100), last = at(200), after = at(201);
  CHECK(CertVerifyTimeValidity(&before, &info) == -1);
  CHECK(CertVerifyTimeValidity(&first, &info) == 0);
  CHECK(CertVerifyTimeValidity(&last, &info) == 0);
  CHECK(CertVerifyTimeValidity(&after, &info) == 1);
  CHECK(CertVerifyTimeValidity(nullptr, &info) == 1);
  CHECK(CertVerifyTimeValidity(nullptr, server_certificate().context()->pCertInfo) == 0);
  CRL_INFO list{};
  list.ThisUpdate = at(100);
  CHECK(CertVerifyCRLTimeValidity(&before, &list) == -1);
  CHECK(CertVerifyCRLTimeValidity(nullptr, &list) == 0);
  list.NextUpdate = at(200);
  CHECK(CertVerifyCRLTimeValidity(&after, &list) == 1);
  CERT_INFO wider = info;
  wider.NotAfter = at(300);
  CHECK(CertVerifyValidityNesting(&info, &wider));
  CHECK_FALSE(CertVerifyValidityNesting(&wider, &info));
}

TEST_CASE("SSPI-CertGetPublicKeyLength: a key's length is in bits") {
  CERT_PUBLIC_KEY_INFO key = server_certificate().context()->pCertInfo->SubjectPublicKeyInfo;
  CHECK(CertGetPublicKeyLength(X509_ASN_ENCODING, &key) == 2048);
  key.PublicKey.cbData = 1;
  CHECK(CertGetPublicKeyLength(X509_ASN_ENCODING, &key) == 0);
}

TEST_CASE("SSPI-CertGetIntendedKeyUsage: the bits of the key usage, or none with no error") {
  bytes usage{0x03, 0x02, 0x05, 0xA0};
  char oid[] = szOID_KEY_USAGE;
  CERT_EXTENSION extension{oid, TRUE, blob_of(usage)};
  CERT_INFO info{};
  info.cExtension = 1;
  info.rgExtension = &extension;
  BYTE bits[2] = {7, 7};
  CHECK(CertGetIntendedKeyUsage(X509_ASN_ENCODING, &info, bits, 2));
  CHECK(bits[0] == 0xA0);
  CHECK(bits[1] == 0);
  info.cExtension = 0;
  SetLastError(ERROR_GEN_FAILURE);
  CHECK_FALSE(CertGetIntendedKeyUsage(X509_ASN_ENCODING, &info, bits, 2));
  CHECK(GetLastError() == ERROR_SUCCESS);
}

TEST_CASE("SSPI-CertGetEnhancedKeyUsage: extension and property allow what both allow") {
  LPSTR both[] = {server_auth, client_auth};
  const CERT_ENHKEY_USAGE usage{2, both};
  bytes value = encoding_of(X509_ENHANCED_KEY_USAGE, &usage);
  char oid[] = szOID_ENHANCED_KEY_USAGE;
  const extended_certificate made({{oid, FALSE, blob_of(value)}});
  using list = std::vector<std::string>;
  CHECK(usages_of(made.context).first == list{server_auth, client_auth});

  REQUIRE(CertAddEnhancedKeyUsageIdentifier(made.context, client_auth));
  CHECK(usages_of(made.context).first == list{client_auth});
  CHECK(usages_of(made.context, CERT_FIND_EXT_ONLY_ENHKEY_USAGE_FLAG).first ==
        list{server_auth, client_auth});
  CHECK(usages_of(made.context, CERT_FIND_PROP_ONLY_ENHKEY_USAGE_FLAG).first == list{client_auth});
  REQUIRE(CertRemoveEnhancedKeyUsageIdentifier(made.context, client_auth));
  CHECK(usages_of(made.context) == std::pair{list{}, DWORD{ERROR_SUCCESS}});
  REQUIRE(CertSetEnhancedKeyUsage(made.context, nullptr));
  CHECK(usages_of(made.context).first == list{server_auth, client_auth});
}

TEST_CASE("SSPI-CertGetEnhancedKeyUsage-all: a certificate that says nothing is good for all") {
  const extended_certificate made({});
  CHECK(usages_of(made.context) == std::pair{std::vector<std::string>{}, code(CRYPT_E_NOT_FOUND)});
}

TEST_CASE("SSPI-CryptHashCertificate: bytes are hashed with an algorithm by number or name") {
  const bytes abc = to_bytes("abc");
  BYTE digest[64];
  DWORD size = sizeof digest;
  REQUIRE(CryptHashCertificate(0, CALG_SHA1, 0, abc.data(), 3, digest, &size));
  CHECK(bytes(digest, digest + size) == bytes{0xA9, 0x99, 0x3E, 0x36, 0x47, 0x06, 0x81, 0x6A, 0xBA, 0x3E,
                                              0x25, 0x71, 0x78, 0x50, 0xC2, 0x6C, 0x9C, 0xD0, 0xD8, 0x9D});
  size = sizeof digest;
  REQUIRE(CryptHashCertificate2(L"SHA256", 0, nullptr, abc.data(), 3, digest, &size));
  CHECK(size == 32);
  CHECK(digest[0] == 0xBA);
  CHECK(digest[31] == 0xAD);
  size = 31;
  CHECK_FALSE(CryptHashCertificate2(L"SHA256", 0, nullptr, abc.data(), 3, digest, &size));
  CHECK(GetLastError() == ERROR_MORE_DATA);
  CHECK(size == 32);
  CHECK_FALSE(CryptHashCertificate(0, CALG_RC4, 0, abc.data(), 3, nullptr, &size));
  CHECK(GetLastError() == code(NTE_BAD_ALGID));

  CERT_PUBLIC_KEY_INFO key = server_certificate().context()->pCertInfo->SubjectPublicKeyInfo;
  const bytes der = encoding_of(X509_PUBLIC_KEY_INFO, &key);
  BYTE expected[20];
  size = sizeof expected;
  REQUIRE(CryptHashCertificate(0, 0, 0, der.data(), static_cast<DWORD>(der.size()), expected, &size));
  size = sizeof digest;
  REQUIRE(CryptHashPublicKeyInfo(0, CALG_SHA1, 0, X509_ASN_ENCODING, &key, digest, &size));
  CHECK(bytes(digest, digest + size) == bytes(expected, expected + 20));
}
