// CertFindChainInStore: certificates by whom their chains lead to.
#include <ctime>

#include "support/automatic_clients.h"
#include "support/chains.h"

using namespace schannel::test;

namespace {

constexpr DWORD without_key = CERT_CHAIN_FIND_BY_ISSUER_NO_KEY_FLAG;

/// Two authorities below a trusted root, and a certificate of each.
struct world {
  personal_data data;
  issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
  issued_certificate one = make_certificate({.common_name = "One", .is_ca = true, .issuer = &root});
  issued_certificate other = make_certificate({.common_name = "Other", .is_ca = true, .issuer = &root});
  issued_certificate client = make_certificate({.usages = "clientAuth", .issuer = &one});
  issued_certificate server = make_certificate({.usages = "serverAuth", .issuer = &other});
  store_ptr store = store_with({client, server, one, other});

  world() { peers::trust(data, {root}); }
};

CERT_CHAIN_FIND_BY_ISSUER_PARA any_issuer() {
  CERT_CHAIN_FIND_BY_ISSUER_PARA wanted{};
  wanted.cbSize = sizeof wanted;
  return wanted;
}

/// The certificates that chains are found for.
std::vector<bytes> found_in(HCERTSTORE store, const CERT_CHAIN_FIND_BY_ISSUER_PARA& wanted,
                            DWORD flags = without_key) {
  std::vector<bytes> all;
  PCCERT_CHAIN_CONTEXT chain = nullptr;
  while ((chain = CertFindChainInStore(store, X509_ASN_ENCODING, flags, CERT_CHAIN_FIND_BY_ISSUER, &wanted,
                                       chain)) != nullptr)
    all.push_back(encoding_of(chain->rgpChain[0]->rgpElement[0]->pCertContext));
  CHECK(static_cast<int>(GetLastError()) == CRYPT_E_NOT_FOUND);
  return all;
}

BOOL WINAPI takes_none(PCCERT_CONTEXT, void* count) {
  ++*static_cast<int*>(count);
  return FALSE;
}

}  // namespace

TEST_CASE("SSPI-CertFindChainInStore-issuers: anywhere in the chain, in the order of the store") {
  const world in;
  bytes one = in.one.subject_der();
  bytes root = in.root.subject_der();
  CERT_NAME_BLOB names[] = {blob_of(one), blob_of(root)};
  CERT_CHAIN_FIND_BY_ISSUER_PARA wanted = any_issuer();
  wanted.rgIssuer = names;
  wanted.cIssuer = 1;
  CHECK(found_in(in.store.get(), wanted) == std::vector<bytes>{in.client.der()});
  wanted.cIssuer = 2;
  CHECK(found_in(in.store.get(), wanted) ==
        std::vector<bytes>{in.client.der(), in.server.der(), in.one.der(), in.other.der()});
  CHECK(found_in(in.store.get(), any_issuer()).size() == 4);
}

TEST_CASE("SSPI-CertFindChainInStore-chain: it is built, and its first certificate is the store's") {
  const world in;
  CERT_CHAIN_FIND_BY_ISSUER_PARA wanted = any_issuer();
  const chain_ptr chain{CertFindChainInStore(in.store.get(), X509_ASN_ENCODING, without_key,
                                             CERT_CHAIN_FIND_BY_ISSUER, &wanted, nullptr)};
  REQUIRE(chain);
  CHECK(chain->TrustStatus.dwErrorStatus == 0);
  CHECK(encodings(chain) == std::vector<bytes>{in.client.der(), in.one.der(), in.root.der()});
  const context_ptr first{CertEnumCertificatesInStore(in.store.get(), nullptr)};
  CHECK(chain->rgpChain[0]->rgpElement[0]->pCertContext == first.get());
}

TEST_CASE("SSPI-CertFindChainInStore-place: where the name was found") {
  const world in;
  bytes root = in.root.subject_der();
  CERT_NAME_BLOB name = blob_of(root);
  struct {
    CERT_CHAIN_FIND_BY_ISSUER_PARA usual = any_issuer();
    DWORD* chain = nullptr;
    DWORD* element = nullptr;
  } wanted;
  DWORD chain_index = 7;
  DWORD element_index = 7;
  wanted.usual.cbSize = sizeof wanted;
  wanted.usual.cIssuer = 1;
  wanted.usual.rgIssuer = &name;
  wanted.chain = &chain_index;
  wanted.element = &element_index;
  CHECK(chain_ptr{CertFindChainInStore(in.store.get(), X509_ASN_ENCODING, without_key,
                                       CERT_CHAIN_FIND_BY_ISSUER, &wanted, nullptr)});
  CHECK(chain_index == 0);
  CHECK(element_index == 1);
}

