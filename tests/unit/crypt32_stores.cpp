// Certificate stores: opened, filled, walked through, closed, and who keeps whom alive.
#include <doctest/doctest.h>

#include "support/crypt32.h"

using namespace schannel::test;

namespace {

HCERTSTORE open(LPCSTR provider, DWORD flags = 0) {
  return CertOpenStore(provider, 0, 0, flags, nullptr);
}

LPCSTR wide_name(const wchar_t* name) {
  return reinterpret_cast<LPCSTR>(name);
}

std::size_t count(HCERTSTORE store) {
  return encodings(store).size();
}

int add_error(HCERTSTORE store, PCCERT_CONTEXT context, DWORD disposition) {
  return error_of([&] { return CertAddCertificateContextToStore(store, context, disposition, nullptr); });
}

/// Two certificates that claim, by their hash property, to be the same one.
struct look_alikes {
  context_ptr old_one;
  context_ptr new_one;
};

look_alikes make_look_alikes() {
  using namespace std::chrono_literals;
  look_alikes both{context_of(make_certificate({.valid_from = -2h})),
                   context_of(make_certificate({.valid_from = -1h}))};
  for (const auto* context : {both.old_one.get(), both.new_one.get()})
    set_blob_property(context, CERT_SHA1_HASH_PROP_ID, bytes(20, 0x5A));
  return both;
}

}  // namespace

TEST_CASE("a memory store opens by number and by name in any case and width") {
  for (const LPCSTR provider : {CERT_STORE_PROV_MEMORY, sz_CERT_STORE_PROV_MEMORY, "MEMORY", "memory",
                                wide_name(L"Memory"), wide_name(L"mEmOrY")}) {
    const store_ptr store{open(provider)};
    REQUIRE(store);
    CHECK(error_of([&] { return CertEnumCertificatesInStore(store.get(), nullptr); }) == CRYPT_E_NOT_FOUND);
  }
}

TEST_CASE(
    "SSPI-CertOpenStore-memory: every memory store is a new one, whatever the flags say about existing") {
  for (const DWORD flags :
       {CERT_STORE_CREATE_NEW_FLAG, CERT_STORE_OPEN_EXISTING_FLAG, CERT_STORE_READONLY_FLAG}) {
    const store_ptr one{open(CERT_STORE_PROV_MEMORY, flags)};
    const store_ptr other{open(CERT_STORE_PROV_MEMORY, flags)};
    REQUIRE(one);
    REQUIRE(other);
    CHECK(one != other);
    CHECK(add(one.get(), make_certificate()));
    CHECK(count(one.get()) == 1);
    CHECK(count(other.get()) == 0);
  }
}

TEST_CASE("SSPI-CertOpenStore-other-providers: other providers are not found") {
  for (const LPCSTR provider :
       {LPCSTR{nullptr}, CERT_STORE_PROV_LDAP_W, CERT_STORE_PROV_SMART_CARD_W,
        reinterpret_cast<LPCSTR>(0xFFFF), "", "Memor", "Memoryy", "Mem", wide_name(L"Mem")})
    CHECK(error_of([&] { return open(provider); }) == ERROR_FILE_NOT_FOUND);
}

TEST_CASE("SSPI-CertOpenStore-memory-delete: a memory store cannot be deleted") {
  CHECK(error_of([] { return open(CERT_STORE_PROV_MEMORY, CERT_STORE_DELETE_FLAG); }) ==
        ERROR_CALL_NOT_IMPLEMENTED);
}

TEST_CASE("SSPI-CertCloseStore-null: no store may be closed and duplicated") {
  CHECK(CertCloseStore(nullptr, 0) == TRUE);
  CHECK(CertCloseStore(nullptr, CERT_CLOSE_STORE_CHECK_FLAG) == TRUE);
  CHECK(CertDuplicateStore(nullptr) == nullptr);
}

TEST_CASE("a store that was closed or never was is refused") {
  const context_ptr context = context_of(make_certificate());
  const HCERTSTORE closed = open(CERT_STORE_PROV_MEMORY);
  REQUIRE(CertCloseStore(closed, 0) == TRUE);
  int local = 0;
  for (const HCERTSTORE store : {closed, reinterpret_cast<HCERTSTORE>(1), reinterpret_cast<HCERTSTORE>(-1),
                                 static_cast<HCERTSTORE>(&local)}) {
    CHECK(error_of([&] { return CertCloseStore(store, 0); }) == ERROR_INVALID_HANDLE);
    CHECK(error_of([&] { return CertDuplicateStore(store); }) == ERROR_INVALID_HANDLE);
    CHECK(error_of([&] { return CertEnumCertificatesInStore(store, nullptr); }) == ERROR_INVALID_HANDLE);
    CHECK(add_error(store, context.get(), CERT_STORE_ADD_ALWAYS) == ERROR_INVALID_HANDLE);
  }
}

