// What TLS gets from a program's certificate contexts, and the contexts it hands out; nothing stays behind.
#include "abi/crypt32/contexts.h"

#include <doctest/doctest.h>

#include "abi/crypt32/registry.h"
#include "support/crypt32.h"

using namespace schannel;
using namespace schannel::test;
using abi::crypt32::identity_of;
using abi::crypt32::publish_chain;

namespace {

store_ptr import(const pfx_wishes& wishes, DWORD flags = PKCS12_NO_PERSIST_KEY) {
  bytes der = make_pfx(wishes);
  CRYPT_DATA_BLOB blob = blob_of(der);
  return store_ptr{PFXImportCertStore(&blob, L"secret", flags)};
}

context_ptr first(const store_ptr& store) {
  return context_ptr{CertEnumCertificatesInStore(store.get(), nullptr)};
}

bytes encoding_of(const ossl::certificate& certificate) {
  return {certificate.der().begin(), certificate.der().end()};
}

std::vector<bytes> encodings_of(const std::vector<ossl::certificate>& certificates) {
  std::vector<bytes> all;
  for (const ossl::certificate& one : certificates) all.push_back(encoding_of(one));
  return all;
}

ossl::certificate parsed(const issued_certificate& issued) {
  return *ossl::certificate::parse(issued.der());
}

tls::cause failure_of(PCCERT_CONTEXT context) {
  const auto identity = identity_of(context);
  return identity ? tls::cause::internal : identity.failure().why;
}

}  // namespace

TEST_CASE("an identity has the intermediates of its store in the order of the chain, without the root") {
  const certificate_chain chain = make_chain();
  const issued_certificate unrelated = make_certificate({.common_name = "unrelated.example"});
  const store_ptr store =
      import({.with_keys = {chain.leaf}, .without_keys = {unrelated, chain.root, chain.intermediate}});
  const auto identity = identity_of(first(store).get());
  REQUIRE(identity);
  CHECK(encoding_of(identity->leaf) == chain.leaf.der());
  CHECK(identity->leaf.matches(identity->key));
  CHECK(encodings_of(identity->intermediates) == std::vector<bytes>{chain.intermediate.der()});

  const auto with_root = identity_of(first(store).get(), ossl::root::included);
  REQUIRE(with_root);
  CHECK(encodings_of(with_root->intermediates) ==
        std::vector<bytes>{chain.intermediate.der(), chain.root.der()});
}

TEST_CASE("an expired intermediate is sent along all the same") {
  using namespace std::chrono_literals;
  const issued_certificate root = make_certificate({.common_name = "root", .is_ca = true});
  const issued_certificate expired = make_certificate(
      {.common_name = "expired", .is_ca = true, .valid_from = -2h, .valid_to = -1h, .issuer = &root});
  const issued_certificate leaf = make_certificate({.issuer = &expired});
  const auto identity =
      identity_of(first(import({.with_keys = {leaf}, .without_keys = {expired, root}})).get());
  REQUIRE(identity);
  CHECK(encodings_of(identity->intermediates) == std::vector<bytes>{expired.der()});
}

TEST_CASE("a certificate that vouches for itself has no intermediates") {
  const auto identity = identity_of(first(import({.with_keys = {make_certificate()}})).get());
  REQUIRE(identity);
  CHECK(identity->intermediates.empty());
}

TEST_CASE("a certificate without a private key is no identity") {
  CHECK(failure_of(context_of(make_certificate()).get()) == tls::cause::no_certificate);
}

TEST_CASE("what is no live context is no identity") {
  const context_ptr context = first(import({.with_keys = {make_certificate()}}));
  const CERT_CONTEXT copy = *context;
  CHECK(failure_of(&copy) == tls::cause::bad_credential);
  CHECK(failure_of(nullptr) == tls::cause::bad_credential);
  CHECK(failure_of(reinterpret_cast<PCCERT_CONTEXT>(0x10)) == tls::cause::bad_credential);
}

TEST_CASE("a key that cannot be reached is a bad credential") {
  const context_ptr context = context_of(make_certificate());
  std::wstring container = L"no such container";
  CRYPT_KEY_PROV_INFO info{};
  info.pwszContainerName = container.data();
  CertSetCertificateContextProperty(context.get(), CERT_KEY_PROV_INFO_PROP_ID, 0, &info);
  CHECK(failure_of(context.get()) == tls::cause::bad_credential);
}

TEST_CASE("a key is passed on to another context by its handle, in either way of setting it") {
  const issued_certificate issued = make_certificate();
  const store_ptr store = import({.with_keys = {issued}});
  const bytes handle = property(first(store).get(), CERT_NCRYPT_KEY_HANDLE_PROP_ID);
  REQUIRE(handle.size() == sizeof(NCRYPT_KEY_HANDLE));
  NCRYPT_KEY_HANDLE number = 0;
  std::copy(handle.begin(), handle.end(), reinterpret_cast<std::uint8_t*>(&number));

  for (const void* data : {static_cast<const void*>(&number), reinterpret_cast<const void*>(number)}) {
    const context_ptr other = context_of(issued);
    CHECK(CertSetCertificateContextProperty(other.get(), CERT_NCRYPT_KEY_HANDLE_PROP_ID,
                                            CERT_STORE_NO_CRYPT_RELEASE_FLAG, data) == TRUE);
    CHECK(identity_of(other.get()));
  }
  const context_ptr by_provider = context_of(issued);
  CHECK(CertSetCertificateContextProperty(by_provider.get(), CERT_KEY_PROV_HANDLE_PROP_ID, 0,
                                          reinterpret_cast<const void*>(number)) == TRUE);
  CHECK(identity_of(by_provider.get()));
}

