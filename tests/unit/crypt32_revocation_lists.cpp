// Revocation lists: their contexts, in stores, found, and what they say.
#include <doctest/doctest.h>

#include <tuple>

#include "support/crypt32.h"

using namespace schannel::test;
using namespace std::chrono_literals;

namespace {

/// An authority, what it issued, and a list that revokes one of the two.
struct authority {
  issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
  issued_certificate good = make_certificate({.common_name = "good", .issuer = &root});
  issued_certificate bad = make_certificate({.common_name = "bad", .issuer = &root});

  bytes list(revocation_list_wishes wishes = {}) const {
    wishes.issuer = &root;
    wishes.revoked = {&bad};
    return make_revocation_list(wishes);
  }
};

int add_error(HCERTSTORE store, const bytes& list, DWORD disposition) {
  return error_of([&] {
    return CertAddEncodedCRLToStore(store, X509_ASN_ENCODING, list.data(), static_cast<DWORD>(list.size()),
                                    disposition, nullptr);
  });
}

int create_error(DWORD encoding, const BYTE* data, std::size_t size) {
  return error_of([&] { return CertCreateCRLContext(encoding, data, static_cast<DWORD>(size)); });
}

std::vector<bytes> find_all(HCERTSTORE store, DWORD flags, DWORD type, const void* parameter) {
  std::vector<bytes> all;
  PCCRL_CONTEXT context = nullptr;
  while ((context = CertFindCRLInStore(store, 0, flags, type, parameter, context)) != nullptr)
    all.push_back(encoding_of(context));
  return all;
}

}  // namespace

TEST_CASE("SSPI-CertCreateCRLContext-shows: the encoding and what it says") {
  const authority ca;
  const bytes der = ca.list();
  const list_ptr list = list_of(der);
  REQUIRE(list);
  CHECK(list->dwCertEncodingType == X509_ASN_ENCODING);
  CHECK(encoding_of(list.get()) == der);
  const CRL_INFO& info = *list->pCrlInfo;
  CHECK(info.dwVersion == CRL_V2);
  CHECK(bytes(info.Issuer.pbData, info.Issuer.pbData + info.Issuer.cbData) == ca.root.subject_der());
  CHECK(std::string{info.SignatureAlgorithm.pszObjId} == szOID_ECDSA_SHA256);
  CHECK(std::tuple{info.ThisUpdate.dwHighDateTime, info.ThisUpdate.dwLowDateTime} <
        std::tuple{info.NextUpdate.dwHighDateTime, info.NextUpdate.dwLowDateTime});
  REQUIRE(info.cCRLEntry == 1);
  const context_ptr bad = context_of(ca.bad);
  const CRYPT_INTEGER_BLOB& serial = bad->pCertInfo->SerialNumber;
  const CRYPT_INTEGER_BLOB& revoked = info.rgCRLEntry[0].SerialNumber;
  CHECK(bytes(revoked.pbData, revoked.pbData + revoked.cbData) ==
        bytes(serial.pbData, serial.pbData + serial.cbData));
  REQUIRE(info.cExtension == 1);
  CHECK(std::string{info.rgExtension[0].pszObjId} == szOID_AUTHORITY_KEY_IDENTIFIER2);
}

TEST_CASE("a list that revokes nothing has no entries") {
  const authority ca;
  const list_ptr list = list_of(make_revocation_list({.issuer = &ca.root, .names_its_key = false}));
  REQUIRE(list);
  CHECK(list->pCrlInfo->cCRLEntry == 0);
  CHECK(list->pCrlInfo->rgCRLEntry == nullptr);
  CHECK(list->pCrlInfo->rgExtension == nullptr);
}