TEST_CASE("SSPI-CertFindChainInStore-wishes: a usage, a key, and what the program says") {
  const world in;
  CERT_CHAIN_FIND_BY_ISSUER_PARA wanted = any_issuer();
  wanted.pszUsageIdentifier = szOID_PKIX_KP_SERVER_AUTH;
  CHECK(found_in(in.store.get(), wanted) ==
        std::vector<bytes>{in.server.der(), in.one.der(), in.other.der()});
  CHECK(found_in(in.store.get(), any_issuer(), 0).empty());
  bytes file = make_pfx({.with_keys = {in.client}, .without_keys = {in.one}});
  CRYPT_DATA_BLOB blob = blob_of(file);
  const store_ptr with_key{PFXImportCertStore(&blob, L"secret", PKCS12_NO_PERSIST_KEY)};
  CHECK(found_in(with_key.get(), any_issuer(), CERT_CHAIN_FIND_BY_ISSUER_COMPARE_KEY_FLAG) ==
        std::vector<bytes>{in.client.der()});
  int asked = 0;
  wanted.pszUsageIdentifier = nullptr;
  wanted.pfnFindCallback = takes_none;
  wanted.pvFindArg = &asked;
  CHECK(found_in(in.store.get(), wanted).empty());
  CHECK(asked == 4);
}

TEST_CASE("SSPI-CertFindChainInStore-bad-parameters: E_INVALIDARG, and the chain before is freed") {
  const world in;
  CERT_CHAIN_FIND_BY_ISSUER_PARA wanted = any_issuer();
  const auto error = [&](DWORD type, const void* parameters) {
    return error_of([&] {
      return CertFindChainInStore(in.store.get(), X509_ASN_ENCODING, without_key, type, parameters, nullptr);
    });
  };
  CHECK(error(CERT_CHAIN_FIND_BY_ISSUER + 1, &wanted) == E_INVALIDARG);
  CHECK(error(CERT_CHAIN_FIND_BY_ISSUER, nullptr) == E_INVALIDARG);
  wanted.cIssuer = 1;
  CHECK(error(CERT_CHAIN_FIND_BY_ISSUER, &wanted) == E_INVALIDARG);
  CERT_NAME_BLOB without_data{static_cast<DWORD>(in.root.subject_der().size()), nullptr};
  wanted.rgIssuer = &without_data;
  CHECK(error(CERT_CHAIN_FIND_BY_ISSUER, &wanted) == E_INVALIDARG);
  wanted = any_issuer();
  wanted.cbSize = 4;
  CHECK(error(CERT_CHAIN_FIND_BY_ISSUER, &wanted) == E_INVALIDARG);
  wanted = any_issuer();
  const PCCERT_CHAIN_CONTEXT chain = CertFindChainInStore(in.store.get(), X509_ASN_ENCODING, without_key,
                                                          CERT_CHAIN_FIND_BY_ISSUER, &wanted, nullptr);
  REQUIRE(chain != nullptr);
  CHECK(CertFindChainInStore(in.store.get(), X509_ASN_ENCODING, without_key, 0, nullptr, chain) == nullptr);
  CHECK(error_of([&] { return CertDuplicateCertificateChain(chain); }) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertFindChainInStore-stale-chain: the search does not begin again") {
  const world in;
  CERT_CHAIN_FIND_BY_ISSUER_PARA wanted = any_issuer();
  const auto after = [&](PCCERT_CHAIN_CONTEXT before) {
    return CertFindChainInStore(in.store.get(), X509_ASN_ENCODING, without_key, CERT_CHAIN_FIND_BY_ISSUER,
                                &wanted, before);
  };
  const PCCERT_CHAIN_CONTEXT freed = after(nullptr);
  REQUIRE(freed != nullptr);
  CertFreeCertificateChain(freed);
  CHECK(error_of([&] { return after(freed); }) == E_INVALIDARG);
  const CERT_CHAIN_CONTEXT of_the_program{};
  CHECK(error_of([&] { return after(&of_the_program); }) == E_INVALIDARG);
}