TEST_CASE("a handle whose key is gone names nothing, and is not followed") {
  NCRYPT_KEY_HANDLE number = 0;
  {
    const context_ptr context = first(import({.with_keys = {make_certificate()}}));
    DWORD size = sizeof number;
    CertGetCertificateContextProperty(context.get(), CERT_NCRYPT_KEY_HANDLE_PROP_ID, &number, &size);
    REQUIRE(number != 0);
  }
  const context_ptr other = context_of(make_certificate());
  CHECK(CertSetCertificateContextProperty(other.get(), CERT_NCRYPT_KEY_HANDLE_PROP_ID, 0,
                                          reinterpret_cast<const void*>(number)) == TRUE);
  CHECK(failure_of(other.get()) == tls::cause::bad_credential);
}

TEST_CASE("a key container is found by its name") {
  const issued_certificate issued = make_certificate();
  const store_ptr store = import({.with_keys = {issued}}, CRYPT_EXPORTABLE);
  bytes block(1000);
  auto size = static_cast<DWORD>(block.size());
  CertGetCertificateContextProperty(first(store).get(), CERT_KEY_PROV_INFO_PROP_ID, block.data(), &size);
  const context_ptr other = context_of(issued);
  CHECK(CertSetCertificateContextProperty(other.get(), CERT_KEY_PROV_INFO_PROP_ID, 0, block.data()) == TRUE);
  CHECK(identity_of(other.get()));
}

TEST_CASE("a published chain is a leaf whose store has the whole chain, with the same pointer in it") {
  const certificate_chain chain = make_chain();
  const std::vector<ossl::certificate> certificates{parsed(chain.leaf), parsed(chain.intermediate),
                                                    parsed(chain.root)};
  const context_ptr leaf{publish_chain(certificates)};
  REQUIRE(leaf);
  CHECK(test::encoding_of(leaf.get()) == chain.leaf.der());
  REQUIRE(leaf->hCertStore != nullptr);
  CHECK(encodings(leaf->hCertStore) ==
        std::vector<bytes>{chain.leaf.der(), chain.intermediate.der(), chain.root.der()});
  const context_ptr found{CertEnumCertificatesInStore(leaf->hCertStore, nullptr)};
  CHECK(found.get() == leaf.get());
}

TEST_CASE("the store of a published chain lives as long as any of its contexts") {
  const certificate_chain chain = make_chain();
  const PCCERT_CONTEXT leaf = publish_chain(std::vector{parsed(chain.leaf), parsed(chain.intermediate)});
  const HCERTSTORE store = leaf->hCertStore;
  context_ptr second{CertEnumCertificatesInStore(store, CertDuplicateCertificateContext(leaf))};
  CHECK(CertFreeCertificateContext(leaf) == TRUE);
  CHECK(encodings(store).size() == 2);
  second.reset();
  CHECK(error_of([&] { return CertEnumCertificatesInStore(store, nullptr); }) == ERROR_INVALID_HANDLE);
}

TEST_CASE("a program cannot close the store of a published chain, but may duplicate it") {
  const PCCERT_CONTEXT leaf = publish_chain(std::vector{parsed(make_certificate())});
  const HCERTSTORE store = leaf->hCertStore;
  CHECK(error_of([&] { return CertCloseStore(store, 0); }) == ERROR_INVALID_HANDLE);
  CHECK(CertDuplicateStore(store) == store);
  CHECK(CertFreeCertificateContext(leaf) == TRUE);
  CHECK(encodings(store).size() == 1);
  CHECK(CertCloseStore(store, 0) == TRUE);
}

TEST_CASE("nothing is published of an empty chain") {
  CHECK(publish_chain({}) == nullptr);
}

TEST_CASE("contexts and stores that were given back leave nothing behind") {
  auto& registry = abi::crypt32::registry::instance();
  const auto before = registry.count();
  {
    const certificate_chain chain = make_chain();
    const store_ptr store = import({.with_keys = {chain.leaf}, .without_keys = {chain.intermediate}});
    const context_ptr leaf = first(store);
    const context_ptr copy = add(store.get(), leaf.get());
    const context_ptr replacing = add(store.get(), leaf.get(), CERT_STORE_ADD_REPLACE_EXISTING);
    CHECK(CertAddCertificateContextToStore(store.get(), leaf.get(), CERT_STORE_ADD_NEW, nullptr) == FALSE);
    const context_ptr alone = context_of(chain.root);
    const context_ptr published{publish_chain(std::vector{parsed(chain.leaf), parsed(chain.root)})};
    CHECK(CertDeleteCertificateFromStore(CertDuplicateCertificateContext(copy.get())) == TRUE);
    CHECK(registry.count().contexts > before.contexts);
    CHECK(registry.count().stores == before.stores + 2);
  }
  CHECK((registry.count() == before));
}