TEST_CASE("SSPI-CertCreateCRLContext-refuses: another encoding, nothing, and what is no list") {
  const authority ca;
  const bytes der = ca.list();
  CHECK(create_error(0, der.data(), der.size()) == E_INVALIDARG);
  CHECK(create_error(X509_ASN_ENCODING, nullptr, 0) == CRYPT_E_ASN1_EOD);
  CHECK(create_error(X509_ASN_ENCODING, der.data(), der.size() - 1) == CRYPT_E_ASN1_CORRUPT);
  const bytes certificate = ca.root.der();
  CHECK(create_error(X509_ASN_ENCODING, certificate.data(), certificate.size()) == CRYPT_E_ASN1_CORRUPT);
  CHECK(error_of([&] { return create_context(der); }) == CRYPT_E_ASN1_CORRUPT);
}

TEST_CASE("no byte of a list can be changed so that making a context does harm") {
  const authority ca;
  const bytes der = ca.list();
  for (std::size_t i = 0; i < der.size(); ++i) {
    bytes changed = der;
    changed[i] ^= 0xFF;
    const list_ptr list = list_of(changed);
    if (list) CHECK(encoding_of(list.get()) == changed);
  }
}

TEST_CASE(
    "SSPI-CertDuplicateCRLContext-same-pointer: a duplicate is the same pointer, and null may be freed") {
  const authority ca;
  const list_ptr list = list_of(ca.list());
  const list_ptr duplicate{CertDuplicateCRLContext(list.get())};
  CHECK(duplicate.get() == list.get());
  CHECK(CertDuplicateCRLContext(nullptr) == nullptr);
  CHECK(CertFreeCRLContext(nullptr) == TRUE);
  const CRL_CONTEXT copy = *list;
  CHECK(error_of([&] { return CertDuplicateCRLContext(&copy); }) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertCreateCRLContext-dummy-store: it is the one of certificates, and shows nothing") {
  const authority ca;
  const list_ptr list = list_of(ca.list());
  const context_ptr certificate = context_of(ca.root);
  CHECK(list->hCertStore == certificate->hCertStore);
  const list_ptr added = add(list->hCertStore, list.get());
  REQUIRE(added);
  CHECK(added.get() != list.get());
  CHECK(added->hCertStore == list->hCertStore);
  CHECK(error_of([&] { return CertEnumCRLsInStore(list->hCertStore, nullptr); }) == CRYPT_E_NOT_FOUND);
}

TEST_CASE(
    "SSPI-CertAddCRLContextToStore-new-object: the store gets a list of its own, beside its certificates") {
  const authority ca;
  const store_ptr store = memory_store();
  add(store.get(), ca.root);
  const list_ptr list = list_of(ca.list());
  const list_ptr added = add(store.get(), list.get());
  REQUIRE(added);
  CHECK(added.get() != list.get());
  CHECK(added->pbCrlEncoded != list->pbCrlEncoded);
  CHECK(added->hCertStore == store.get());
  CHECK(list_encodings(store.get()) == std::vector<bytes>{encoding_of(list.get())});
  CHECK(encodings(store.get()) == std::vector<bytes>{ca.root.der()});
}

TEST_CASE(
    "SSPI-CertAddCRLContextToStore-same-list: two lists about the same certificates are the same list") {
  const authority ca;
  const bytes older = ca.list({.this_update = -2h});
  const bytes newer = ca.list({.this_update = -1h});
  const store_ptr store = memory_store();
  CHECK(add_error(store.get(), older, CERT_STORE_ADD_NEW) == ERROR_SUCCESS);
  CHECK(add_error(store.get(), newer, CERT_STORE_ADD_NEW) == CRYPT_E_EXISTS);
  CHECK(add_error(store.get(), older, CERT_STORE_ADD_NEWER) == CRYPT_E_EXISTS);
  CHECK(add_error(store.get(), newer, CERT_STORE_ADD_NEWER) == ERROR_SUCCESS);
  CHECK(list_encodings(store.get()) == std::vector<bytes>{newer});
  CHECK(add_error(store.get(), ca.list({.is_delta = true}), CERT_STORE_ADD_NEW) == ERROR_SUCCESS);
  CHECK(add_error(store.get(), ca.list({.names_its_key = false}), CERT_STORE_ADD_NEW) == ERROR_SUCCESS);
  CHECK(add_error(store.get(), older, CERT_STORE_ADD_ALWAYS) == ERROR_SUCCESS);
  CHECK(list_encodings(store.get()).size() == 4);
}

TEST_CASE("SSPI-CertAddEncodedCRLToStore-without-store: a context that belongs to none") {
  const bytes der = authority{}.list();
  PCCRL_CONTEXT made = nullptr;
  CHECK(CertAddEncodedCRLToStore(nullptr, X509_ASN_ENCODING, der.data(), static_cast<DWORD>(der.size()),
                                 CERT_STORE_ADD_ALWAYS, &made) == TRUE);
  const list_ptr owned{made};
  CHECK(encoding_of(made) == der);
  CHECK(add_error(nullptr, der, 0) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertDeleteCRLFromStore-takes-out: the list goes, its context stays while it is held") {
  const authority ca;
  const store_ptr store = memory_store();
  const list_ptr held = add(store.get(), list_of(ca.list()).get());
  CHECK(CertDeleteCRLFromStore(CertDuplicateCRLContext(held.get())) == TRUE);
  CHECK(list_encodings(store.get()).empty());
  CHECK(held->hCertStore == store.get());
  CHECK(CertDeleteCRLFromStore(CertDuplicateCRLContext(held.get())) == TRUE);
  CHECK(CertDeleteCRLFromStore(nullptr) == TRUE);
}

TEST_CASE("a checked close tells of a list that is still held") {
  const HCERTSTORE store = memory_store().release();
  const list_ptr held = add(store, list_of(authority{}.list()).get());
  CHECK(error_of([&] { return CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG); }) ==
        CRYPT_E_PENDING_CLOSE);
}

TEST_CASE("lists that are walked through to their end, or searched for, are held by nobody") {
  const authority ca;
  const HCERTSTORE store = memory_store().release();
  for (const bool is_delta : {false, true}) add(store, list_of(ca.list({.is_delta = is_delta})).get());
  CHECK(list_encodings(store).size() == 2);
  CHECK(find_all(store, 0, CRL_FIND_ANY, nullptr).size() == 2);
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG) == TRUE);
}

