// Certificates that vouch for themselves, made on the spot.
#include "abi/crypt32/contexts.h"

#include <doctest/doctest.h>

#include <ctime>
#include <string>

#include "support/coding.h"
#include "support/crypt32.h"

using namespace schannel::test;
using schannel::abi::crypt32::identity_of;

namespace {

/// The arguments of CertCreateSelfSignCertificate, each with the value that leaves the choice to the
/// function.
struct arguments {
  std::string subject = "CN=self.example";
  HCRYPTPROV_OR_NCRYPT_KEY_HANDLE key = 0;
  DWORD flags = 0;
  CRYPT_KEY_PROV_INFO* location = nullptr;
  const char* algorithm = nullptr;
  SYSTEMTIME* start = nullptr;
  SYSTEMTIME* end = nullptr;
  CERT_EXTENSIONS* extensions = nullptr;
};

bytes name(const std::string& text) {
  bytes der(500);
  auto size = static_cast<DWORD>(der.size());
  CertStrToNameA(X509_ASN_ENCODING, text.c_str(), CERT_X500_NAME_STR, nullptr, der.data(), &size, nullptr);
  der.resize(size);
  return der;
}

context_ptr create(const arguments& with) {
  bytes subject = name(with.subject);
  CRYPT_DATA_BLOB blob = blob_of(subject);
  CRYPT_ALGORITHM_IDENTIFIER algorithm{const_cast<char*>(with.algorithm), {}};
  return context_ptr{CertCreateSelfSignCertificate(with.key, &blob, with.flags, with.location,
                                                   with.algorithm == nullptr ? nullptr : &algorithm,
                                                   with.start, with.end, with.extensions)};
}

int create_error(const arguments& with) {
  return error_of([&] { return create(with) != nullptr; });
}

std::int64_t seconds_of(const FILETIME& time) {
  const auto steps = static_cast<std::int64_t>(time.dwHighDateTime) << 32 | time.dwLowDateTime;
  return steps / 10'000'000 - 11644473600;
}

bytes content(const CRYPT_INTEGER_BLOB& blob) {
  return {blob.pbData, blob.pbData + blob.cbData};
}

bool has_usable_key(PCCERT_CONTEXT context) {
  const auto identity = identity_of(context);
  return identity && identity->leaf.matches(identity->key);
}

}  // namespace

TEST_CASE("with a subject alone there is a certificate with a new RSA key, from now for a year") {
  const context_ptr context = create({});
  REQUIRE(context);
  const CERT_INFO& info = *context->pCertInfo;
  CHECK(info.dwVersion == CERT_V3);
  CHECK(content(info.Subject) == name("CN=self.example"));
  CHECK(content(info.Issuer) == name("CN=self.example"));
  CHECK(std::string{info.SignatureAlgorithm.pszObjId} == szOID_RSA_SHA256RSA);
  CHECK(std::string{info.SubjectPublicKeyInfo.Algorithm.pszObjId} == szOID_RSA_RSA);
  CHECK(property(context.get(), CERT_SUBJECT_PUB_KEY_BIT_LENGTH_PROP_ID) == bytes{0x00, 0x08, 0x00, 0x00});
  CHECK(std::abs(seconds_of(info.NotBefore) - std::time(nullptr)) < 60);
  const auto days = (seconds_of(info.NotAfter) - seconds_of(info.NotBefore)) / 86400;
  CHECK(days >= 365);
  CHECK(days <= 366);
  CHECK(has_usable_key(context.get()));
}

TEST_CASE("the key of a new certificate is in a container that its properties name") {
  const context_ptr context = create({});
  const bytes block = property(context.get(), CERT_KEY_PROV_INFO_PROP_ID);
  REQUIRE(block.size() > sizeof(CRYPT_KEY_PROV_INFO));
  CHECK(property_error(context.get(), CERT_KEY_CONTEXT_PROP_ID) == CRYPT_E_NOT_FOUND);
  const store_ptr store = memory_store();
  CHECK(has_usable_key(add(store.get(), context.get()).get()));
}

TEST_CASE("two new certificates have neither key nor serial number in common") {
  const context_ptr one = create({.algorithm = szOID_ECDSA_SHA256});
  const context_ptr other = create({.algorithm = szOID_ECDSA_SHA256});
  CHECK(content(one->pCertInfo->SerialNumber) != content(other->pCertInfo->SerialNumber));
  CHECK(property(one.get(), CERT_KEY_IDENTIFIER_PROP_ID) !=
        property(other.get(), CERT_KEY_IDENTIFIER_PROP_ID));
}