TEST_CASE(
    "SSPI-CertDuplicateStore-same-handle: a duplicated store has the same handle and stays open until both "
    "are closed") {
  const HCERTSTORE store = open(CERT_STORE_PROV_MEMORY);
  CHECK(CertDuplicateStore(store) == store);
  CHECK(CertCloseStore(store, 0) == TRUE);
  CHECK(add(store, make_certificate()));
  CHECK(count(store) == 1);
  CHECK(CertCloseStore(store, 0) == TRUE);
  CHECK(error_of([&] { return CertCloseStore(store, 0); }) == ERROR_INVALID_HANDLE);
}

TEST_CASE("SSPI-CertCloseStore-check: a checked close tells of contexts that are still held") {
  const HCERTSTORE store = open(CERT_STORE_PROV_MEMORY);
  const issued_certificate issued = make_certificate();
  const context_ptr held = add(store, issued);
  CHECK(error_of([&] { return CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG); }) ==
        CRYPT_E_PENDING_CLOSE);
  CHECK(encoding_of(held.get()) == issued.der());
  CHECK(property(held.get(), CERT_SHA1_HASH_PROP_ID).size() == 20);
  CHECK(error_of([&] { return CertCloseStore(store, 0); }) == ERROR_INVALID_HANDLE);
}

TEST_CASE(
    "SSPI-CertCloseStore-check-handles: a checked close tells of another open handle, and closes its own") {
  const HCERTSTORE store = open(CERT_STORE_PROV_MEMORY);
  CertDuplicateStore(store);
  CHECK(error_of([&] { return CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG); }) ==
        CRYPT_E_PENDING_CLOSE);
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG) == TRUE);
}

TEST_CASE("a checked close has nothing to say when every context was freed") {
  const HCERTSTORE store = open(CERT_STORE_PROV_MEMORY);
  add(store, make_certificate());
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG) == TRUE);
}

TEST_CASE("SSPI-CertCloseStore-force: a forced close takes the contexts along") {
  const HCERTSTORE store = open(CERT_STORE_PROV_MEMORY);
  const PCCERT_CONTEXT held = add(store, make_certificate()).release();
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_FORCE_FLAG) == TRUE);
  CHECK(error_of([&] { return CertDuplicateCertificateContext(held); }) == E_INVALIDARG);
}

TEST_CASE("a forced close takes along what was deleted and is still held") {
  const HCERTSTORE store = open(CERT_STORE_PROV_MEMORY);
  const PCCERT_CONTEXT held = add(store, make_certificate()).release();
  CertDeleteCertificateFromStore(CertDuplicateCertificateContext(held));
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_FORCE_FLAG) == TRUE);
  CHECK(error_of([&] { return CertDuplicateCertificateContext(held); }) == E_INVALIDARG);
}

TEST_CASE("a forced close leaves the contexts alone while another handle is open") {
  const HCERTSTORE store = open(CERT_STORE_PROV_MEMORY);
  CertDuplicateStore(store);
  const context_ptr held = add(store, make_certificate());
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_FORCE_FLAG) == TRUE);
  CHECK(context_ptr{CertDuplicateCertificateContext(held.get())});
  CHECK(CertCloseStore(store, 0) == TRUE);
}

TEST_CASE(
    "SSPI-CertCloseStore-held-contexts: a held context keeps its closed store and the other certificates in "
    "it") {
  const HCERTSTORE store = open(CERT_STORE_PROV_MEMORY);
  const context_ptr held = add(store, make_certificate());
  add(store, make_certificate());
  CertCloseStore(store, 0);
  CHECK(count(held->hCertStore) == 2);
}

TEST_CASE(
    "SSPI-CertAddCertificateContextToStore-new-object: an added context is a new object that belongs to the "
    "store") {
  const context_ptr original = context_of(make_certificate());
  const store_ptr store = memory_store();
  const context_ptr added = add(store.get(), original.get());
  REQUIRE(added);
  CHECK(added.get() != original.get());
  CHECK(added->pbCertEncoded != original->pbCertEncoded);
  CHECK(added->pCertInfo != original->pCertInfo);
  CHECK(added->hCertStore == store.get());
  CHECK(encoding_of(added.get()) == encoding_of(original.get()));
}