TEST_CASE(
    "SSPI-CertGetCRLContextProperty-hash: the hash is computed, and other properties are set and removed") {
  const bytes der = authority{}.list();
  const list_ptr list = list_of(der);
  DWORD size = 0;
  CHECK(CertEnumCRLContextProperties(list.get(), 0) == 0);
  CHECK(CertGetCRLContextProperty(list.get(), CERT_SHA1_HASH_PROP_ID, nullptr, &size) == TRUE);
  bytes hash(size);
  CHECK(CertGetCRLContextProperty(list.get(), CERT_SHA1_HASH_PROP_ID, hash.data(), &size) == TRUE);
  CHECK(hash == hash_of(L"SHA1", der));
  CHECK(CertEnumCRLContextProperties(list.get(), 0) == CERT_SHA1_HASH_PROP_ID);
  bytes value{1, 2, 3};
  const CRYPT_DATA_BLOB blob = blob_of(value);
  CHECK(CertSetCRLContextProperty(list.get(), CERT_FRIENDLY_NAME_PROP_ID, 0, &blob) == TRUE);
  CHECK(CertEnumCRLContextProperties(list.get(), CERT_SHA1_HASH_PROP_ID) == CERT_FRIENDLY_NAME_PROP_ID);
  bytes read(2);
  size = 2;
  CHECK(error_of([&] {
          return CertGetCRLContextProperty(list.get(), CERT_FRIENDLY_NAME_PROP_ID, read.data(), &size);
        }) == ERROR_MORE_DATA);
  CHECK(size == 3);
  CHECK(CertSetCRLContextProperty(list.get(), CERT_FRIENDLY_NAME_PROP_ID, 0, nullptr) == TRUE);
  CHECK(error_of([&] {
          return CertGetCRLContextProperty(list.get(), CERT_FRIENDLY_NAME_PROP_ID, nullptr, &size);
        }) == CRYPT_E_NOT_FOUND);
}

