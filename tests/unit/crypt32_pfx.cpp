// PFX files become stores, with the private keys attached.
#include "abi/crypt32/contexts.h"

#include <doctest/doctest.h>

#include <ctime>
#include <optional>
#include <string>

#include "support/crypt32.h"

using namespace schannel::test;
using schannel::abi::crypt32::identity_of;

namespace {

HCERTSTORE import(bytes der, std::optional<std::wstring> password, DWORD flags = PKCS12_NO_PERSIST_KEY) {
  CRYPT_DATA_BLOB blob = blob_of(der);
  return PFXImportCertStore(&blob, password ? password->c_str() : nullptr, flags);
}

int import_error(const bytes& der, const std::optional<std::wstring>& password) {
  return error_of([&] { return store_ptr{import(der, password)} != nullptr; });
}

context_ptr first_with_key(HCERTSTORE store) {
  return context_ptr{
      CertFindCertificateInStore(store, X509_ASN_ENCODING, 0, CERT_FIND_HAS_PRIVATE_KEY, nullptr, nullptr)};
}

bool has_usable_key(PCCERT_CONTEXT context) {
  const auto identity = identity_of(context);
  return identity && identity->leaf.matches(identity->key);
}

}  // namespace

TEST_CASE("a PFX file becomes a store with all its certificates, those with keys first") {
  const certificate_chain chain = make_chain();
  const store_ptr store{import(
      make_pfx({.with_keys = {chain.leaf}, .without_keys = {chain.intermediate, chain.root}}), L"secret")};
  REQUIRE(store);
  CHECK(encodings(store.get()) ==
        std::vector<bytes>{chain.leaf.der(), chain.intermediate.der(), chain.root.der()});
  const context_ptr first{CertEnumCertificatesInStore(store.get(), nullptr)};
  CHECK(first->hCertStore == store.get());
  CHECK(first == first_with_key(store.get()));
}

TEST_CASE("a key that is not to be kept is attached by its handle") {
  const store_ptr store{
      import(make_pfx({.with_keys = {make_certificate({.key = key_type::rsa})}}), L"secret")};
  REQUIRE(store);
  const context_ptr leaf = first_with_key(store.get());
  REQUIRE(leaf);
  CERT_KEY_CONTEXT key{};
  DWORD size = sizeof key;
  CHECK(CertGetCertificateContextProperty(leaf.get(), CERT_KEY_CONTEXT_PROP_ID, &key, &size) == TRUE);
  CHECK(key.cbSize == sizeof key);
  CHECK(key.hCryptProv != 0);
  CHECK(key.dwKeySpec == AT_KEYEXCHANGE);
  CHECK(property_error(leaf.get(), CERT_KEY_PROV_INFO_PROP_ID) == CRYPT_E_NOT_FOUND);
  CHECK(has_usable_key(leaf.get()));
}

TEST_CASE("a key that is to be kept is attached by the name of its container") {
  const store_ptr store{import(make_pfx({.with_keys = {make_certificate({.key = key_type::rsa})}}), L"secret",
                               CRYPT_EXPORTABLE | CRYPT_MACHINE_KEYSET)};
  REQUIRE(store);
  const context_ptr leaf = first_with_key(store.get());
  REQUIRE(leaf);
  CHECK(property_error(leaf.get(), CERT_KEY_CONTEXT_PROP_ID) == CRYPT_E_NOT_FOUND);
  const bytes block = property(leaf.get(), CERT_KEY_PROV_INFO_PROP_ID);
  const auto& info = *reinterpret_cast<const CRYPT_KEY_PROV_INFO*>(block.data());
  CHECK(info.dwKeySpec == AT_KEYEXCHANGE);
  CHECK(info.dwProvType == PROV_RSA_FULL);
  CHECK(info.dwFlags == CRYPT_MACHINE_KEYSET);
  CHECK(has_usable_key(leaf.get()));
}

TEST_CASE("a key of another kind than RSA, or on demand, belongs to a key storage provider") {
  const store_ptr ec{import(make_pfx({.with_keys = {make_certificate()}}), L"secret")};
  CHECK(property(first_with_key(ec.get()).get(), CERT_NCRYPT_KEY_HANDLE_PROP_ID).size() ==
        sizeof(NCRYPT_KEY_HANDLE));
  const store_ptr rsa{import(make_pfx({.with_keys = {make_certificate({.key = key_type::rsa})}}), L"secret",
                             PKCS12_PREFER_CNG_KSP | PKCS12_NO_PERSIST_KEY)};
  CHECK(property(first_with_key(rsa.get()).get(), CERT_NCRYPT_KEY_HANDLE_PROP_ID).size() ==
        sizeof(NCRYPT_KEY_HANDLE));
  CHECK(has_usable_key(first_with_key(rsa.get()).get()));
}

TEST_CASE("every key finds its certificate") {
  const issued_certificate one = make_certificate({.common_name = "one.example"});
  const issued_certificate other = make_certificate({.common_name = "other.example", .key = key_type::rsa});
  const store_ptr store{import(make_pfx({.with_keys = {one, other}}), L"secret")};
  REQUIRE(store);
  PCCERT_CONTEXT context = nullptr;
  int found = 0;
  while ((context = CertEnumCertificatesInStore(store.get(), context)) != nullptr) {
    CHECK(has_usable_key(context));
    ++found;
  }
  CHECK(found == 2);
}

TEST_CASE("a key that belongs to none of the certificates is attached to none") {
  const issued_certificate one = make_certificate();
  const issued_certificate other = make_certificate();
  const store_ptr store{import(make_pfx({.with_keys = {{one.certificate, other.key}}}), L"secret")};
  REQUIRE(store);
  CHECK(encodings(store.get()) == std::vector<bytes>{one.der()});
  CHECK_FALSE(first_with_key(store.get()));
}