TEST_CASE("the signature algorithm chooses the kind of key") {
  const struct {
    const char* signature;
    const char* key;
  } algorithms[] = {{szOID_RSA_SHA256RSA, szOID_RSA_RSA},       {szOID_RSA_SHA384RSA, szOID_RSA_RSA},
                    {szOID_RSA_SHA512RSA, szOID_RSA_RSA},       {szOID_RSA_SHA1RSA, szOID_RSA_RSA},
                    {szOID_ECDSA_SHA256, szOID_ECC_PUBLIC_KEY}, {szOID_ECDSA_SHA384, szOID_ECC_PUBLIC_KEY},
                    {szOID_ECDSA_SHA512, szOID_ECC_PUBLIC_KEY}};
  for (const auto& [signature, key] : algorithms) {
    const context_ptr context = create({.algorithm = signature});
    REQUIRE_MESSAGE(context, signature);
    CHECK(std::string{context->pCertInfo->SignatureAlgorithm.pszObjId} == signature);
    CHECK(std::string{context->pCertInfo->SubjectPublicKeyInfo.Algorithm.pszObjId} == key);
    CHECK(has_usable_key(context.get()));
  }
}

TEST_CASE("an algorithm that does not sign certificates is refused") {
  for (const char* algorithm : {"1.2.3", "none", szOID_NIST_sha256, szOID_X957_SHA1DSA, szOID_RSA_SSA_PSS})
    CHECK_MESSAGE(create_error({.algorithm = algorithm}) == NTE_BAD_ALGID, algorithm);
}

TEST_CASE("the validity is what was asked for") {
  SYSTEMTIME start{2001, 2, 0, 3, 4, 5, 6, 789};
  SYSTEMTIME end{2051, 12, 0, 31, 23, 59, 59, 0};
  const context_ptr context = create({.algorithm = szOID_ECDSA_SHA256, .start = &start, .end = &end});
  REQUIRE(context);
  CHECK(seconds_of(context->pCertInfo->NotBefore) == 981173106);
  CHECK(seconds_of(context->pCertInfo->NotAfter) == 2587679999);
}

TEST_CASE("without an end the validity is a year from its start") {
  SYSTEMTIME start{2024, 2, 0, 29, 0, 0, 0, 0};
  const context_ptr context = create({.algorithm = szOID_ECDSA_SHA256, .start = &start});
  REQUIRE(context);
  CHECK(seconds_of(context->pCertInfo->NotBefore) == 1709164800);
  CHECK(seconds_of(context->pCertInfo->NotAfter) == 1740787200);  // the first of March: 2025 has no leap day
}

TEST_CASE("a time that no calendar has is refused") {
  for (SYSTEMTIME wrong : {SYSTEMTIME{}, SYSTEMTIME{2024, 13, 0, 1, 0, 0, 0, 0},
                           SYSTEMTIME{2023, 2, 0, 29, 0, 0, 0, 0}, SYSTEMTIME{2024, 1, 0, 1, 24, 0, 0, 0}}) {
    CHECK(create_error({.algorithm = szOID_ECDSA_SHA256, .start = &wrong}) == ERROR_INVALID_PARAMETER);
    CHECK(create_error({.algorithm = szOID_ECDSA_SHA256, .end = &wrong}) == ERROR_INVALID_PARAMETER);
  }
}

TEST_CASE("a year beyond four digits is refused") {
  SYSTEMTIME far{30827, 1, 0, 1, 0, 0, 0, 0};
  CHECK(create_error({.algorithm = szOID_ECDSA_SHA256, .end = &far}) == E_INVALIDARG);
}

TEST_CASE("extensions are taken over as they are") {
  bytes value{0x30, 0x0C, 0x82, 0x0A, 's', 'e', 'l', 'f', '.', 'e', 'x', 'a', 'm', 'p'};
  bytes critical_value{0x05, 0x00};
  std::string alternative_name = szOID_SUBJECT_ALT_NAME2;
  std::string private_extension = "1.3.6.1.4.1.55555.1";
  CERT_EXTENSION list[] = {{alternative_name.data(), FALSE, blob_of(value)},
                           {private_extension.data(), TRUE, blob_of(critical_value)}};
  CERT_EXTENSIONS extensions{2, list};
  const context_ptr context = create({.algorithm = szOID_ECDSA_SHA256, .extensions = &extensions});
  REQUIRE(context);
  REQUIRE(context->pCertInfo->cExtension == 2);
  const CERT_EXTENSION* found = context->pCertInfo->rgExtension;
  CHECK(found[0].pszObjId == alternative_name);
  CHECK(found[0].fCritical == FALSE);
  CHECK(content(found[0].Value) == value);
  CHECK(found[1].pszObjId == private_extension);
  CHECK(found[1].fCritical == TRUE);
  CHECK(content(found[1].Value) == critical_value);
}

