// Certificate contexts: what they show, how they are counted, and which pointers are none.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/crypt32.h"

using namespace schannel::test;

namespace {

std::string text(const CRYPT_ALGORITHM_IDENTIFIER& algorithm) {
  return algorithm.pszObjId;
}

bytes content(const CRYPT_INTEGER_BLOB& blob) {
  return {blob.pbData, blob.pbData + blob.cbData};
}

std::int64_t seconds_of(const FILETIME& time) {
  const auto steps = static_cast<std::int64_t>(time.dwHighDateTime) << 32 | time.dwLowDateTime;
  return steps / 10'000'000 - 11644473600;
}

}  // namespace

TEST_CASE("a context shows the encoding it was made of") {
  const issued_certificate issued = make_certificate();
  const context_ptr context = context_of(issued);
  REQUIRE(context);
  CHECK(context->dwCertEncodingType == X509_ASN_ENCODING);
  CHECK(encoding_of(context.get()) == issued.der());
  CHECK(context->hCertStore != nullptr);
}

TEST_CASE("the decoded certificate has the fields of the encoded one") {
  const certificate_chain chain = make_chain({.common_name = "fields.example", .key = key_type::rsa});
  const context_ptr context = context_of(chain.leaf);
  REQUIRE(context);
  const CERT_INFO& info = *context->pCertInfo;
  CHECK(info.dwVersion == CERT_V3);
  CHECK(content(info.Subject) == chain.leaf.subject_der());
  CHECK(content(info.Issuer) == chain.intermediate.subject_der());
  CHECK(text(info.SignatureAlgorithm) == szOID_ECDSA_SHA256);
  CHECK(info.SignatureAlgorithm.Parameters.cbData == 0);
  CHECK(text(info.SubjectPublicKeyInfo.Algorithm) == szOID_RSA_RSA);
  CHECK(content(info.SubjectPublicKeyInfo.Algorithm.Parameters) == bytes{0x05, 0x00});
  CHECK(info.SubjectPublicKeyInfo.PublicKey.cUnusedBits == 0);
  CHECK(info.SubjectPublicKeyInfo.PublicKey.pbData[0] == 0x30);
  CHECK(info.IssuerUniqueId.cbData == 0);
  CHECK(seconds_of(info.NotAfter) - seconds_of(info.NotBefore) == 25 * 3600);
}

TEST_CASE("the decoded certificate lists its extensions with their criticality") {
  const context_ptr context = context_of(make_certificate({.dns_names = {"a.example"}, .is_ca = true}));
  const CERT_INFO& info = *context->pCertInfo;
  std::vector<std::string> found;
  for (DWORD i = 0; i < info.cExtension; ++i) {
    const CERT_EXTENSION& extension = info.rgExtension[i];
    found.push_back(extension.pszObjId);
    if (found.back() == szOID_BASIC_CONSTRAINTS2) {
      CHECK(extension.fCritical == TRUE);
      CHECK(content(extension.Value) == bytes{0x30, 0x03, 0x01, 0x01, 0xFF});
    }
    if (found.back() == szOID_SUBJECT_ALT_NAME2) CHECK(extension.fCritical == FALSE);
  }
  CHECK(std::count(found.begin(), found.end(), szOID_BASIC_CONSTRAINTS2) == 1);
  CHECK(std::count(found.begin(), found.end(), szOID_SUBJECT_ALT_NAME2) == 1);
}

TEST_CASE("a serial number is shown with its least significant byte first and without leading zeros") {
  const auto serial_of = [](const std::string& hexadecimal) {
    const context_ptr context = context_of(make_certificate({.serial_number = hexadecimal}));
    return content(context->pCertInfo->SerialNumber);
  };
  CHECK(serial_of("010203") == bytes{0x03, 0x02, 0x01});
  CHECK(serial_of("80") == bytes{0x80});
  CHECK(serial_of("0") == bytes{0x00});
  CHECK(serial_of("-01") == bytes{0xFF});
}

TEST_CASE("SSPI-CertCreateCertificateContext-refuses: a context cannot be made of what is no certificate") {
  const bytes der = make_certificate().der();
  const auto size = static_cast<DWORD>(der.size());
  CHECK(error_of([&] { return CertCreateCertificateContext(0, der.data(), size); }) == E_INVALIDARG);
  CHECK(error_of([&] { return CertCreateCertificateContext(PKCS_7_ASN_ENCODING, der.data(), size); }) ==
        E_INVALIDARG);
  CHECK(error_of([] { return CertCreateCertificateContext(X509_ASN_ENCODING, nullptr, 0); }) ==
        CRYPT_E_ASN1_EOD);
  CHECK(error_of([&] { return CertCreateCertificateContext(X509_ASN_ENCODING, der.data(), 0); }) ==
        CRYPT_E_ASN1_EOD);
  CHECK(error_of([&] { return CertCreateCertificateContext(X509_ASN_ENCODING, der.data(), size - 1); }) ==
        CRYPT_E_ASN1_CORRUPT);
  CHECK(error_of([] { return create_context({0x02, 0x01, 0x00}); }) == CRYPT_E_ASN1_CORRUPT);

  bytes with_trailer = der;
  with_trailer.push_back(0);
  CHECK(error_of([&] { return create_context(with_trailer); }) == CRYPT_E_ASN1_CORRUPT);
}

TEST_CASE("no byte of a certificate can be changed so that making a context does harm") {
  const bytes der = make_certificate({.dns_names = {"a.example"}}).der();
  for (std::size_t i = 0; i < der.size(); ++i) {
    bytes changed = der;
    changed[i] ^= 0xFF;
    const context_ptr context{create_context(changed)};
    if (context) CHECK(encoding_of(context.get()) == changed);
  }
}