TEST_CASE("the caller need not want the added context") {
  const context_ptr original = context_of(make_certificate());
  const store_ptr store = memory_store();
  CHECK(CertAddCertificateContextToStore(store.get(), original.get(), CERT_STORE_ADD_NEW, nullptr) == TRUE);
  CHECK(count(store.get()) == 1);
}

TEST_CASE("without a store, adding makes a context that belongs to none") {
  const context_ptr original = context_of(make_certificate());
  const context_ptr added = add(nullptr, original.get());
  REQUIRE(added);
  CHECK(added.get() != original.get());
  CHECK(added->hCertStore == original->hCertStore);
}

TEST_CASE("a failed addition gives no context") {
  const context_ptr original = context_of(make_certificate());
  const store_ptr store = memory_store();
  PCCERT_CONTEXT added = original.get();
  CHECK(CertAddCertificateContextToStore(store.get(), nullptr, CERT_STORE_ADD_ALWAYS, &added) == FALSE);
  CHECK(GetLastError() == static_cast<DWORD>(E_INVALIDARG));
  CHECK(added == nullptr);
}

TEST_CASE("SSPI-CertAddCertificateContextToStore-disposition: a disposition that is none is refused") {
  const context_ptr context = context_of(make_certificate());
  const store_ptr store = memory_store();
  for (const DWORD disposition : {0u, 8u, 0xFFFFFFFFu})
    CHECK(add_error(store.get(), context.get(), disposition) == E_INVALIDARG);
  CHECK(add_error(nullptr, context.get(), 0) == E_INVALIDARG);
  CHECK(count(store.get()) == 0);
}

TEST_CASE(
    "SSPI-CertAddCertificateContextToStore-new: adding as new refuses a certificate that is there already") {
  const context_ptr context = context_of(make_certificate());
  const store_ptr store = memory_store();
  CHECK(add_error(store.get(), context.get(), CERT_STORE_ADD_NEW) == ERROR_SUCCESS);
  CHECK(add_error(store.get(), context.get(), CERT_STORE_ADD_NEW) == CRYPT_E_EXISTS);
  CHECK(count(store.get()) == 1);
}

TEST_CASE("SSPI-CertAddCertificateContextToStore-always: adding always allows duplicates") {
  const context_ptr context = context_of(make_certificate());
  const store_ptr store = memory_store();
  add(store.get(), context.get());
  add(store.get(), context.get());
  CHECK(count(store.get()) == 2);
}

TEST_CASE(
    "SSPI-CertAddCertificateContextToStore-same: whether a certificate is there already is judged by its "
    "hash property") {
  const look_alikes both = make_look_alikes();
  const store_ptr store = memory_store();
  CHECK(add_error(store.get(), both.old_one.get(), CERT_STORE_ADD_NEW) == ERROR_SUCCESS);
  CHECK(add_error(store.get(), both.new_one.get(), CERT_STORE_ADD_NEW) == CRYPT_E_EXISTS);
}

TEST_CASE(
    "SSPI-CertAddCertificateContextToStore-same: not by issuer and serial number, which two certificates may "
    "share") {
  const issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
  const store_ptr store = memory_store();
  for (const char* name : {"one.example", "other.example"}) {
    const context_ptr context =
        context_of(make_certificate({.common_name = name, .serial_number = "1234", .issuer = &root}));
    CHECK(add_error(store.get(), context.get(), CERT_STORE_ADD_NEW) == ERROR_SUCCESS);
  }
  CHECK(count(store.get()) == 2);
}

TEST_CASE(
    "SSPI-CertAddCertificateContextToStore-existing: using the existing certificate returns it and adds the "
    "properties it lacks") {
  const context_ptr context = context_of(make_certificate());
  const store_ptr store = memory_store();
  const context_ptr first = add(store.get(), context.get());
  set_blob_property(first.get(), CERT_FRIENDLY_NAME_PROP_ID, {1});
  set_blob_property(context.get(), CERT_FRIENDLY_NAME_PROP_ID, {2});
  set_blob_property(context.get(), CERT_DESCRIPTION_PROP_ID, {3});

  const context_ptr second = add(store.get(), context.get(), CERT_STORE_ADD_USE_EXISTING);
  CHECK(second.get() == first.get());
  CHECK(property(second.get(), CERT_FRIENDLY_NAME_PROP_ID) == bytes{1});
  CHECK(property(second.get(), CERT_DESCRIPTION_PROP_ID) == bytes{3});
  CHECK(count(store.get()) == 1);
}

