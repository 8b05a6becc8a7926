// Certificates of MY whose keys another process has put on disk.
#include <doctest/doctest.h>
#include <ncrypt.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <utility>

#include "abi/crypt32/personal_identities.h"
#include "conformance/key_handshakes.h"
#include "support/crypt32.h"
#include "support/personal_data.h"

using namespace schannel::test;

namespace {

store_ptr open_personal() {
  return store_ptr{CertOpenSystemStoreW(0, L"MY")};
}

bool add_to_personal(PCCERT_CONTEXT context) {
  const store_ptr personal = open_personal();
  return context != nullptr && personal != nullptr &&
         CertAddCertificateContextToStore(personal.get(), context, CERT_STORE_ADD_NEW, nullptr) == TRUE;
}

/// What a program does that is gone when its certificate is used.
using work = bool (*)();

bool succeeds_elsewhere(work done) {
  const pid_t process = ::fork();
  if (process == 0) ::_exit(done() ? 0 : 1);
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// The first certificate of a file, whose key is on disk now.
context_ptr imported(bytes file) {
  CRYPT_DATA_BLOB blob = blob_of(file);
  const store_ptr store{PFXImportCertStore(&blob, L"secret", CRYPT_EXPORTABLE)};
  return context_ptr{store ? CertEnumCertificatesInStore(store.get(), nullptr) : nullptr};
}

bool import_pfx(key_type kind) {
  return add_to_personal(imported(make_pfx({.with_keys = {make_certificate({.key = kind})}})).get());
}

context_ptr sign(HCRYPTPROV_OR_NCRYPT_KEY_HANDLE with, CRYPT_KEY_PROV_INFO* place, std::string algorithm) {
  bytes no_name{0x30, 0x00};
  CERT_NAME_BLOB subject = blob_of(no_name);
  CRYPT_ALGORITHM_IDENTIFIER how{algorithm.data(), {}};
  return context_ptr{
      CertCreateSelfSignCertificate(with, &subject, 0, place, &how, nullptr, nullptr, nullptr)};
}

/// A key that CNG keeps, and a certificate that is told its name.
bool name_key() {
  wchar_t name[] = L"a kept key", provider_name[] = MS_KEY_STORAGE_PROVIDER;
  NCRYPT_PROV_HANDLE provider = 0;
  NCRYPT_KEY_HANDLE key = 0;
  if (NCryptOpenStorageProvider(&provider, provider_name, 0) != ERROR_SUCCESS ||
      NCryptCreatePersistedKey(provider, &key, BCRYPT_ECDSA_P256_ALGORITHM, name, 0, 0) != ERROR_SUCCESS ||
      NCryptFinalizeKey(key, 0) != ERROR_SUCCESS)
    return false;
  CRYPT_KEY_PROV_INFO place{name, provider_name, 0, 0, 0, nullptr, 0};
  const context_ptr made = sign(key, &place, szOID_ECDSA_SHA256);
  NCryptFreeObject(key);
  NCryptFreeObject(provider);
  return add_to_personal(made.get());
}

/// A container of CryptoAPI, and a certificate that is told its name.
bool fill_container() {
  wchar_t name[] = L"a kept container", provider_name[] = MS_ENH_RSA_AES_PROV_W;
  HCRYPTPROV provider = 0;
  HCRYPTKEY key = 0;
  if (!CryptAcquireContextW(&provider, name, provider_name, PROV_RSA_AES, CRYPT_NEWKEYSET) ||
      !CryptGenKey(provider, AT_SIGNATURE, 0, &key))
    return false;
  CRYPT_KEY_PROV_INFO place{name, provider_name, PROV_RSA_AES, 0, 0, nullptr, AT_SIGNATURE};
  const context_ptr made = sign(provider, &place, szOID_RSA_SHA256RSA);
  CryptDestroyKey(key);
  CryptReleaseContext(provider, 0);
  return add_to_personal(made.get());
}

/// The file of the only key there is.
std::filesystem::path file_of_key(const personal_data& data) {
  std::vector<std::filesystem::path> all;
  for (const auto& one : std::filesystem::recursive_directory_iterator{data.path() / "openschannel/keys"})
    if (one.is_regular_file()) all.push_back(one.path());
  REQUIRE(all.size() == 1);
  return all.front();
}

/// The file of a key that is nobody's who is here.
bytes foreign_key(key_type kind) {
  const personal_data elsewhere;
  REQUIRE(import_pfx(kind));
  return read_file(file_of_key(elsewhere));
}

int comparing_error(PCCERT_CONTEXT context) {
  HCRYPTPROV_OR_NCRYPT_KEY_HANDLE handle = 0;
  BOOL is_ours = FALSE;
  const int error = error_of([&] {
    return CryptAcquireCertificatePrivateKey(
        context, CRYPT_ACQUIRE_COMPARE_KEY_FLAG | CRYPT_ACQUIRE_ONLY_NCRYPT_KEY_FLAG, nullptr, &handle,
        nullptr, &is_ours);
  });
  if (is_ours == TRUE) NCryptFreeObject(handle);
  return error;
}

peers::status acquired_with(peers::role which, const peers::certificate& shown) {
  peers::credential_data data(which, peers::tls::v1_3);
  data.uses(shown);
  const ULONG direction = which == peers::role::server ? SECPKG_CRED_INBOUND : SECPKG_CRED_OUTBOUND;
  return peers::credential::from(direction, &data.credentials).acquired;
}

/// Exports a store, and imports what came of it; its code instead when it fails.
int exported_error(HCERTSTORE store, DWORD flags, store_ptr* again = nullptr) {
  CRYPT_DATA_BLOB blob{};
  const int error = error_of([&] { return PFXExportCertStoreEx(store, &blob, L"secret", nullptr, flags); });
  if (error != ERROR_SUCCESS || again == nullptr) return error;
  bytes file(blob.cbData);
  blob.pbData = file.data();
  PFXExportCertStoreEx(store, &blob, L"secret", nullptr, flags);
  again->reset(PFXImportCertStore(&blob, L"secret", PKCS12_NO_PERSIST_KEY));
  return ERROR_SUCCESS;
}

const std::pair<const char*, work> routes[] = {
    {"PFX, RSA", [] { return import_pfx(key_type::rsa); }},
    {"PFX, elliptic", [] { return import_pfx(key_type::ec); }},
    {"self-signed", [] { return add_to_personal(sign(0, nullptr, szOID_RSA_SHA256RSA).get()); }},
    {"container", fill_container},
    {"key storage", name_key},
};

}  // namespace

TEST_CASE("SSPI-keys-by-store: a certificate of MY leads to the key that another process has kept") {
  for (const auto& [name, route] : routes) {
    INFO(name);
    const personal_data data;
    REQUIRE(succeeds_elsewhere(route));
    const store_ptr personal = open_personal();
    const peers::certificate found{CertFindCertificateInStore(personal.get(), X509_ASN_ENCODING, 0,
                                                              CERT_FIND_HAS_PRIVATE_KEY, nullptr, nullptr)};
    REQUIRE(found.context() != nullptr);
    CHECK(comparing_error(found.context()) == ERROR_SUCCESS);
    peers::check_both_roles(found);
  }
}

TEST_CASE("SSPI-AcquireCredentialsHandle-missing-container: another process has removed the key") {
  const personal_data data;
  REQUIRE(succeeds_elsewhere(fill_container));
  REQUIRE(succeeds_elsewhere([] {
    HCRYPTPROV none = 0;
    return CryptAcquireContextW(&none, L"a kept container", nullptr, PROV_RSA_AES, CRYPT_DELETEKEYSET) ==
           TRUE;
  }));
  const store_ptr personal = open_personal();
  const peers::certificate found{CertEnumCertificatesInStore(personal.get(), nullptr)};
  REQUIRE(found.context() != nullptr);
  HCRYPTPROV_OR_NCRYPT_KEY_HANDLE handle = 0;
  CHECK(error_of([&] {
          return CryptAcquireCertificatePrivateKey(found.context(), 0, nullptr, &handle, nullptr, nullptr);
        }) == NTE_BAD_KEYSET);
  CHECK(acquired_with(peers::role::server, found) == SEC_E_UNKNOWN_CREDENTIALS);
}

TEST_CASE("SSPI-keys-wrong-file: another certificate's key in the place of its own proves nothing") {
  for (const key_type kind : {key_type::rsa, key_type::ec})
    for (const key_type foreign : {key_type::rsa, key_type::ec}) {
      CAPTURE(static_cast<int>(kind));
      CAPTURE(static_cast<int>(foreign));
      const bytes stranger = foreign_key(foreign);
      const personal_data data;
      const bytes file = make_pfx({.with_keys = {make_certificate({.key = kind})}});
      REQUIRE(add_to_personal(imported(file).get()));
      const store_ptr personal = open_personal();
      const peers::certificate found{CertEnumCertificatesInStore(personal.get(), nullptr)};
      CHECK(comparing_error(found.context()) == ERROR_SUCCESS);
      CHECK(schannel::abi::crypt32::personal_identities({}).size() == 1);

      write_file(file_of_key(data), stranger);
      CHECK(comparing_error(found.context()) == NTE_BAD_PUBLIC_KEY);
      CHECK(acquired_with(peers::role::server, found) == SEC_E_UNKNOWN_CREDENTIALS);
      CHECK(acquired_with(peers::role::client, found) == SEC_E_UNKNOWN_CREDENTIALS);
      CHECK(schannel::abi::crypt32::personal_identities({}).empty());
      CHECK(comparing_error(imported(file).get()) == ERROR_SUCCESS);
    }
}

TEST_CASE(
    "SSPI-PFXExportCertStore-wrong-key: it does not leave with a certificate that it does not belong to") {
  const bytes stranger = foreign_key(key_type::rsa);
  const personal_data data;
  REQUIRE(import_pfx(key_type::rsa));
  const store_ptr personal = open_personal();
  constexpr DWORD reporting = EXPORT_PRIVATE_KEYS | REPORT_NOT_ABLE_TO_EXPORT_PRIVATE_KEY;
  const auto has_key = [](const store_ptr& store) {
    return context_ptr{CertFindCertificateInStore(store.get(), X509_ASN_ENCODING, 0,
                                                  CERT_FIND_HAS_PRIVATE_KEY, nullptr, nullptr)} != nullptr;
  };
  store_ptr again;
  REQUIRE(exported_error(personal.get(), reporting, &again) == ERROR_SUCCESS);
  CHECK(has_key(again));

  write_file(file_of_key(data), stranger);
  CHECK(exported_error(personal.get(), reporting) == NTE_BAD_PUBLIC_KEY);
  REQUIRE(exported_error(personal.get(), EXPORT_PRIVATE_KEYS, &again) == ERROR_SUCCESS);
  CHECK(encodings(again.get()) == encodings(personal.get()));
  CHECK_FALSE(has_key(again));
}
