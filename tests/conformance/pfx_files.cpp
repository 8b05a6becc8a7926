// PFX files: imported with their keys, exported, looked at.
#include "key_handshakes.h"
#include "named_keys.h"

using namespace peers;

namespace {

/// A store that is closed at its end.
class store {
 public:
  explicit store(HCERTSTORE owned) : handle_(owned) {}
  ~store() { CertCloseStore(handle_, 0); }
  store(const store&) = delete;
  store& operator=(const store&) = delete;

  static HCERTSTORE in_memory() { return CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr); }

  HCERTSTORE handle() const { return handle_; }
  void add(const certificate& one) const {
    REQUIRE(CertAddCertificateContextToStore(handle_, one.context(), CERT_STORE_ADD_ALWAYS, nullptr) == TRUE);
  }
  /// The first certificate; the one with a key comes first.
  certificate first() const { return certificate(CertEnumCertificatesInStore(handle_, nullptr)); }
  unsigned size() const {
    unsigned count = 0;
    for (PCCERT_CONTEXT at = nullptr; (at = CertEnumCertificatesInStore(handle_, at)) != nullptr;) ++count;
    return count;
  }

 private:
  HCERTSTORE handle_;
};

struct export_wishes {
  const wchar_t* password = L"secret";
  DWORD flags = EXPORT_PRIVATE_KEYS;
  void* parameters = nullptr;
};

SECURITY_STATUS export_error(const store& from, const export_wishes& wishes) {
  CRYPT_DATA_BLOB blob{};
  return error_of([&] {
    return PFXExportCertStoreEx(from.handle(), &blob, wishes.password, wishes.parameters, wishes.flags);
  });
}

bytes exported(const store& from, const export_wishes& wishes = {}) {
  CRYPT_DATA_BLOB blob{};
  if (!PFXExportCertStoreEx(from.handle(), &blob, wishes.password, wishes.parameters, wishes.flags))
    return {};
  bytes file(blob.cbData);
  blob.pbData = file.data();
  if (!PFXExportCertStoreEx(from.handle(), &blob, wishes.password, wishes.parameters, wishes.flags))
    return {};
  file.resize(blob.cbData);
  return file;
}

HCERTSTORE import(bytes file, const wchar_t* password = L"secret", DWORD flags = PKCS12_NO_PERSIST_KEY) {
  CRYPT_DATA_BLOB blob{static_cast<DWORD>(file.size()), file.data()};
  return PFXImportCertStore(&blob, password, flags);
}

SECURITY_STATUS property_error(const certificate& of, DWORD property) {
  DWORD size = 0;
  return error_of([&] { return CertGetCertificateContextProperty(of.context(), property, nullptr, &size); });
}

void set_friendly_name(const certificate& of, std::wstring name) {
  const CRYPT_DATA_BLOB terminated{static_cast<DWORD>((name.size() + 1) * sizeof(WCHAR)),
                                   reinterpret_cast<BYTE*>(name.data())};
  REQUIRE(CertSetCertificateContextProperty(of.context(), CERT_FRIENDLY_NAME_PROP_ID, 0, &terminated) ==
          TRUE);
}

std::wstring friendly_name_of(const certificate& one) {
  WCHAR name[32]{};
  DWORD size = sizeof name;
  REQUIRE(CertGetCertificateContextProperty(one.context(), CERT_FRIENDLY_NAME_PROP_ID, name, &size) == TRUE);
  return name;
}

/// A file with a certificate and its exportable key.
bytes usual_file(const export_wishes& wishes = {}) {
  const provider in;
  REQUIRE(key::generated(in).error == ERROR_SUCCESS);
  const store all(store::in_memory());
  const certificate made = certificate::signed_with(in.handle(), L"CN=localhost");
  const CERT_KEY_CONTEXT key{sizeof key, {in.handle()}, AT_KEYEXCHANGE};
  all.add(made);
  const certificate kept = all.first();
  REQUIRE(CertSetCertificateContextProperty(kept.context(), CERT_KEY_CONTEXT_PROP_ID,
                                            CERT_STORE_NO_CRYPT_RELEASE_FLAG, &key) == TRUE);
  return exported(all, wishes);
}

}  // namespace

TEST_CASE("SSPI-PFXImportCertStore-null: no file is an invalid parameter") {
  CHECK(error_of([] { return PFXImportCertStore(nullptr, L"", 0) != nullptr; }) == ERROR_INVALID_PARAMETER);
}