TEST_CASE(
    "SSPI-CertAddCertificateContextToStore-replace: replacing puts a new context in the place of the old "
    "one, which stays valid while it is held") {
  const context_ptr context = context_of(make_certificate());
  const store_ptr store = memory_store();
  const context_ptr old = add(store.get(), context.get());
  add(store.get(), make_certificate());
  set_blob_property(old.get(), CERT_DESCRIPTION_PROP_ID, {3});

  const context_ptr fresh = add(store.get(), context.get(), CERT_STORE_ADD_REPLACE_EXISTING);
  REQUIRE(fresh);
  CHECK(fresh.get() != old.get());
  CHECK(property_error(fresh.get(), CERT_DESCRIPTION_PROP_ID) == CRYPT_E_NOT_FOUND);
  CHECK(property(old.get(), CERT_DESCRIPTION_PROP_ID) == bytes{3});
  const auto all = encodings(store.get());
  REQUIRE(all.size() == 2);
  CHECK(all.front() == encoding_of(context.get()));
}

TEST_CASE(
    "SSPI-CertAddCertificateContextToStore-inherit: replacing with inheritance keeps the old properties") {
  const context_ptr context = context_of(make_certificate());
  const store_ptr store = memory_store();
  const context_ptr old = add(store.get(), context.get());
  set_blob_property(old.get(), CERT_DESCRIPTION_PROP_ID, {3});
  const context_ptr fresh =
      add(store.get(), context.get(), CERT_STORE_ADD_REPLACE_EXISTING_INHERIT_PROPERTIES);
  CHECK(fresh.get() != old.get());
  CHECK(property(fresh.get(), CERT_DESCRIPTION_PROP_ID) == bytes{3});
}

TEST_CASE(
    "SSPI-CertAddCertificateContextToStore-newer: adding the newer one compares the beginnings of validity") {
  const look_alikes both = make_look_alikes();
  const store_ptr store = memory_store();
  CHECK(add_error(store.get(), both.old_one.get(), CERT_STORE_ADD_NEWER) == ERROR_SUCCESS);
  CHECK(add_error(store.get(), both.old_one.get(), CERT_STORE_ADD_NEWER) == CRYPT_E_EXISTS);
  CHECK(add_error(store.get(), both.new_one.get(), CERT_STORE_ADD_NEWER) == ERROR_SUCCESS);
  CHECK(encodings(store.get()) == std::vector<bytes>{encoding_of(both.new_one.get())});
  CHECK(add_error(store.get(), both.old_one.get(), CERT_STORE_ADD_NEWER) == CRYPT_E_EXISTS);
}

TEST_CASE("the newer one can inherit the properties of the older") {
  const look_alikes both = make_look_alikes();
  const store_ptr store = memory_store();
  const context_ptr old = add(store.get(), both.old_one.get());
  set_blob_property(old.get(), CERT_DESCRIPTION_PROP_ID, {3});
  const context_ptr fresh = add(store.get(), both.new_one.get(), CERT_STORE_ADD_NEWER_INHERIT_PROPERTIES);
  REQUIRE(fresh);
  CHECK(property(fresh.get(), CERT_DESCRIPTION_PROP_ID) == bytes{3});
}

TEST_CASE("SSPI-CertEnumCertificatesInStore-order: an enumeration goes in the order of addition") {
  const store_ptr store = memory_store();
  std::vector<bytes> added;
  for (int i = 0; i < 3; ++i) added.push_back(encoding_of(add(store.get(), make_certificate()).get()));
  CHECK(encodings(store.get()) == added);
}

TEST_CASE(
    "SSPI-CertEnumCertificatesInStore-frees: an enumeration gives the store's own contexts and frees the one "
    "before") {
  const HCERTSTORE store = open(CERT_STORE_PROV_MEMORY);
  context_ptr added = add(store, make_certificate());
  const PCCERT_CONTEXT found = CertEnumCertificatesInStore(store, nullptr);
  CHECK(found == added.get());
  CHECK(error_of([&] { return CertEnumCertificatesInStore(store, found); }) == CRYPT_E_NOT_FOUND);
  added.reset();  // the only reference that is left
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG) == TRUE);
}

TEST_CASE("an enumeration that is freed to its end holds nothing") {
  const HCERTSTORE store = open(CERT_STORE_PROV_MEMORY);
  for (int i = 0; i < 3; ++i) add(store, make_certificate());
  CHECK(count(store) == 3);
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG) == TRUE);
}

