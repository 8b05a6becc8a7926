// Collections: several stores that are looked at as one.
#include <doctest/doctest.h>

#include "support/crypt32.h"

using namespace schannel::test;

namespace {

store_ptr make_collection() {
  return store_ptr{CertOpenStore(CERT_STORE_PROV_COLLECTION, 0, 0, 0, nullptr)};
}

BOOL join(const store_ptr& whole, const store_ptr& part, DWORD flags = 0, DWORD priority = 0) {
  return CertAddStoreToCollection(whole.get(), part.get(), flags, priority);
}

int add_error(HCERTSTORE store, PCCERT_CONTEXT context, DWORD disposition) {
  return error_of([&] { return CertAddCertificateContextToStore(store, context, disposition, nullptr); });
}

context_ptr first_of(HCERTSTORE store) {
  return context_ptr{CertEnumCertificatesInStore(store, nullptr)};
}

/// A collection of two stores that hold a certificate each.
struct pair_of_stores {
  issued_certificate one = make_certificate({.common_name = "one"});
  issued_certificate other = make_certificate({.common_name = "other"});
  store_ptr first = memory_store();
  store_ptr second = memory_store();
  store_ptr whole = make_collection();

  pair_of_stores() {
    add(first.get(), one);
    add(second.get(), other);
    join(whole, first);
    join(whole, second);
  }
  std::vector<bytes> all() const { return {one.der(), other.der()}; }
};

}  // namespace

TEST_CASE("SSPI-CertOpenStore-collection: an empty one opens by number and by name") {
  for (const LPCSTR provider : {CERT_STORE_PROV_COLLECTION, sz_CERT_STORE_PROV_COLLECTION, "collection"}) {
    const store_ptr whole{CertOpenStore(provider, 0, 0, 0, nullptr)};
    REQUIRE(whole);
    CHECK(error_of([&] { return CertEnumCertificatesInStore(whole.get(), nullptr); }) == CRYPT_E_NOT_FOUND);
    CHECK(add_error(whole.get(), context_of(make_certificate()).get(), CERT_STORE_ADD_ALWAYS) ==
          E_ACCESSDENIED);
  }
}

TEST_CASE(
    "SSPI-CertEnumCertificatesInStore-collection: the members one after the other, as the collection's own") {
  const pair_of_stores made;
  CHECK(encodings(made.whole.get()) == made.all());
  PCCERT_CONTEXT context = nullptr;
  while ((context = CertEnumCertificatesInStore(made.whole.get(), context)) != nullptr)
    CHECK(context->hCertStore == made.whole.get());
  CHECK(encodings(made.first.get()).size() == 1);
  CHECK(first_of(made.first.get())->hCertStore == made.first.get());
}

TEST_CASE("SSPI-CertAddStoreToCollection-priority: a higher one comes first") {
  const pair_of_stores made;
  const store_ptr urgent = memory_store();
  const issued_certificate third = make_certificate();
  add(urgent.get(), third);
  CHECK(join(made.whole, urgent, 0, 1) == TRUE);
  CHECK(encodings(made.whole.get()) == std::vector<bytes>{third.der(), made.one.der(), made.other.der()});
}

TEST_CASE("SSPI-CertAddStoreToCollection-not-a-collection: E_INVALIDARG") {
  const store_ptr memory = memory_store();
  const store_ptr other = memory_store();
  const store_ptr whole = make_collection();
  CHECK(error_of([&] { return join(memory, other); }) == E_INVALIDARG);
  CHECK(error_of([&] { return CertAddStoreToCollection(nullptr, other.get(), 0, 0); }) == E_INVALIDARG);
  const context_ptr loose = context_of(make_certificate());
  CHECK(error_of([&] { return CertAddStoreToCollection(whole.get(), loose->hCertStore, 0, 0); }) ==
        E_INVALIDARG);
  CHECK(CertAddStoreToCollection(whole.get(), nullptr, 0, 0) == TRUE);
}