TEST_CASE(
    "SSPI-CertFindCRLInStore-issued-by: by the issuer's name, its key, its signature and the kind of list") {
  const authority ca;
  const issued_certificate namesake = make_certificate({.common_name = "Root", .is_ca = true});
  const bytes base = ca.list();
  const bytes delta = ca.list({.is_delta = true});
  const bytes foreign = make_revocation_list({.issuer = &namesake});
  const store_ptr store = memory_store();
  for (const bytes* list : {&base, &delta, &foreign}) add(store.get(), list_of(*list).get());
  const context_ptr issuer = context_of(ca.root);
  const auto found = [&](DWORD flags) {
    return find_all(store.get(), flags, CRL_FIND_ISSUED_BY, issuer.get());
  };
  CHECK(found(0) == std::vector{base, delta, foreign});
  CHECK(found(CRL_FIND_ISSUED_BY_AKI_FLAG) == std::vector{base, delta});
  CHECK(found(CRL_FIND_ISSUED_BY_SIGNATURE_FLAG) == std::vector{base, delta});
  CHECK(found(CRL_FIND_ISSUED_BY_BASE_FLAG) == std::vector{base, foreign});
  CHECK(found(CRL_FIND_ISSUED_BY_DELTA_FLAG) == std::vector<bytes>{delta});
  CHECK(find_all(store.get(), 0, CRL_FIND_ISSUED_BY, nullptr).size() == 3);
  CHECK(find_all(store.get(), 0, CRL_FIND_ISSUED_BY, context_of(ca.good).get()).empty());
}