TEST_CASE(
    "SSPI-CertEnumCertificatesInStore-foreign: a context of another store cannot be continued after, yet it "
    "is freed") {
  const HCERTSTORE store = open(CERT_STORE_PROV_MEMORY);
  const store_ptr other = memory_store();
  const PCCERT_CONTEXT foreign = add(store, make_certificate()).release();
  CHECK(error_of([&] { return CertEnumCertificatesInStore(other.get(), foreign); }) == E_INVALIDARG);
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG) == TRUE);
}

TEST_CASE("the previous context is freed even when the store is none") {
  const HCERTSTORE store = open(CERT_STORE_PROV_MEMORY);
  const PCCERT_CONTEXT previous = add(store, make_certificate()).release();
  CHECK(error_of([&] { return CertEnumCertificatesInStore(nullptr, previous); }) == ERROR_INVALID_HANDLE);
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG) == TRUE);
}

TEST_CASE("an enumeration may delete what it passes") {
  const store_ptr store = memory_store();
  for (int i = 0; i < 4; ++i) add(store.get(), make_certificate());
  int passed = 0;
  PCCERT_CONTEXT context = nullptr;
  while ((context = CertEnumCertificatesInStore(store.get(), context)) != nullptr) {
    CHECK(CertDeleteCertificateFromStore(CertDuplicateCertificateContext(context)) == TRUE);
    ++passed;
  }
  CHECK(passed == 4);
  CHECK(count(store.get()) == 0);
}

TEST_CASE(
    "SSPI-CertEnumCertificatesInStore-archived: archived certificates are passed over, unless the store was "
    "opened to show them") {
  for (const DWORD flags : {0, CERT_STORE_ENUM_ARCHIVED_FLAG}) {
    const store_ptr store = memory_store(flags);
    const context_ptr archived = add(store.get(), make_certificate());
    add(store.get(), make_certificate());
    const CRYPT_DATA_BLOB nothing{};
    CHECK(CertSetCertificateContextProperty(archived.get(), CERT_ARCHIVED_PROP_ID, 0, &nothing) == TRUE);
    CHECK(count(store.get()) == (flags == 0 ? 1 : 2));
  }
}

TEST_CASE(
    "SSPI-CertDeleteCertificateFromStore-takes-out: deleting takes a certificate out and leaves its context "
    "valid") {
  const store_ptr store = memory_store();
  const issued_certificate issued = make_certificate();
  const context_ptr held = add(store.get(), issued);
  CHECK(CertDeleteCertificateFromStore(CertDuplicateCertificateContext(held.get())) == TRUE);
  CHECK(count(store.get()) == 0);
  CHECK(held->hCertStore == store.get());
  CHECK(encoding_of(held.get()) == issued.der());

  CHECK(CertDeleteCertificateFromStore(CertDuplicateCertificateContext(held.get())) == TRUE);
  CHECK(CertDeleteCertificateFromStore(nullptr) == TRUE);
}

TEST_CASE("SSPI-CertDeleteCertificateFromStore-frees: deleting gives up the caller's reference") {
  const HCERTSTORE store = open(CERT_STORE_PROV_MEMORY);
  CHECK(CertDeleteCertificateFromStore(add(store, make_certificate()).release()) == TRUE);
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG) == TRUE);
}

TEST_CASE("deleting works on a context without a store too") {
  const PCCERT_CONTEXT context = create_context(make_certificate().der());
  CHECK(CertDeleteCertificateFromStore(context) == TRUE);
  CHECK(error_of([&] { return CertDuplicateCertificateContext(context); }) == E_INVALIDARG);
}

TEST_CASE("freeing once too often what the store keeps does no harm") {
  const store_ptr store = memory_store();
  const PCCERT_CONTEXT context = add(store.get(), make_certificate()).get();
  CHECK(CertFreeCertificateContext(context) == TRUE);
  CHECK(count(store.get()) == 1);
  CHECK(context_ptr{CertDuplicateCertificateContext(context)});
}

TEST_CASE("a store and its contexts can be freed in any order") {
  for (const bool store_first : {true, false}) {
    const HCERTSTORE store = open(CERT_STORE_PROV_MEMORY);
    const PCCERT_CONTEXT context = add(store, make_certificate()).release();
    if (store_first) CHECK(CertCloseStore(store, 0) == TRUE);
    CHECK(CertFreeCertificateContext(context) == TRUE);
    if (!store_first) CHECK(CertCloseStore(store, 0) == TRUE);
    CHECK(error_of([&] { return CertDuplicateStore(store); }) == ERROR_INVALID_HANDLE);
    CHECK(error_of([&] { return CertDuplicateCertificateContext(context); }) == E_INVALIDARG);
  }
}
