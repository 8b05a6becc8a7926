// Certificates found by their serial number, issuer, keys, properties and usages.
#include <doctest/doctest.h>

#include <string>

#include "support/crypt32.h"

using namespace schannel::test;

namespace {

PCCERT_CONTEXT find_first(HCERTSTORE store, DWORD type, const void* parameter, DWORD flags = 0) {
  return CertFindCertificateInStore(store, X509_ASN_ENCODING, flags, type, parameter, nullptr);
}

std::vector<bytes> find_all(HCERTSTORE store, DWORD type, const void* parameter, DWORD flags = 0) {
  std::vector<bytes> all;
  PCCERT_CONTEXT context = nullptr;
  while ((context = CertFindCertificateInStore(store, X509_ASN_ENCODING, flags, type, parameter, context)) !=
         nullptr)
    all.push_back(encoding_of(context));
  return all;
}

int find_error(HCERTSTORE store, DWORD type, const void* parameter) {
  return error_of([&] { return context_ptr{find_first(store, type, parameter)} != nullptr; });
}

/// A store with a leaf, its intermediate and its root.
struct filled_store {
  certificate_chain chain = make_chain({.usages = "serverAuth"});
  store_ptr store = memory_store();
  context_ptr leaf = add(store.get(), chain.leaf);
  context_ptr intermediate = add(store.get(), chain.intermediate);
  context_ptr root = add(store.get(), chain.root);

  std::vector<bytes> only_leaf() const { return {chain.leaf.der()}; }
};

std::vector<bytes> find_usage(const filled_store& filled, std::vector<std::string> wanted, DWORD flags = 0) {
  std::vector<LPSTR> names;
  for (std::string& one : wanted) names.push_back(one.data());
  const CTL_USAGE usage{static_cast<DWORD>(names.size()), names.data()};
  return find_all(filled.store.get(), CERT_FIND_ENHKEY_USAGE, &usage, flags);
}

}  // namespace