TEST_CASE("SSPI-CertFindCRLInStore-others: any, the same, for a certificate, and no such type") {
  const authority ca;
  const bytes der = ca.list();
  const store_ptr store = memory_store();
  add(store.get(), list_of(der).get());
  CHECK(find_all(store.get(), 0, CRL_FIND_ANY, nullptr) == std::vector<bytes>{der});
  CHECK(find_all(store.get(), 0, CRL_FIND_EXISTING, list_of(ca.list({.this_update = -5h})).get()) ==
        std::vector<bytes>{der});
  const context_ptr subject = context_of(ca.good);
  const context_ptr issuer = context_of(ca.root);
  const CRL_FIND_ISSUED_FOR_PARA both{subject.get(), issuer.get()};
  CHECK(find_all(store.get(), 0, CRL_FIND_ISSUED_FOR, &both) == std::vector<bytes>{der});
  const CRL_FIND_ISSUED_FOR_PARA half{subject.get(), nullptr};
  const auto error = [&](DWORD type, const void* parameter) {
    return error_of([&] { return CertFindCRLInStore(store.get(), 0, 0, type, parameter, nullptr); });
  };
  CHECK(error(CRL_FIND_ISSUED_FOR, &half) == E_INVALIDARG);
  CHECK(error(CRL_FIND_ISSUED_FOR, nullptr) == E_INVALIDARG);
  CHECK(error(CRL_FIND_EXISTING, nullptr) == E_INVALIDARG);
  CHECK(error(4, nullptr) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertGetCRLFromStore-checks: the flags of the checks that failed stay") {
  const authority ca;
  const store_ptr store = memory_store();
  bytes der = ca.list({.this_update = -48h, .next_update = -24h});
  der.back() ^= 1;
  add(store.get(), list_of(der).get());
  const context_ptr issuer = context_of(ca.root);
  DWORD flags = CERT_STORE_SIGNATURE_FLAG | CERT_STORE_TIME_VALIDITY_FLAG;
  CHECK(list_ptr{CertGetCRLFromStore(store.get(), issuer.get(), nullptr, &flags)});
  CHECK(flags == (CERT_STORE_SIGNATURE_FLAG | CERT_STORE_TIME_VALIDITY_FLAG));

  const store_ptr healthy = memory_store();
  add(healthy.get(), list_of(ca.list()).get());
  CHECK(list_ptr{CertGetCRLFromStore(healthy.get(), issuer.get(), nullptr, &flags)});
  CHECK(flags == 0);
  flags = 0x8;
  CHECK(error_of([&] { return CertGetCRLFromStore(healthy.get(), issuer.get(), nullptr, &flags); }) ==
        E_INVALIDARG);
  flags = CERT_STORE_DELTA_CRL_FLAG;
  CHECK(error_of([&] { return CertGetCRLFromStore(healthy.get(), issuer.get(), nullptr, &flags); }) ==
        CRYPT_E_NOT_FOUND);
}

TEST_CASE("SSPI-CertFindCertificateInCRL-entry: the entry of what was revoked, none for what was not") {
  const authority ca;
  const list_ptr list = list_of(ca.list());
  PCRL_ENTRY entry = nullptr;
  CHECK(CertFindCertificateInCRL(context_of(ca.bad).get(), list.get(), 0, nullptr, &entry) == TRUE);
  CHECK(entry == &list->pCrlInfo->rgCRLEntry[0]);
  CHECK(CertFindCertificateInCRL(context_of(ca.good).get(), list.get(), 0, nullptr, &entry) == TRUE);
  CHECK(entry == nullptr);
  CHECK(error_of([&] { return CertFindCertificateInCRL(nullptr, list.get(), 0, nullptr, &entry); }) ==
        E_INVALIDARG);
}

TEST_CASE("SSPI-CertGetIssuerCertificateFromStore-finds: the issuer, and which checks failed") {
  const authority ca;
  const store_ptr store = memory_store();
  add(store.get(), ca.root);
  const context_ptr bad = context_of(ca.bad);
  DWORD flags = CERT_STORE_SIGNATURE_FLAG | CERT_STORE_TIME_VALIDITY_FLAG;
  const context_ptr issuer{CertGetIssuerCertificateFromStore(store.get(), bad.get(), nullptr, &flags)};
  REQUIRE(issuer);
  CHECK(encoding_of(issuer.get()) == ca.root.der());
  CHECK(flags == 0);

  flags = CERT_STORE_REVOCATION_FLAG;
  CHECK(context_ptr{CertGetIssuerCertificateFromStore(store.get(), bad.get(), nullptr, &flags)});
  CHECK(flags == (CERT_STORE_REVOCATION_FLAG | CERT_STORE_NO_CRL_FLAG));
  add(store.get(), list_of(ca.list()).get());
  flags = CERT_STORE_REVOCATION_FLAG;
  CHECK(context_ptr{CertGetIssuerCertificateFromStore(store.get(), bad.get(), nullptr, &flags)});
  CHECK(flags == CERT_STORE_REVOCATION_FLAG);
  const context_ptr good = context_of(ca.good);
  CHECK(context_ptr{CertGetIssuerCertificateFromStore(store.get(), good.get(), nullptr, &flags)});
  CHECK(flags == 0);
}

TEST_CASE(
    "SSPI-CertGetIssuerCertificateFromStore-ends: a root has no issuer, and some issuers are not there") {
  const authority ca;
  const store_ptr store = memory_store();
  const context_ptr root = context_of(ca.root);
  const context_ptr good = context_of(ca.good);
  DWORD flags = 0;
  const auto error = [&](PCCERT_CONTEXT subject) {
    return error_of([&] { return CertGetIssuerCertificateFromStore(store.get(), subject, nullptr, &flags); });
  };
  CHECK(error(root.get()) == CRYPT_E_SELF_SIGNED);
  flags = CERT_STORE_SIGNATURE_FLAG;
  CHECK(error(good.get()) == CRYPT_E_NOT_FOUND);
  CHECK(flags == (CERT_STORE_SIGNATURE_FLAG | CERT_STORE_NO_ISSUER_FLAG));
  flags = 0x8;
  CHECK(error(good.get()) == E_INVALIDARG);
}