TEST_CASE("keys can be left in the file") {
  const store_ptr store{
      import(make_pfx({.with_keys = {make_certificate()}}), L"secret", PKCS12_ONLY_CERTIFICATES)};
  CHECK(encodings(store.get()).size() == 1);
  CHECK_FALSE(first_with_key(store.get()));
}

TEST_CASE("the friendly name of the file becomes that of the certificate") {
  const store_ptr store{
      import(make_pfx({.with_keys = {make_certificate()}, .friendly_name = "müller & söhne"}), L"secret")};
  const bytes name = property(first_with_key(store.get()).get(), CERT_FRIENDLY_NAME_PROP_ID);
  const std::wstring expected = L"müller & söhne";
  REQUIRE(name.size() == (expected.size() + 1) * sizeof(wchar_t));
  CHECK(std::wstring{reinterpret_cast<const wchar_t*>(name.data())} == expected);
}

TEST_CASE("a password is an exact match") {
  const bytes der = make_pfx({.with_keys = {make_certificate()}});
  CHECK(import_error(der, L"secret") == ERROR_SUCCESS);
  for (const wchar_t* wrong : {L"Secret", L"secret ", L"secre", L""})
    CHECK(import_error(der, wrong) == ERROR_INVALID_PASSWORD);
  CHECK(import_error(der, std::nullopt) == ERROR_INVALID_PASSWORD);
}

TEST_CASE("a password may have characters of any script") {
  const bytes der = make_pfx({.with_keys = {make_certificate()}, .password = "pässwörd €"});
  CHECK(import_error(der, L"pässwörd €") == ERROR_SUCCESS);
  CHECK(import_error(der, L"passwort") == ERROR_INVALID_PASSWORD);
}

TEST_CASE("no password and the empty one are taken for each other") {
  for (const auto& written : {std::optional<std::string>{}, std::optional<std::string>{""}})
    for (const bool has_integrity_code : {true, false}) {
      const bytes der = make_pfx(
          {.with_keys = {make_certificate()}, .password = written, .has_integrity_code = has_integrity_code});
      CHECK(import_error(der, std::nullopt) == ERROR_SUCCESS);
      CHECK(import_error(der, L"") == ERROR_SUCCESS);
      CHECK(import_error(der, L"x") == ERROR_INVALID_PASSWORD);
    }
}

TEST_CASE("a file without encryption and integrity code needs no password") {
  const bytes der = make_pfx({.with_keys = {make_certificate()},
                              .password = std::nullopt,
                              .encryption = pfx_encryption::none,
                              .has_integrity_code = false});
  const store_ptr store{import(der, std::nullopt)};
  REQUIRE(store);
  CHECK(has_usable_key(first_with_key(store.get()).get()));
}

TEST_CASE("a file of an old Windows version, encrypted with RC2 of 40 bits, is read all the same") {
  const issued_certificate issued = make_certificate({.key = key_type::rsa});
  const bytes der = make_pfx({.with_keys = {issued}, .encryption = pfx_encryption::rc2_40_and_triple_des});
  CHECK(import_error(der, L"wrong") == ERROR_INVALID_PASSWORD);
  const store_ptr store{import(der, L"secret")};
  REQUIRE(store);
  CHECK(encodings(store.get()) == std::vector<bytes>{issued.der()});
  CHECK(has_usable_key(first_with_key(store.get()).get()));
}

TEST_CASE("without a file there is nothing to import") {
  CHECK(error_of([] { return PFXImportCertStore(nullptr, L"", 0); }) == ERROR_INVALID_PARAMETER);
  CRYPT_DATA_BLOB empty{};
  CHECK(error_of([&] { return PFXImportCertStore(&empty, L"", 0); }) == ERROR_INVALID_PARAMETER);
}

TEST_CASE("what is no PFX file is refused") {
  const bytes der = make_pfx({.with_keys = {make_certificate()}});
  CHECK(import_error({1, 2, 3}, L"secret") == CRYPT_E_BAD_ENCODE);
  CHECK(import_error(make_certificate().der(), L"secret") == CRYPT_E_BAD_ENCODE);
  CHECK(import_error({der.begin(), der.end() - 1}, L"secret") == CRYPT_E_BAD_ENCODE);
}

TEST_CASE("a file that would keep its reader busy for hours is refused at once") {
  const bytes der = make_pfx({.with_keys = {make_certificate()}, .claimed_iterations = 2'000'000'000});
  const std::clock_t start = std::clock();  // work alone: others may keep the processor busy
  CHECK(import_error(der, L"secret") == NTE_BAD_ALGID);
  CHECK(std::clock() - start < 60 * CLOCKS_PER_SEC);
}

TEST_CASE("no byte of a PFX file can be changed so that the import does harm") {
  const bytes der = make_pfx({.with_keys = {make_certificate()}, .has_integrity_code = false});
  for (std::size_t i = 0; i < der.size(); ++i) {
    bytes changed = der;
    changed[i] ^= 0x55;
    const store_ptr store{import(changed, L"secret")};
    if (store) CHECK(encodings(store.get()).size() <= 1);
  }
}

TEST_CASE("the store can be closed while a certificate of it is in use") {
  HCERTSTORE store = import(make_pfx({.with_keys = {make_certificate()}}), L"secret");
  const context_ptr leaf = first_with_key(store);
  CHECK(CertCloseStore(store, 0) == TRUE);
  CHECK(has_usable_key(leaf.get()));
}