TEST_CASE("SSPI-CertAddStoreToCollection-cycle: a collection never contains itself") {
  const store_ptr outer = make_collection();
  const store_ptr inner = make_collection();
  CHECK(error_of([&] { return join(outer, outer); }) == E_INVALIDARG);
  CHECK(join(outer, inner) == TRUE);
  CHECK(error_of([&] { return join(inner, outer); }) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertAddStoreToCollection-closed-member: the caller may close it, the collection holds it") {
  const store_ptr whole = make_collection();
  const issued_certificate issued = make_certificate();
  {
    const store_ptr part = memory_store();
    add(part.get(), issued);
    join(whole, part);
  }
  CHECK(encodings(whole.get()) == std::vector<bytes>{issued.der()});
}

TEST_CASE("SSPI-CertAddCertificateContextToStore-collection: into the first member that takes additions") {
  const pair_of_stores made;
  const store_ptr open = memory_store();
  const context_ptr fresh = context_of(make_certificate());
  CHECK(add_error(made.whole.get(), fresh.get(), CERT_STORE_ADD_ALWAYS) == E_ACCESSDENIED);
  join(made.whole, open, CERT_PHYSICAL_STORE_ADD_ENABLE_FLAG);
  const context_ptr added = add(made.whole.get(), fresh.get());
  REQUIRE(added);
  CHECK(added->hCertStore == made.whole.get());
  CHECK(encodings(open.get()) == std::vector<bytes>{encoding_of(fresh.get())});
  CHECK(encodings(made.whole.get()).size() == 3);
}

TEST_CASE("SSPI-CertAddCertificateContextToStore-collection-existing: the member that has it decides") {
  const pair_of_stores made;
  const context_ptr known = context_of(made.other);
  const auto description = [&] {
    return property(first_of(made.second.get()).get(), CERT_DESCRIPTION_PROP_ID);
  };
  set_blob_property(first_of(made.second.get()).get(), CERT_DESCRIPTION_PROP_ID, {1});
  CHECK(add_error(made.whole.get(), known.get(), CERT_STORE_ADD_NEW) == CRYPT_E_EXISTS);
  CHECK(description() == bytes{1});
  CHECK(add_error(made.whole.get(), known.get(), CERT_STORE_ADD_REPLACE_EXISTING) == ERROR_SUCCESS);
  CHECK(description().empty());
  set_blob_property(known.get(), CERT_DESCRIPTION_PROP_ID, {2});
  CHECK(add_error(made.whole.get(), known.get(), CERT_STORE_ADD_USE_EXISTING) == ERROR_SUCCESS);
  CHECK(description() == bytes{2});
  CHECK(add_error(made.whole.get(), known.get(), CERT_STORE_ADD_ALWAYS) == E_ACCESSDENIED);
  CHECK(encodings(made.whole.get()) == made.all());
}

TEST_CASE(
    "SSPI-CertOpenStore-collection-nested: collections of collections enumerate, and report the outermost") {
  const pair_of_stores made;
  const store_ptr outer = make_collection();
  const store_ptr last = memory_store();
  const issued_certificate third = make_certificate();
  add(last.get(), third);
  join(outer, made.whole);
  join(outer, last, CERT_PHYSICAL_STORE_ADD_ENABLE_FLAG);
  CHECK(encodings(outer.get()) == std::vector<bytes>{made.one.der(), made.other.der(), third.der()});
  CHECK(first_of(outer.get())->hCertStore == outer.get());
  const context_ptr added = add(outer.get(), make_certificate());
  CHECK(added->hCertStore == outer.get());
  CHECK(encodings(last.get()).size() == 2);
}

TEST_CASE("a member that joins twice is walked through twice") {
  const store_ptr whole = make_collection();
  const store_ptr part = memory_store();
  const issued_certificate issued = make_certificate();
  add(part.get(), issued);
  join(whole, part);
  join(whole, part);
  CHECK(encodings(whole.get()) == std::vector<bytes>{issued.der(), issued.der()});
}

TEST_CASE(
    "SSPI-CertRemoveStoreFromCollection-ends: what the member held is seen no longer, and stays where it "
    "is") {
  const pair_of_stores made;
  const context_ptr held = first_of(made.whole.get());
  CertRemoveStoreFromCollection(made.whole.get(), made.first.get());
  CHECK(encodings(made.whole.get()) == std::vector<bytes>{made.other.der()});
  CHECK(encodings(made.first.get()) == std::vector<bytes>{made.one.der()});
  CHECK(encoding_of(held.get()) == made.one.der());
  CertRemoveStoreFromCollection(made.whole.get(), made.first.get());
  CertRemoveStoreFromCollection(made.whole.get(), nullptr);
  CertRemoveStoreFromCollection(nullptr, made.second.get());
  CHECK(encodings(made.whole.get()).size() == 1);
}

TEST_CASE(
    "SSPI-CertDeleteCertificateFromStore-collection: deleting what a collection shows deletes it in its "
    "member") {
  const pair_of_stores made;
  CHECK(CertDeleteCertificateFromStore(first_of(made.whole.get()).release()) == TRUE);
  CHECK(encodings(made.whole.get()) == std::vector<bytes>{made.other.der()});
  CHECK(encodings(made.first.get()).empty());
}

TEST_CASE("an enumeration of a collection may delete what it passes") {
  const pair_of_stores made;
  int passed = 0;
  PCCERT_CONTEXT context = nullptr;
  while ((context = CertEnumCertificatesInStore(made.whole.get(), context)) != nullptr) {
    CHECK(CertDeleteCertificateFromStore(CertDuplicateCertificateContext(context)) == TRUE);
    ++passed;
  }
  CHECK(passed == 2);
  CHECK(encodings(made.whole.get()).empty());
}

TEST_CASE(
    "SSPI-CertSetCertificateContextProperty-collection: the member's certificate has the property too") {
  const pair_of_stores made;
  set_blob_property(first_of(made.whole.get()).get(), CERT_FRIENDLY_NAME_PROP_ID, {1, 2});
  CHECK(property(first_of(made.first.get()).get(), CERT_FRIENDLY_NAME_PROP_ID) == bytes{1, 2});
}

TEST_CASE("SSPI-CertFindCertificateInStore-collection: finds go through all members") {
  const pair_of_stores made;
  const context_ptr found{CertFindCertificateInStore(made.whole.get(), X509_ASN_ENCODING, 0,
                                                     CERT_FIND_SUBJECT_STR_A, "other", nullptr)};
  REQUIRE(found);
  CHECK(encoding_of(found.get()) == made.other.der());
  CHECK(found->hCertStore == made.whole.get());
  CHECK(error_of([&] {
          return CertFindCertificateInStore(made.first.get(), X509_ASN_ENCODING, 0, CERT_FIND_ANY, nullptr,
                                            CertDuplicateCertificateContext(found.get()));
        }) == E_INVALIDARG);
}

TEST_CASE("a collection shows the revocation lists of its members") {
  const issued_certificate root = make_certificate({.is_ca = true});
  const bytes der = make_revocation_list({.issuer = &root});
  const pair_of_stores made;
  CHECK(CertAddCRLContextToStore(made.second.get(), list_of(der).get(), CERT_STORE_ADD_NEW, nullptr) == TRUE);
  CHECK(list_encodings(made.whole.get()) == std::vector<bytes>{der});
}

TEST_CASE("a checked close of a collection tells of contexts that are held, and ends when they are freed") {
  const store_ptr part = memory_store();
  add(part.get(), make_certificate());
  HCERTSTORE whole = make_collection().release();
  CertAddStoreToCollection(whole, part.get(), 0, 0);
  {
    const context_ptr held = first_of(whole);
    CHECK(error_of([&] { return CertCloseStore(whole, CERT_CLOSE_STORE_CHECK_FLAG); }) ==
          CRYPT_E_PENDING_CLOSE);
    CHECK(held->hCertStore == whole);
  }
  CHECK(error_of([&] { return CertDuplicateStore(whole); }) == ERROR_INVALID_HANDLE);
  CHECK(encodings(part.get()).size() == 1);
}

TEST_CASE("a forced close of a collection takes its contexts along, and leaves the members alone") {
  const store_ptr part = memory_store();
  add(part.get(), make_certificate());
  HCERTSTORE whole = make_collection().release();
  CertAddStoreToCollection(whole, part.get(), 0, 0);
  const PCCERT_CONTEXT held = first_of(whole).release();
  CHECK(CertCloseStore(whole, CERT_CLOSE_STORE_FORCE_FLAG) == TRUE);
  CHECK(error_of([&] { return CertDuplicateCertificateContext(held); }) == E_INVALIDARG);
  CHECK(encodings(part.get()).size() == 1);
}