TEST_CASE("extensions that are none are refused") {
  std::string not_an_oid = "subjectAltName";
  CERT_EXTENSION list[] = {{not_an_oid.data(), FALSE, {}}};
  CERT_EXTENSIONS named{1, list};
  CHECK(create_error({.algorithm = szOID_ECDSA_SHA256, .extensions = &named}) == E_INVALIDARG);
  CERT_EXTENSIONS missing{1, nullptr};
  CHECK(create_error({.algorithm = szOID_ECDSA_SHA256, .extensions = &missing}) == E_INVALIDARG);
  list[0].pszObjId = nullptr;
  CHECK(create_error({.algorithm = szOID_ECDSA_SHA256, .extensions = &named}) == E_INVALIDARG);
}

TEST_CASE("a subject must be given, be it the empty name") {
  CHECK(error_of([] {
          return CertCreateSelfSignCertificate(0, nullptr, 0, nullptr, nullptr, nullptr, nullptr, nullptr);
        }) == E_INVALIDARG);
  bytes no_name{1, 2, 3};
  CRYPT_DATA_BLOB blob = blob_of(no_name);
  CHECK(error_of([&] {
          return CertCreateSelfSignCertificate(0, &blob, 0, nullptr, nullptr, nullptr, nullptr, nullptr);
        }) == CRYPT_E_ASN1_CORRUPT);
  CHECK(create({.subject = "", .algorithm = szOID_ECDSA_SHA256}));
}

TEST_CASE("a key can be used again, by its container or by its handle") {
  const context_ptr first = create({.algorithm = szOID_ECDSA_SHA256});
  bytes block(1000);
  auto size = static_cast<DWORD>(block.size());
  REQUIRE(CertGetCertificateContextProperty(first.get(), CERT_KEY_PROV_INFO_PROP_ID, block.data(), &size) ==
          TRUE);
  auto* location = reinterpret_cast<CRYPT_KEY_PROV_INFO*>(block.data());
  const context_ptr second = create({.location = location});
  REQUIRE(second);
  CHECK(property(second.get(), CERT_KEY_IDENTIFIER_PROP_ID) ==
        property(first.get(), CERT_KEY_IDENTIFIER_PROP_ID));
  CHECK(has_usable_key(second.get()));
  CHECK(create_error({.location = location, .algorithm = szOID_RSA_SHA256RSA}) == NTE_BAD_ALGID);
}

TEST_CASE("a handle or a container that does not exist is refused") {
  CHECK(create_error({.key = 0x1234}) == NTE_INVALID_HANDLE);
  std::wstring container = L"no such container";
  CRYPT_KEY_PROV_INFO location{};
  location.pwszContainerName = container.data();
  CHECK(create_error({.location = &location}) == NTE_BAD_KEYSET);
}

TEST_CASE("provider information without a container gets a new one and keeps what else it says") {
  CRYPT_KEY_PROV_INFO location{};
  location.dwProvType = PROV_RSA_AES;
  location.dwKeySpec = AT_SIGNATURE;
  const context_ptr context = create({.location = &location});
  REQUIRE(context);
  const bytes block = property(context.get(), CERT_KEY_PROV_INFO_PROP_ID);
  const auto& info = *reinterpret_cast<const CRYPT_KEY_PROV_INFO*>(block.data());
  CHECK(info.dwProvType == PROV_RSA_AES);
  CHECK(info.dwKeySpec == AT_SIGNATURE);
  CHECK(has_usable_key(context.get()));
}

TEST_CASE("SSPI-CertCreateSelfSignCertificate-no-sign: a certificate can be made that nobody signed") {
  for (const DWORD flags : {DWORD{0}, DWORD{CERT_CREATE_SELFSIGN_NO_SIGN}}) {
    const context_ptr context = create({.flags = flags, .algorithm = szOID_ECDSA_SHA256});
    REQUIRE(context);
    const auto content = peers::decoding_of<CERT_SIGNED_CONTENT_INFO>(X509_CERT, encoding_of(context.get()));
    REQUIRE(content);
    CHECK((content->Signature.cbData == 0) == (flags == CERT_CREATE_SELFSIGN_NO_SIGN));
    CHECK(content->SignatureAlgorithm.pszObjId == std::string{szOID_ECDSA_SHA256});
    CHECK(has_usable_key(context.get()));
  }
}

TEST_CASE("SSPI-CertCreateSelfSignCertificate-no-key-info: a certificate can be silent about its key") {
  const context_ptr context =
      create({.flags = CERT_CREATE_SELFSIGN_NO_KEY_INFO, .algorithm = szOID_ECDSA_SHA256});
  REQUIRE(context);
  CHECK(property_error(context.get(), CERT_KEY_PROV_INFO_PROP_ID) == CRYPT_E_NOT_FOUND);
}