TEST_CASE("SSPI-CertCreateCertificateContext-unsigned: a signature is not checked when a context is made") {
  bytes der = make_certificate().der();
  der.back() ^= 1;
  CHECK(context_ptr{create_context(der)});
  const store_ptr store = memory_store();
  CHECK(add(store.get(), context_ptr{create_context(der)}.get(), CERT_STORE_ADD_NEW));
  CHECK(encodings(store.get()) == std::vector<bytes>{der});
}

TEST_CASE("both encodings may be named, as most programs do") {
  const bytes der = make_certificate().der();
  CHECK(context_ptr{CertCreateCertificateContext(X509_ASN_ENCODING | PKCS_7_ASN_ENCODING, der.data(),
                                                 static_cast<DWORD>(der.size()))});
}

TEST_CASE(
    "SSPI-CertCreateCertificateContext-dummy-store: all contexts without a store share one that enumerates "
    "empty and cannot be closed") {
  const context_ptr one = context_of(make_certificate());
  const context_ptr other = context_of(make_certificate());
  CHECK(one->hCertStore == other->hCertStore);
  CHECK(error_of([&] { return CertEnumCertificatesInStore(one->hCertStore, nullptr); }) == CRYPT_E_NOT_FOUND);
  CHECK(error_of([&] { return CertCloseStore(one->hCertStore, 0); }) == E_UNEXPECTED);
  CHECK(CertDuplicateStore(one->hCertStore) == one->hCertStore);

  const context_ptr added = add(one->hCertStore, other.get());
  REQUIRE(added);
  CHECK(added.get() != other.get());
  CHECK(added->hCertStore == one->hCertStore);
  CHECK(error_of([&] { return CertEnumCertificatesInStore(one->hCertStore, nullptr); }) == CRYPT_E_NOT_FOUND);
}

TEST_CASE(
    "SSPI-CertDuplicateCertificateContext-same-pointer: a duplicate is the same pointer with another "
    "reference") {
  const context_ptr context = context_of(make_certificate());
  const context_ptr duplicate{CertDuplicateCertificateContext(context.get())};
  CHECK(duplicate.get() == context.get());
  CHECK(CertFreeCertificateContext(CertDuplicateCertificateContext(context.get())) == TRUE);
  CHECK(property(context.get(), CERT_SHA1_HASH_PROP_ID).size() == 20);
}

TEST_CASE("SSPI-CertDuplicateCertificateContext-same-pointer: the context goes with the last of them") {
  const PCCERT_CONTEXT context = create_context(make_certificate().der());
  for (int i = 0; i < 2; ++i) CertDuplicateCertificateContext(context);
  for (int i = 0; i < 2; ++i) CertFreeCertificateContext(context);
  CHECK(encoding_of(context_ptr{CertDuplicateCertificateContext(context)}.get()).size() > 0);
  CertFreeCertificateContext(context);
  CHECK(error_of([&] { return CertDuplicateCertificateContext(context); }) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertFreeCertificateContext-null: null is duplicated to null and may be freed") {
  CHECK(CertDuplicateCertificateContext(nullptr) == nullptr);
  CHECK(CertFreeCertificateContext(nullptr) == TRUE);
}

TEST_CASE(
    "SSPI-CertDuplicateCertificateContext-copy-of-structure: a bitwise copy of a context is no context") {
  const context_ptr context = context_of(make_certificate());
  const CERT_CONTEXT copy = *context;
  DWORD size = 0;
  CHECK(error_of([&] { return CertDuplicateCertificateContext(&copy); }) == E_INVALIDARG);
  CHECK(error_of([&] {
          return CertGetCertificateContextProperty(&copy, CERT_SHA1_HASH_PROP_ID, nullptr, &size);
        }) == E_INVALIDARG);
  CHECK(error_of([&] {
          return CertSetCertificateContextProperty(&copy, CERT_FRIENDLY_NAME_PROP_ID, 0, nullptr);
        }) == E_INVALIDARG);
  CHECK(error_of([&] {
          return CertAddCertificateContextToStore(nullptr, &copy, CERT_STORE_ADD_ALWAYS, nullptr);
        }) == E_INVALIDARG);
  CHECK(error_of([&] { return CertDeleteCertificateFromStore(&copy); }) == E_INVALIDARG);
  CHECK(CertFreeCertificateContext(&copy) == TRUE);
}

TEST_CASE("an invented pointer is refused without being followed") {
  const auto* invented = reinterpret_cast<PCCERT_CONTEXT>(0x10);
  DWORD size = 0;
  CHECK(error_of([&] { return CertDuplicateCertificateContext(invented); }) == E_INVALIDARG);
  CHECK(error_of([&] {
          return CertGetCertificateContextProperty(invented, CERT_SHA1_HASH_PROP_ID, nullptr, &size);
        }) == E_INVALIDARG);
  CHECK(error_of([&] { return CertDeleteCertificateFromStore(invented); }) == E_INVALIDARG);
  CHECK(CertFreeCertificateContext(invented) == TRUE);
}

TEST_CASE("a freed context is refused") {
  const PCCERT_CONTEXT freed = create_context(make_certificate().der());
  CertFreeCertificateContext(freed);
  CHECK(error_of([&] { return CertDuplicateCertificateContext(freed); }) == E_INVALIDARG);
  CHECK(CertFreeCertificateContext(freed) == TRUE);
}

TEST_CASE("what a program scribbles over a context changes no other function") {
  const issued_certificate issued = make_certificate();
  const context_ptr context = context_of(issued);
  auto* shown = const_cast<CERT_CONTEXT*>(context.get());
  *shown = {};
  const store_ptr store = memory_store();
  const context_ptr added = add(store.get(), context.get());
  REQUIRE(added);
  CHECK(encoding_of(added.get()) == issued.der());
}
