// Certificates of MY whose keys another process has put on disk.
#include <doctest/doctest.h>
#include <ncrypt.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <utility>

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

bool import_pfx(key_type kind) {
  bytes file = make_pfx({.with_keys = {make_certificate({.key = kind})}});
  CRYPT_DATA_BLOB blob = blob_of(file);
  const store_ptr imported{PFXImportCertStore(&blob, L"secret", 0)};
  const context_ptr leaf{imported ? CertEnumCertificatesInStore(imported.get(), nullptr) : nullptr};
  return add_to_personal(leaf.get());
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
    HCRYPTPROV_OR_NCRYPT_KEY_HANDLE handle = 0;
    BOOL is_ours = FALSE;
    CHECK(CryptAcquireCertificatePrivateKey(
              found.context(), CRYPT_ACQUIRE_COMPARE_KEY_FLAG | CRYPT_ACQUIRE_ONLY_NCRYPT_KEY_FLAG, nullptr,
              &handle, nullptr, &is_ours) == TRUE);
    if (is_ours == TRUE) NCryptFreeObject(handle);
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
  peers::credential_data server(peers::role::server, peers::tls::v1_3);
  server.uses(found);
  CHECK(peers::credential::from(SECPKG_CRED_INBOUND, &server.credentials).acquired ==
        SEC_E_UNKNOWN_CREDENTIALS);
}