TEST_CASE("SSPI-PFXImportCertStore-in-memory: a key that is not to be persisted is a key context") {
  const store all(import(usual_file()));
  REQUIRE(all.handle() != nullptr);
  const certificate leaf = all.first();
  CERT_KEY_CONTEXT key{};
  DWORD size = sizeof key;
  REQUIRE(CertGetCertificateContextProperty(leaf.context(), CERT_KEY_CONTEXT_PROP_ID, &key, &size) == TRUE);
  CHECK(key.cbSize == sizeof key);
  CHECK(key.hCryptProv != 0);
  CHECK(key.dwKeySpec == AT_KEYEXCHANGE);
  CHECK(property_error(leaf, CERT_KEY_PROV_INFO_PROP_ID) == CRYPT_E_NOT_FOUND);
}

TEST_CASE("SSPI-PFXImportCertStore-persisted: a key that is persisted has its container's name, and stays") {
  const bytes file = usual_file();
  HCERTSTORE opened = import(file, L"secret", CRYPT_EXPORTABLE);
  REQUIRE(opened != nullptr);
  const certificate leaf(CertEnumCertificatesInStore(opened, nullptr));
  CHECK(property_error(leaf, CERT_KEY_PROV_INFO_PROP_ID) == ERROR_SUCCESS);
  CHECK(property_error(leaf, CERT_KEY_CONTEXT_PROP_ID) == CRYPT_E_NOT_FOUND);
  CHECK(CertCloseStore(opened, 0) == TRUE);
  check_both_roles(leaf);
  remove_container_of(leaf);
}

TEST_CASE("SSPI-PFXImportCertStore-store: the certificates belong to the store that is returned") {
  const store all(import(usual_file()));
  CHECK(all.size() == 1);
  CHECK(all.first().context()->hCertStore == all.handle());
}

TEST_CASE("SSPI-PFXImportCertStore-password: another password is said to be wrong") {
  const bytes file = usual_file();
  CHECK(error_of([&] { return import(file, L"Secret") != nullptr; }) == ERROR_INVALID_PASSWORD);
  CHECK(error_of([&] { return import(file, nullptr) != nullptr; }) == ERROR_INVALID_PASSWORD);
}

TEST_CASE("SSPI-PFXImportCertStore-exportable: a key may leave again only if that was asked for") {
  const bytes file = usual_file();
  for (const bool exportable : {false, true}) {
    const store all(import(file, L"secret", PKCS12_NO_PERSIST_KEY | (exportable ? CRYPT_EXPORTABLE : 0)));
    CHECK(export_error(all, {.flags = EXPORT_PRIVATE_KEYS | REPORT_NOT_ABLE_TO_EXPORT_PRIVATE_KEY}) ==
          (exportable ? ERROR_SUCCESS : NTE_BAD_KEY_STATE));
  }
}

TEST_CASE("SSPI-PFXImportCertStore-certificates-only: keys can be left in the file") {
  const store all(import(usual_file(), L"secret", PKCS12_ONLY_CERTIFICATES));
  CHECK(all.size() == 1);
  CHECK(property_error(all.first(), CERT_KEY_CONTEXT_PROP_ID) == CRYPT_E_NOT_FOUND);
  CHECK(property_error(all.first(), CERT_KEY_PROV_INFO_PROP_ID) == CRYPT_E_NOT_FOUND);
  const store open(import(usual_file(), L"wrong", PKCS12_ONLY_NOT_ENCRYPTED_CERTIFICATES));
  CHECK(open.handle() != nullptr);
  CHECK(open.size() == 0);
}

TEST_CASE("SSPI-keys-by-pfx: an imported key proves a client and a server") {
  const store all(import(usual_file()));
  check_both_roles(all.first());
  const store of_cng(import(usual_file(), L"secret", PKCS12_NO_PERSIST_KEY | PKCS12_ALWAYS_CNG_KSP));
  CHECK(property_error(of_cng.first(), CERT_NCRYPT_KEY_HANDLE_PROP_ID) == ERROR_SUCCESS);
  check_both_roles(of_cng.first());
}

TEST_CASE("SSPI-PFXExportCertStore-round-trip: what is exported is imported again, in either encryption") {
  wchar_t algorithm[] = PKCS12_PBES2_ALG_AES256_SHA256;
  PKCS12_PBES2_EXPORT_PARAMS newer{sizeof newer, nullptr, algorithm};
  for (void* parameters : {static_cast<void*>(nullptr), static_cast<void*>(&newer)}) {
    const DWORD newer_flag = parameters == nullptr ? 0 : PKCS12_EXPORT_PBES2_PARAMS;
    const bytes file = usual_file({.flags = EXPORT_PRIVATE_KEYS | newer_flag, .parameters = parameters});
    const store again(import(file));
    REQUIRE(again.handle() != nullptr);
    CHECK(again.size() == 1);
    check_both_roles(again.first());
  }
}