TEST_CASE("SSPI-CertFindCertificateInStore-subject-cert: by issuer and serial number, whatever the subject") {
  const filled_store filled;
  CERT_INFO info{};
  info.Issuer = filled.leaf->pCertInfo->Issuer;
  info.SerialNumber = filled.leaf->pCertInfo->SerialNumber;
  CHECK(find_all(filled.store.get(), CERT_FIND_SUBJECT_CERT, &info) == filled.only_leaf());
  info.Subject = filled.root->pCertInfo->Subject;
  CHECK(find_all(filled.store.get(), CERT_FIND_SUBJECT_CERT, &info) == filled.only_leaf());
  info.Issuer = filled.root->pCertInfo->Issuer;
  CHECK(find_error(filled.store.get(), CERT_FIND_SUBJECT_CERT, &info) == CRYPT_E_NOT_FOUND);
  info.Issuer = filled.leaf->pCertInfo->Issuer;
  info.SerialNumber = filled.root->pCertInfo->SerialNumber;
  CHECK(find_error(filled.store.get(), CERT_FIND_SUBJECT_CERT, &info) == CRYPT_E_NOT_FOUND);
  info.SerialNumber = {};
  CHECK(find_error(filled.store.get(), CERT_FIND_SUBJECT_CERT, &info) == CRYPT_E_NOT_FOUND);
  CHECK(find_error(filled.store.get(), CERT_FIND_SUBJECT_CERT, nullptr) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertFindCertificateInStore-issuer-of: the issuer, and none for a root") {
  const filled_store filled;
  CHECK(find_all(filled.store.get(), CERT_FIND_ISSUER_OF, filled.leaf.get()) ==
        std::vector<bytes>{filled.chain.intermediate.der()});
  CHECK(find_all(filled.store.get(), CERT_FIND_ISSUER_OF, filled.intermediate.get()) ==
        std::vector<bytes>{filled.chain.root.der()});
  CHECK(find_error(filled.store.get(), CERT_FIND_ISSUER_OF, filled.root.get()) == CRYPT_E_NOT_FOUND);
  CHECK(find_error(filled.store.get(), CERT_FIND_ISSUER_OF, nullptr) == E_INVALIDARG);
}

TEST_CASE("an issuer of the same name with another key is not the issuer") {
  const issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
  const issued_certificate namesake = make_certificate({.common_name = "Root", .is_ca = true});
  const issued_certificate leaf = make_certificate({.issuer = &root});
  const store_ptr store = memory_store();
  add(store.get(), namesake);
  add(store.get(), root);
  CHECK(find_all(store.get(), CERT_FIND_ISSUER_OF, context_of(leaf).get()) == std::vector<bytes>{root.der()});
}

TEST_CASE("SSPI-CertFindCertificateInStore-key: by key identifier, public key and kind of key") {
  const filled_store filled;
  bytes identifier = property(filled.leaf.get(), CERT_KEY_IDENTIFIER_PROP_ID);
  const CRYPT_DATA_BLOB blob = blob_of(identifier);
  CHECK(find_all(filled.store.get(), CERT_FIND_KEY_IDENTIFIER, &blob) == filled.only_leaf());
  CHECK(find_all(filled.store.get(), CERT_FIND_PUBLIC_KEY, &filled.leaf->pCertInfo->SubjectPublicKeyInfo) ==
        filled.only_leaf());
  const DWORD key_spec = AT_SIGNATURE;
  CHECK(find_error(filled.store.get(), CERT_FIND_KEY_SPEC, &key_spec) == CRYPT_E_NOT_FOUND);
  CertSetCertificateContextProperty(filled.leaf.get(), CERT_KEY_SPEC_PROP_ID, 0, &key_spec);
  CHECK(find_all(filled.store.get(), CERT_FIND_KEY_SPEC, &key_spec) == filled.only_leaf());
  for (const DWORD type : {CERT_FIND_KEY_IDENTIFIER, CERT_FIND_PUBLIC_KEY, CERT_FIND_KEY_SPEC})
    CHECK(find_error(filled.store.get(), type, nullptr) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertFindCertificateInStore-property: certificates that have it") {
  const filled_store filled;
  set_blob_property(filled.leaf.get(), CERT_DESCRIPTION_PROP_ID, {1});
  const DWORD number = CERT_DESCRIPTION_PROP_ID;
  CHECK(find_all(filled.store.get(), CERT_FIND_PROPERTY, &number) == filled.only_leaf());
  CHECK(find_error(filled.store.get(), CERT_FIND_PROPERTY, nullptr) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertFindCertificateInStore-certificate-id: by each of the three ways to name a certificate") {
  const filled_store filled;
  CERT_ID id{};
  id.dwIdChoice = CERT_ID_ISSUER_SERIAL_NUMBER;
  id.IssuerSerialNumber = {filled.leaf->pCertInfo->Issuer, filled.leaf->pCertInfo->SerialNumber};
  CHECK(find_all(filled.store.get(), CERT_FIND_CERT_ID, &id) == filled.only_leaf());
  bytes identifier = property(filled.leaf.get(), CERT_KEY_IDENTIFIER_PROP_ID);
  id.dwIdChoice = CERT_ID_KEY_IDENTIFIER;
  id.KeyId = blob_of(identifier);
  CHECK(find_all(filled.store.get(), CERT_FIND_CERT_ID, &id) == filled.only_leaf());
  bytes hash = property(filled.leaf.get(), CERT_SHA1_HASH_PROP_ID);
  id.dwIdChoice = CERT_ID_SHA1_HASH;
  id.HashId = blob_of(hash);
  CHECK(find_all(filled.store.get(), CERT_FIND_CERT_ID, &id) == filled.only_leaf());
  id.dwIdChoice = 4;
  CHECK(find_error(filled.store.get(), CERT_FIND_CERT_ID, &id) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertFindCertificateInStore-hashes: MD5 as bytes, and any hash as text") {
  const filled_store filled;
  bytes md5 = property(filled.leaf.get(), CERT_MD5_HASH_PROP_ID);
  const CRYPT_DATA_BLOB blob = blob_of(md5);
  CHECK(find_all(filled.store.get(), CERT_FIND_MD5_HASH, &blob) == filled.only_leaf());
  for (const DWORD number : {CERT_MD5_HASH_PROP_ID, CERT_SHA1_HASH_PROP_ID, CERT_SHA256_HASH_PROP_ID}) {
    std::wstring text;
    for (const std::uint8_t byte : property(filled.leaf.get(), number)) {
      text += {L"0123456789abcdef"[byte >> 4], L"0123456789ABCDEF"[byte & 15]};
      if (text.size() % 5 == 2) text += L' ';
    }
    CHECK(find_all(filled.store.get(), CERT_FIND_HASH_STR, text.c_str()) == filled.only_leaf());
  }
  CHECK(find_error(filled.store.get(), CERT_FIND_HASH_STR, L"no hash") == E_INVALIDARG);
  CHECK(find_error(filled.store.get(), CERT_FIND_HASH_STR, L"00") == CRYPT_E_NOT_FOUND);
}

TEST_CASE("SSPI-CertFindCertificateInStore-usage: all usages, one of them, or none") {
  const filled_store filled;
  const std::vector<bytes> none;
  CHECK(find_usage(filled, {szOID_PKIX_KP_SERVER_AUTH}) == filled.only_leaf());
  CHECK(find_usage(filled, {szOID_PKIX_KP_SERVER_AUTH, szOID_PKIX_KP_CLIENT_AUTH}) == none);
  CHECK(find_usage(filled, {szOID_PKIX_KP_SERVER_AUTH, szOID_PKIX_KP_CLIENT_AUTH},
                   CERT_FIND_OR_ENHKEY_USAGE_FLAG) == filled.only_leaf());
  CHECK(find_usage(filled, {}) == filled.only_leaf());
  CHECK(find_usage(filled, {szOID_PKIX_KP_CLIENT_AUTH}, CERT_FIND_OPTIONAL_ENHKEY_USAGE_FLAG).size() == 2);
  CHECK(find_usage(filled, {}, CERT_FIND_NO_ENHKEY_USAGE_FLAG).size() == 2);
  CHECK(find_usage(filled, {szOID_PKIX_KP_SERVER_AUTH}, CERT_FIND_PROP_ONLY_ENHKEY_USAGE_FLAG) == none);
  CHECK(find_all(filled.store.get(), CERT_FIND_ENHKEY_USAGE, nullptr) == filled.only_leaf());
}

TEST_CASE("a usage has to be in the property, too, where there is one") {
  const filled_store filled;
  set_blob_property(filled.leaf.get(), CERT_ENHKEY_USAGE_PROP_ID, {0x30, 0x00});
  CHECK(find_usage(filled, {szOID_PKIX_KP_SERVER_AUTH}).empty());
  CHECK(find_usage(filled, {szOID_PKIX_KP_SERVER_AUTH}, CERT_FIND_EXT_ONLY_ENHKEY_USAGE_FLAG) ==
        filled.only_leaf());
  set_blob_property(filled.leaf.get(), CERT_ENHKEY_USAGE_PROP_ID, {1, 2, 3});
  CHECK(find_usage(filled, {szOID_PKIX_KP_SERVER_AUTH}).empty());
}
