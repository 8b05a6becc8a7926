// Certificates that are added from their encoding, and links to certificates.
#include <doctest/doctest.h>

#include "support/crypt32.h"

using namespace schannel::test;

namespace {

int add_error(HCERTSTORE store, DWORD encoding, const bytes& der, DWORD disposition) {
  return error_of([&] {
    return CertAddEncodedCertificateToStore(store, encoding, der.data(), static_cast<DWORD>(der.size()),
                                            disposition, nullptr);
  });
}

context_ptr add_link(HCERTSTORE store, PCCERT_CONTEXT context, DWORD disposition = CERT_STORE_ADD_ALWAYS) {
  PCCERT_CONTEXT added = nullptr;
  CertAddCertificateLinkToStore(store, context, disposition, &added);
  return context_ptr{added};
}

}  // namespace

TEST_CASE("SSPI-CertAddEncodedCertificateToStore-without-store: a context that belongs to none") {
  const bytes der = make_certificate().der();
  PCCERT_CONTEXT made = nullptr;
  CHECK(CertAddEncodedCertificateToStore(nullptr, X509_ASN_ENCODING, der.data(),
                                         static_cast<DWORD>(der.size()), CERT_STORE_ADD_ALWAYS,
                                         &made) == TRUE);
  const context_ptr owned{made};
  CHECK(encoding_of(made) == der);
  CHECK(made->hCertStore == context_of(make_certificate())->hCertStore);
}

TEST_CASE("SSPI-CertAddEncodedCertificateToStore-statuses: of the disposition, the encoding and the store") {
  const bytes der = make_certificate().der();
  const store_ptr store = memory_store();
  CHECK(add_error(store.get(), X509_ASN_ENCODING, der, 0) == E_INVALIDARG);
  CHECK(add_error(store.get(), 0, der, CERT_STORE_ADD_ALWAYS) == E_INVALIDARG);
  CHECK(add_error(store.get(), X509_ASN_ENCODING, {}, CERT_STORE_ADD_ALWAYS) == CRYPT_E_ASN1_EOD);
  CHECK(add_error(store.get(), X509_ASN_ENCODING, {1, 2, 3}, CERT_STORE_ADD_ALWAYS) == CRYPT_E_ASN1_CORRUPT);
  CHECK(add_error(store.get(), X509_ASN_ENCODING, der, CERT_STORE_ADD_NEW) == ERROR_SUCCESS);
  CHECK(add_error(store.get(), X509_ASN_ENCODING, der, CERT_STORE_ADD_NEW) == CRYPT_E_EXISTS);
  CHECK(encodings(store.get()) == std::vector<bytes>{der});
}

TEST_CASE(
    "SSPI-CertAddCertificateLinkToStore-shares: a new context with the original's encoding and properties") {
  const context_ptr original = context_of(make_certificate());
  const store_ptr store = memory_store();
  const context_ptr link = add_link(store.get(), original.get());
  REQUIRE(link);
  CHECK(link.get() != original.get());
  CHECK(link->pbCertEncoded == original->pbCertEncoded);
  CHECK(link->pCertInfo == original->pCertInfo);
  CHECK(link->hCertStore == store.get());
  set_blob_property(link.get(), CERT_FRIENDLY_NAME_PROP_ID, {7});
  CHECK(property(original.get(), CERT_FRIENDLY_NAME_PROP_ID) == bytes{7});
  CHECK(encodings(store.get()).size() == 1);
}

TEST_CASE("a link keeps its original alive, and is deleted alone") {
  const HCERTSTORE source = memory_store().release();
  const PCCERT_CONTEXT original = add(source, make_certificate()).release();
  const store_ptr store = memory_store();
  const context_ptr link = add_link(store.get(), original);
  CHECK(CertFreeCertificateContext(original) == TRUE);
  CHECK(error_of([&] { return CertCloseStore(source, CERT_CLOSE_STORE_CHECK_FLAG); }) ==
        CRYPT_E_PENDING_CLOSE);
  CHECK(context_ptr{CertDuplicateCertificateContext(original)});
  CHECK(CertDeleteCertificateFromStore(CertDuplicateCertificateContext(link.get())) == TRUE);
  CHECK(encodings(store.get()).empty());
  CHECK(encodings(source).size() == 1);
}

TEST_CASE("a link is refused where its certificate is already") {
  const context_ptr original = context_of(make_certificate());
  const HCERTSTORE store = memory_store().release();
  add_link(store, original.get());
  CHECK(error_of([&] {
          return CertAddCertificateLinkToStore(store, original.get(), CERT_STORE_ADD_NEW, nullptr);
        }) == CRYPT_E_EXISTS);
  CHECK(encodings(store).size() == 1);
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG) == TRUE);
}

TEST_CASE("a link may stand beside its original, and the store still ends") {
  const HCERTSTORE store = memory_store().release();
  {
    const context_ptr original = add(store, make_certificate());
    add_link(store, original.get());
  }
  CHECK(encodings(store).size() == 2);
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG) == TRUE);
  CHECK(error_of([&] { return CertDuplicateStore(store); }) == ERROR_INVALID_HANDLE);
}

TEST_CASE(
    "SSPI-CertEnumCertificateContextProperties-computed: none at first, the hash once it was asked for") {
  const context_ptr context = context_of(make_certificate());
  CHECK(CertEnumCertificateContextProperties(context.get(), 0) == 0);
  CHECK(property(context.get(), CERT_SHA1_HASH_PROP_ID).size() == 20);
  CHECK(CertEnumCertificateContextProperties(context.get(), 0) == CERT_SHA1_HASH_PROP_ID);
  CHECK(CertEnumCertificateContextProperties(context.get(), CERT_SHA1_HASH_PROP_ID) == 0);
}
