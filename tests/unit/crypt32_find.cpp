// Certificates found in a store by what they say, have and are.
#include <doctest/doctest.h>

#include <string>

#include "support/crypt32.h"

using namespace schannel::test;

namespace {

PCCERT_CONTEXT find_next(HCERTSTORE store, DWORD type, const void* parameter, PCCERT_CONTEXT previous) {
  return CertFindCertificateInStore(store, X509_ASN_ENCODING, 0, type, parameter, previous);
}

std::vector<bytes> find_all(HCERTSTORE store, DWORD type, const void* parameter) {
  std::vector<bytes> all;
  PCCERT_CONTEXT context = nullptr;
  while ((context = find_next(store, type, parameter, context)) != nullptr)
    all.push_back(encoding_of(context));
  return all;
}

int find_error(HCERTSTORE store, DWORD type, const void* parameter) {
  return error_of([&] { return context_ptr{find_next(store, type, parameter, nullptr)} != nullptr; });
}

/// A store with a leaf, its intermediate and its root.
struct filled_store {
  certificate_chain chain = make_chain({.common_name = "www.Example.com", .organization = "Exämple, Ltd."});
  store_ptr store = memory_store();

  filled_store() {
    for (const auto* issued : {&chain.leaf, &chain.intermediate, &chain.root}) add(store.get(), *issued);
  }
  std::vector<bytes> leaf() const { return {chain.leaf.der()}; }
  std::vector<bytes> all() const { return {chain.leaf.der(), chain.intermediate.der(), chain.root.der()}; }
};

}  // namespace

TEST_CASE("any certificate is found one after the other") {
  const filled_store filled;
  CHECK(find_all(filled.store.get(), CERT_FIND_ANY, nullptr) == filled.all());
}

TEST_CASE(
    "SSPI-CertFindCertificateInStore-text: a certificate is found by a part of its subject in any case") {
  const filled_store filled;
  for (const char* part :
       {"www.example.com", "WWW.EXAMPLE", "example.com", "Exämple, Ltd.", "EXÄMPLE", "ltd., www"})
    CHECK_MESSAGE(find_all(filled.store.get(), CERT_FIND_SUBJECT_STR_A, part) == filled.leaf(), part);
  for (const wchar_t* part : {L"www.example.com", L"EXÄMPLE"})
    CHECK(find_all(filled.store.get(), CERT_FIND_SUBJECT_STR_W, part) == filled.leaf());
  CHECK(find_all(filled.store.get(), CERT_FIND_SUBJECT_STR_A, "test").size() == 2);
  CHECK(find_error(filled.store.get(), CERT_FIND_SUBJECT_STR_A, "other.example") == CRYPT_E_NOT_FOUND);
  CHECK(find_error(filled.store.get(), CERT_FIND_SUBJECT_STR_W, L"CN=www.example.com") == CRYPT_E_NOT_FOUND);
}

TEST_CASE("SSPI-CertFindCertificateInStore-text: no text is part of every subject and issuer") {
  const filled_store filled;
  CHECK(find_all(filled.store.get(), CERT_FIND_SUBJECT_STR_A, nullptr) == filled.all());
  CHECK(find_all(filled.store.get(), CERT_FIND_SUBJECT_STR_W, nullptr) == filled.all());
  CHECK(find_all(filled.store.get(), CERT_FIND_SUBJECT_STR_W, L"") == filled.all());
  CHECK(find_all(filled.store.get(), CERT_FIND_ISSUER_STR_A, nullptr) == filled.all());
  CHECK(find_all(filled.store.get(), CERT_FIND_ISSUER_STR_W, nullptr) == filled.all());
}

TEST_CASE("SSPI-CertFindCertificateInStore-text: a certificate is found by a part of its issuer") {
  const filled_store filled;
  CHECK(find_all(filled.store.get(), CERT_FIND_ISSUER_STR_A, "intermediate") == filled.leaf());
  CHECK(find_all(filled.store.get(), CERT_FIND_ISSUER_STR_W, L"INTERMEDIATE") == filled.leaf());
}

TEST_CASE("SSPI-CertFindCertificateInStore-name: a certificate is found by its whole subject or issuer") {
  const filled_store filled;
  bytes subject = filled.chain.leaf.subject_der();
  bytes issuer = filled.chain.intermediate.subject_der();
  CRYPT_DATA_BLOB blob = blob_of(subject);
  CHECK(find_all(filled.store.get(), CERT_FIND_SUBJECT_NAME, &blob) == filled.leaf());
  blob = blob_of(issuer);
  CHECK(find_all(filled.store.get(), CERT_FIND_ISSUER_NAME, &blob) == filled.leaf());
  blob.cbData -= 1;
  CHECK(find_error(filled.store.get(), CERT_FIND_ISSUER_NAME, &blob) == CRYPT_E_NOT_FOUND);
  subject.back() ^= 'm' ^ 'M';  // of www.Example.com, which is the same name in other bytes
  blob = blob_of(subject);
  CHECK(find_error(filled.store.get(), CERT_FIND_SUBJECT_NAME, &blob) == CRYPT_E_NOT_FOUND);
}