TEST_CASE("SSPI-PFXExportCertStore-elliptic: a key of CNG is exported like any other") {
  const storage in;
  const stored_key key = stored_key::generated(in, BCRYPT_ECDSA_P384_ALGORITHM);
  const store all(store::in_memory());
  all.add(certificate::signed_with(key.handle(), L"CN=localhost", szOID_ECDSA_SHA256));
  const NCRYPT_KEY_HANDLE handle = key.handle();
  REQUIRE(CertSetCertificateContextProperty(all.first().context(), CERT_NCRYPT_KEY_HANDLE_PROP_ID,
                                            CERT_STORE_NO_CRYPT_RELEASE_FLAG, &handle) == TRUE);
  const store again(import(exported(all)));
  REQUIRE(again.handle() != nullptr);
  check_both_roles(again.first());
}

TEST_CASE("SSPI-PFXExportCertStore-chain: a store is exported whole, with keys only if they are asked for") {
  const store all(import(usual_file(), L"secret", PKCS12_NO_PERSIST_KEY | CRYPT_EXPORTABLE));
  all.add(server_certificate().without_key());
  const store with_keys(import(exported(all)));
  CHECK(with_keys.size() == 2);
  CHECK(property_error(with_keys.first(), CERT_KEY_CONTEXT_PROP_ID) == ERROR_SUCCESS);
  const store without(import(exported(all, {.flags = 0})));
  CHECK(without.size() == 2);
  CHECK(property_error(without.first(), CERT_KEY_CONTEXT_PROP_ID) == CRYPT_E_NOT_FOUND);
}

TEST_CASE("SSPI-PFXExportCertStore-friendly-name: a name of any characters goes along") {
  for (const std::wstring name : {L"server", L"M\u00FCller", L"\u8A3C\u660E\u66F8", L"\U0001F600 a"}) {
    const store all(store::in_memory());
    all.add(server_certificate().without_key());
    set_friendly_name(all.first(), name);
    const store again(import(exported(all)));
    REQUIRE(again.handle() != nullptr);
    CHECK(friendly_name_of(again.first()) == name);
  }
}

TEST_CASE("SSPI-PFXExportCertStore-reports: a key that is missing is reported on demand") {
  const store all(store::in_memory());
  all.add(server_certificate().without_key());
  CHECK(export_error(all, {}) == ERROR_SUCCESS);
  const SECURITY_STATUS missing = export_error(all, {.flags = EXPORT_PRIVATE_KEYS | REPORT_NO_PRIVATE_KEY});
  CHECK((missing == CRYPT_E_NOT_FOUND || missing == NTE_NO_KEY));
}

TEST_CASE("SSPI-PFXExportCertStore-size: a small buffer is told the size") {
  const store all(store::in_memory());
  all.add(server_certificate().without_key());
  bytes small(10);
  CRYPT_DATA_BLOB blob{10, small.data()};
  CHECK(error_of([&] { return PFXExportCertStore(all.handle(), &blob, L"secret", 0); }) == ERROR_MORE_DATA);
  CHECK(blob.cbData > 100);
}

TEST_CASE("SSPI-PFXIsPFXBlob: a PFX file is told from other bytes") {
  bytes file = usual_file();
  CRYPT_DATA_BLOB blob{static_cast<DWORD>(file.size()), file.data()};
  CHECK(PFXIsPFXBlob(&blob) == TRUE);
  bytes other = server_certificate().encoded();
  CRYPT_DATA_BLOB wrong{static_cast<DWORD>(other.size()), other.data()};
  CHECK(PFXIsPFXBlob(&wrong) == FALSE);
}

TEST_CASE("SSPI-PFXVerifyPassword: a password is checked without an import") {
  bytes file = usual_file();
  CRYPT_DATA_BLOB blob{static_cast<DWORD>(file.size()), file.data()};
  CHECK(PFXVerifyPassword(&blob, L"secret", 0) == TRUE);
  CHECK(PFXVerifyPassword(&blob, L"wrong", 0) == FALSE);
  CHECK(PFXVerifyPassword(&blob, nullptr, 0) == FALSE);
}