TEST_CASE("SSPI-CertFindCertificateInStore-hash: a certificate is found by its hash, even an archived one") {
  const filled_store filled;
  const context_ptr leaf = context_of(filled.chain.leaf);
  bytes sha1 = property(leaf.get(), CERT_SHA1_HASH_PROP_ID);
  CRYPT_DATA_BLOB blob = blob_of(sha1);
  CHECK(find_all(filled.store.get(), CERT_FIND_SHA1_HASH, &blob) == filled.leaf());

  const context_ptr archived{CertEnumCertificatesInStore(filled.store.get(), nullptr)};
  set_blob_property(archived.get(), CERT_ARCHIVED_PROP_ID, {});
  CHECK(find_all(filled.store.get(), CERT_FIND_HASH, &blob) == filled.leaf());
  CHECK(find_all(filled.store.get(), CERT_FIND_ANY, nullptr).size() == 2);

  sha1[0] ^= 1;
  CHECK(find_error(filled.store.get(), CERT_FIND_SHA1_HASH, &blob) == CRYPT_E_NOT_FOUND);
}

TEST_CASE("a certificate is found by another context of it") {
  const filled_store filled;
  const context_ptr elsewhere = context_of(filled.chain.leaf);
  CHECK(find_all(filled.store.get(), CERT_FIND_EXISTING, elsewhere.get()) == filled.leaf());
  CHECK(find_error(filled.store.get(), CERT_FIND_EXISTING, context_of(make_certificate()).get()) ==
        CRYPT_E_NOT_FOUND);
}

TEST_CASE("a certificate is found by its having a private key") {
  const filled_store filled;
  CHECK(find_error(filled.store.get(), CERT_FIND_HAS_PRIVATE_KEY, nullptr) == CRYPT_E_NOT_FOUND);
  const context_ptr leaf{CertEnumCertificatesInStore(filled.store.get(), nullptr)};
  CERT_KEY_CONTEXT key{};
  key.cbSize = sizeof key;
  key.hCryptProv = 1;
  key.dwKeySpec = AT_KEYEXCHANGE;
  CHECK(CertSetCertificateContextProperty(leaf.get(), CERT_KEY_CONTEXT_PROP_ID, 0, &key) == TRUE);
  CHECK(find_all(filled.store.get(), CERT_FIND_HAS_PRIVATE_KEY, nullptr) == filled.leaf());
}

TEST_CASE(
    "SSPI-CertFindCertificateInStore-refuses: a search for what does not exist, or without what it needs, is "
    "refused") {
  const filled_store filled;
  const HCERTSTORE store = filled.store.get();
  for (const DWORD type : {CERT_FIND_PUBLIC_KEY, CERT_FIND_CERT_ID, 0x7FFF0000, 0x1})
    CHECK(find_error(store, type, nullptr) == E_INVALIDARG);
  CHECK(find_error(store, CERT_FIND_SHA1_HASH, nullptr) == E_INVALIDARG);
  CHECK(find_error(store, CERT_FIND_SUBJECT_NAME, nullptr) == E_INVALIDARG);
  CHECK(find_error(store, CERT_FIND_EXISTING, nullptr) == E_INVALIDARG);
  const CRYPT_DATA_BLOB without_data{20, nullptr};
  CHECK(find_error(store, CERT_FIND_SHA1_HASH, &without_data) == E_INVALIDARG);
  const CERT_CONTEXT no_context{};
  CHECK(find_error(store, CERT_FIND_EXISTING, &no_context) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertFindCertificateInStore-frees: a search frees the previous context whatever comes of it") {
  const HCERTSTORE store = CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr);
  context_ptr added = add(store, make_certificate());
  const store_ptr other = memory_store();
  const auto previous = [&] { return CertDuplicateCertificateContext(added.get()); };
  CHECK(error_of([&] { return find_next(store, 0x7FFF0000, nullptr, previous()); }) == E_INVALIDARG);
  CHECK(error_of([&] { return find_next(other.get(), CERT_FIND_ANY, nullptr, previous()); }) == E_INVALIDARG);
  CHECK(error_of([&] { return find_next(nullptr, CERT_FIND_ANY, nullptr, previous()); }) ==
        ERROR_INVALID_HANDLE);
  CHECK(error_of([&] { return find_next(store, CERT_FIND_ANY, nullptr, previous()); }) == CRYPT_E_NOT_FOUND);

  const CERT_CONTEXT copy = *added;
  CHECK(error_of([&] { return find_next(store, CERT_FIND_ANY, nullptr, &copy); }) == E_INVALIDARG);
  added.reset();  // the only reference that is left
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG) == TRUE);
}
