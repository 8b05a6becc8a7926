// The stores of the user and of the machine: names, locations, what is in them and what stays.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <string>

#include "abi/crypt32/registry.h"
#include "support/crypt32.h"
#include "support/personal_data.h"

using namespace schannel::test;

namespace {

constexpr DWORD user = CERT_SYSTEM_STORE_CURRENT_USER;

HCERTSTORE open(const wchar_t* name, DWORD flags = user) {
  return CertOpenStore(CERT_STORE_PROV_SYSTEM_W, 0, 0, flags, name);
}

int open_error(const wchar_t* name, DWORD flags = user) {
  return error_of([&] { return store_ptr{open(name, flags)} != nullptr; });
}

std::size_t count(const wchar_t* name) {
  return encodings(store_ptr{open(name)}.get()).size();
}

std::size_t files_in(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{folder}, {}));
}

std::string pem_of(const issued_certificate& issued) {
  const bytes der = issued.der();
  DWORD size = 0;
  CryptBinaryToStringA(der.data(), static_cast<DWORD>(der.size()), CRYPT_STRING_BASE64HEADER, nullptr, &size);
  std::string text(size, '\0');
  CryptBinaryToStringA(der.data(), static_cast<DWORD>(der.size()), CRYPT_STRING_BASE64HEADER, text.data(),
                       &size);
  text.resize(size);
  return text;
}

void write_text(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  write_file(path, {text.begin(), text.end()});
}

bool has(const std::vector<bytes>& all, const issued_certificate& one) {
  return std::find(all.begin(), all.end(), one.der()) != all.end();
}

}  // namespace

TEST_CASE("SSPI-CertOpenStore-system-location: none, several at once, and those that are not here") {
  const personal_data data;
  for (const DWORD location : {0u, 0x00030000u, 0x00040000u, 0x00050000u, 0x00060000u, 0x00070000u,
                               0x00080000u, 0x00090000u, 0x00FF0000u, user | CERT_SYSTEM_STORE_RELOCATE_FLAG})
    CHECK(open_error(L"MY", location) == ERROR_FILE_NOT_FOUND);
  CHECK(open_error(L"MY", user) == ERROR_SUCCESS);
}

TEST_CASE("SSPI-CertOpenStore-system-narrow-name: a narrow name where a wide one is wanted") {
  const personal_data data;
  for (const char* name : {"My", "Root", "CA"})
    CHECK(error_of([&] { return CertOpenStore(CERT_STORE_PROV_SYSTEM_W, 0, 0, user, name); }) ==
          ERROR_FILE_NOT_FOUND);
  CHECK(store_ptr{CertOpenStore(CERT_STORE_PROV_SYSTEM_A, 0, 0, user, "My")});
  CHECK(store_ptr{CertOpenStore(sz_CERT_STORE_PROV_SYSTEM_W, 0, 0, user, L"My")});
}

TEST_CASE("SSPI-CertOpenStore-system-existing: what has to exist, must not, or is made") {
  const personal_data data;
  CHECK(open_error(L"MY", user | CERT_STORE_CREATE_NEW_FLAG) == ERROR_FILE_EXISTS);
  CHECK(open_error(L"MY", user | CERT_STORE_OPEN_EXISTING_FLAG) == ERROR_SUCCESS);
  CHECK(open_error(L"Bogus", user | CERT_STORE_OPEN_EXISTING_FLAG) == ERROR_FILE_NOT_FOUND);
  CHECK(open_error(L"Bogus", user | CERT_STORE_READONLY_FLAG) == ERROR_FILE_NOT_FOUND);
  CHECK(open_error(L"Bogus", user) == ERROR_SUCCESS);
  CHECK(open_error(L"BOGUS", user | CERT_STORE_OPEN_EXISTING_FLAG) == ERROR_SUCCESS);
  CHECK(open_error(L"Bogus", user | CERT_STORE_CREATE_NEW_FLAG) == ERROR_FILE_EXISTS);
}

TEST_CASE("SSPI-CertOpenStore-system-delete: NULL with the last error 0, and the store is gone") {
  const personal_data data;
  CHECK(open_error(L"Bogus", user | CERT_STORE_DELETE_FLAG) == ERROR_FILE_NOT_FOUND);
  add(store_ptr{open(L"Bogus")}.get(), make_certificate());
  SetLastError(ERROR_GEN_FAILURE);
  CHECK(open(L"Bogus", user | CERT_STORE_DELETE_FLAG) == nullptr);
  CHECK(GetLastError() == ERROR_SUCCESS);
  CHECK(open_error(L"Bogus", user | CERT_STORE_OPEN_EXISTING_FLAG) == ERROR_FILE_NOT_FOUND);
  CHECK(files_in(data.stores()) == 0);
}

TEST_CASE(
    "SSPI-CertOpenStore-system-collection: a system store is a collection, one of the registry is none") {
  const personal_data data;
  const store_ptr memory = memory_store();
  const store_ptr system{open(L"MY")};
  CHECK(CertAddStoreToCollection(system.get(), memory.get(), 0, 0) == TRUE);
  const store_ptr registry{CertOpenStore(CERT_STORE_PROV_SYSTEM_REGISTRY_W, 0, 0, user, L"MY")};
  REQUIRE(registry);
  CHECK(error_of([&] { return CertAddStoreToCollection(registry.get(), memory.get(), 0, 0); }) ==
        E_INVALIDARG);
  add(registry.get(), make_certificate());
  CHECK(count(L"MY") == 1);
}

TEST_CASE("SSPI-CertOpenSystemStore-names: of either width in any case, and none") {
  const personal_data data;
  add(store_ptr{CertOpenSystemStoreA(0, "my")}.get(), make_certificate());
  CHECK(encodings(store_ptr{CertOpenSystemStoreW(0, L"My")}.get()).size() == 1);
  CHECK(error_of([] { return CertOpenSystemStoreA(0, nullptr); }) == E_INVALIDARG);
  CHECK(error_of([] { return CertOpenSystemStoreW(0, nullptr); }) == E_INVALIDARG);
  CHECK(store_ptr{CertOpenSystemStoreA(0, "Unknown")});
  CHECK(open_error(L"unknown", user | CERT_STORE_OPEN_EXISTING_FLAG) == ERROR_SUCCESS);
  CHECK(open_error(L"unknown", CERT_SYSTEM_STORE_LOCAL_MACHINE | CERT_STORE_OPEN_EXISTING_FLAG) ==
        ERROR_FILE_NOT_FOUND);
}

TEST_CASE("SSPI-CertOpenStore-system-hostile-names: no name leads out of the folder of stores") {
  const personal_data data;
  for (const wchar_t* name : {L"../evil", L"/etc", L".", L"..", L"a/b", L"~", L"\x1", L".hidden", L"%2e%2e",
                              L"st\u00f6re", L"-rf", L"$HOME", L" "}) {
    const store_ptr store{open(name)};
    REQUIRE(store);
    add(store.get(), make_certificate());
    CHECK(count(name) == 1);
  }
  CHECK(files_in(data.stores()) == 13);
  CHECK(files_in(data.path()) == 1);
  CHECK(files_in(data.path() / "openschannel") == 1);
  const std::wstring endless(1000, L'x');
  for (const wchar_t* name : {L"", L"Service\\MY", L"..\\x", endless.c_str()})
    CHECK(open_error(name) == ERROR_FILE_NOT_FOUND);
}

TEST_CASE("SSPI-CertOpenStore-system-persists: what was added is there for the next, with its properties") {
  const personal_data data;
  const issued_certificate issued = make_certificate();
  const bytes list = make_revocation_list({.issuer = &issued});
  {
    const store_ptr store{open(L"MY")};
    const context_ptr added = add(store.get(), issued);
    CHECK(added->hCertStore == store.get());
    set_blob_property(added.get(), CERT_FRIENDLY_NAME_PROP_ID, bytes(8, 0));
    set_blob_property(added.get(), CERT_ENHKEY_USAGE_PROP_ID, {4, 5});
    CHECK(CertAddCRLContextToStore(store.get(), list_of(list).get(), CERT_STORE_ADD_NEW, nullptr) == TRUE);
  }
  const store_ptr store{open(L"MY")};
  CHECK(encodings(store.get()) == std::vector<bytes>{issued.der()});
  CHECK(list_encodings(store.get()) == std::vector<bytes>{list});
  const context_ptr found{CertEnumCertificatesInStore(store.get(), nullptr)};
  CHECK(property(found.get(), CERT_ENHKEY_USAGE_PROP_ID) == bytes{4, 5});
  CHECK(property(found.get(), CERT_FRIENDLY_NAME_PROP_ID) == bytes(8, 0));
  CHECK(add(store.get(), found.get(), CERT_STORE_ADD_NEW) == nullptr);
  CHECK(CertDeleteCertificateFromStore(CertDuplicateCertificateContext(found.get())) == TRUE);
  CHECK(count(L"MY") == 0);
}

TEST_CASE(
    "SSPI-CertSetEnhancedKeyUsage-persists: usages of a system store's certificate are there for the next") {
  const personal_data data;
  add(store_ptr{open(L"MY")}.get(), make_certificate());
  const auto with_first = [](DWORD flags, auto use) {
    const store_ptr store{open(L"MY", flags)};
    return use(context_ptr{CertEnumCertificatesInStore(store.get(), nullptr)}.get());
  };
  const auto kept = [&] {
    return with_first(user, [](PCCERT_CONTEXT first) { return property(first, CERT_ENHKEY_USAGE_PROP_ID); });
  };
  const auto add_usage = [](PCCERT_CONTEXT first) {
    return CertAddEnhancedKeyUsageIdentifier(first, szOID_PKIX_KP_SERVER_AUTH);
  };
  const auto take_all = [](PCCERT_CONTEXT first) { return CertSetEnhancedKeyUsage(first, nullptr); };
  CHECK(error_of([&] { return with_first(user | CERT_STORE_READONLY_FLAG, add_usage); }) == E_ACCESSDENIED);
  CHECK(kept().empty());
  CHECK(with_first(user, add_usage) == TRUE);
  const bytes server_auth{0x30, 0x0A, 0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01};
  CHECK(kept() == server_auth);
  CHECK(error_of([&] { return with_first(user | CERT_STORE_READONLY_FLAG, take_all); }) == E_ACCESSDENIED);
  CHECK(with_first(user, take_all) == TRUE);
  CHECK(kept().empty());
}

TEST_CASE("a file is named by the thumbprint, and only its owner may read it") {
  const personal_data data;
  const issued_certificate issued = make_certificate();
  const context_ptr added = add(store_ptr{open(L"MY")}.get(), issued);
  std::string name;
  for (const std::uint8_t byte : property(added.get(), CERT_SHA1_HASH_PROP_ID)) {
    static constexpr char digits[] = "0123456789abcdef";
    name += {digits[byte >> 4], digits[byte & 15]};
  }
  struct stat facts {};
  REQUIRE(::stat((data.store("MY") / (name + ".sst")).c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0600);
  REQUIRE(::stat(data.store("MY").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0700);
}

TEST_CASE("a certificate that a person put into the folder is read, and can be deleted") {
  const personal_data data;
  const issued_certificate issued = make_certificate();
  write_text(data.store("CA") / "mine.pem", pem_of(issued));
  write_text(data.store("CA") / "two.pem", pem_of(make_certificate()) + pem_of(make_certificate()));
  write_text(data.store("CA") / "notes.txt", pem_of(make_certificate()));
  write_text(data.store("CA") / ".passing-1", pem_of(make_certificate()));
  write_text(data.store("CA") / "broken.sst", "no store");
  std::filesystem::create_directory(data.store("CA") / "folder.pem");
  const store_ptr store{open(L"CA")};
  CHECK(encodings(store.get()) == std::vector<bytes>{issued.der()});
  CHECK(CertDeleteCertificateFromStore(CertEnumCertificatesInStore(store.get(), nullptr)) == TRUE);
  CHECK(count(L"CA") == 0);
  CHECK_FALSE(std::filesystem::exists(data.store("CA") / "mine.pem"));
}

TEST_CASE("SSPI-CertControlStore-resync: what others have changed is seen") {
  const personal_data data;
  const store_ptr mine{open(L"MY")};
  const context_ptr old = add(mine.get(), make_certificate());
  const store_ptr theirs{open(L"MY")};
  const issued_certificate fresh = make_certificate();
  add(theirs.get(), fresh);
  CertDeleteCertificateFromStore(
      CertFindCertificateInStore(theirs.get(), X509_ASN_ENCODING, 0, CERT_FIND_EXISTING, old.get(), nullptr));
  CHECK(encodings(mine.get()) == std::vector<bytes>{encoding_of(old.get())});
  CHECK(CertControlStore(mine.get(), 0, CERT_STORE_CTRL_RESYNC, nullptr) == TRUE);
  CHECK(encodings(mine.get()) == std::vector<bytes>{fresh.der()});
  CHECK(encoding_of(old.get()).size() > 0);
  CHECK(CertControlStore(mine.get(), 0, CERT_STORE_CTRL_COMMIT, nullptr) == TRUE);
}

TEST_CASE("SSPI-CertOpenStore-system-read-only: nothing can be changed") {
  const personal_data data;
  add(store_ptr{open(L"MY")}.get(), make_certificate());
  const store_ptr store{open(L"MY", user | CERT_STORE_READONLY_FLAG)};
  const context_ptr found{CertEnumCertificatesInStore(store.get(), nullptr)};
  REQUIRE(found);
  CHECK(error_of([&] {
          return CertAddCertificateContextToStore(store.get(), context_of(make_certificate()).get(),
                                                  CERT_STORE_ADD_NEW, nullptr);
        }) == E_ACCESSDENIED);
  CHECK(error_of([&] { return set_blob_property(found.get(), CERT_ENHKEY_USAGE_PROP_ID, {1}); }) ==
        E_ACCESSDENIED);
  CHECK(property_error(found.get(), CERT_ENHKEY_USAGE_PROP_ID) == CRYPT_E_NOT_FOUND);
  CHECK(error_of([&] {
          return CertDeleteCertificateFromStore(CertDuplicateCertificateContext(found.get()));
        }) == E_ACCESSDENIED);
  CHECK(encodings(store.get()).size() == 1);
  CHECK(count(L"MY") == 1);
}

TEST_CASE("SSPI-CertOpenStore-system-read-only: a link that is refused is gone") {
  const personal_data data;
  add(store_ptr{open(L"MY")}.get(), make_certificate());
  const store_ptr store{
      CertOpenStore(CERT_STORE_PROV_SYSTEM_REGISTRY_W, 0, 0, user | CERT_STORE_READONLY_FLAG, L"MY")};
  const context_ptr one = context_of(make_certificate());
  const auto before = schannel::abi::crypt32::registry::instance().count();
  CHECK(error_of([&] {
          return CertAddCertificateLinkToStore(store.get(), one.get(), CERT_STORE_ADD_ALWAYS, nullptr);
        }) == E_ACCESSDENIED);
  CHECK(schannel::abi::crypt32::registry::instance().count() == before);
}

TEST_CASE("SSPI-CertDeleteCertificateFromStore-frees: gives up the reference even when it fails") {
  const personal_data data;
  add(store_ptr{open(L"MY")}.get(), make_certificate());
  const HCERTSTORE store = open(L"MY", user | CERT_STORE_READONLY_FLAG);
  const PCCERT_CONTEXT found = CertEnumCertificatesInStore(store, nullptr);
  CHECK(error_of([&] { return CertDeleteCertificateFromStore(found); }) == E_ACCESSDENIED);
  CHECK(CertCloseStore(store, CERT_CLOSE_STORE_CHECK_FLAG) == TRUE);
}

TEST_CASE("SSPI-CertOpenStore-system-root: what the distribution trusts, and what the user added") {
  const personal_data data;
  const issued_certificate in_file = make_certificate({.common_name = "in the file", .is_ca = true});
  const issued_certificate in_directory =
      make_certificate({.common_name = "in the directory", .is_ca = true});
  const issued_certificate own = make_certificate({.common_name = "own", .is_ca = true});
  write_text(data.root_file(), pem_of(in_file) + pem_of(in_file));
  write_text(data.root_directory() / "0a1b2c3d.0", pem_of(in_directory) + pem_of(in_file));
  write_text(data.root_directory() / "other.pem", pem_of(make_certificate()));
  add(store_ptr{open(L"ROOT")}.get(), own);
  for (const DWORD location : {user, DWORD{CERT_SYSTEM_STORE_LOCAL_MACHINE}}) {
    const store_ptr store{open(L"Root", location)};
    const auto all = encodings(store.get());
    CHECK(std::set<bytes>(all.begin(), all.end()).size() == all.size());
    CHECK(has(all, in_file));
    CHECK(has(all, in_directory));
    CHECK(has(all, own) == (location == user));
  }
  const store_ptr store{open(L"ROOT")};
  const context_ptr shipped{CertFindCertificateInStore(store.get(), X509_ASN_ENCODING, 0,
                                                       CERT_FIND_SUBJECT_STR_A, "in the file", nullptr)};
  REQUIRE(shipped);
  CHECK(error_of([&] {
          return CertDeleteCertificateFromStore(CertDuplicateCertificateContext(shipped.get()));
        }) == E_ACCESSDENIED);
  CHECK(has(encodings(store_ptr{open(L"ROOT")}.get()), in_file));
}

TEST_CASE("SSPI-CertEnumSystemStore-names: those that are always there, then those that were made") {
  const personal_data data;
  store_ptr{open(L"Mine Own")};
  std::vector<std::wstring> names;
  const auto collect = [](const void* name, DWORD, PCERT_SYSTEM_STORE_INFO, void*, void* all) -> BOOL {
    static_cast<std::vector<std::wstring>*>(all)->push_back(static_cast<const wchar_t*>(name));
    return TRUE;
  };
  CHECK(CertEnumSystemStore(user, nullptr, &names, collect) == TRUE);
  for (const wchar_t* name : {L"MY", L"ROOT", L"CA", L"Disallowed"})
    CHECK(std::count(names.begin(), names.end(), name) == 1);
  CHECK(names.back() == L"mine own");
  CHECK(error_of([&] { return CertEnumSystemStore(0, nullptr, &names, collect); }) == ERROR_FILE_NOT_FOUND);
  CHECK(error_of([] { return CertEnumSystemStore(user, nullptr, nullptr, nullptr); }) == E_INVALIDARG);
  const auto stop = [](const void*, DWORD, PCERT_SYSTEM_STORE_INFO, void*, void*) -> BOOL {
    SetLastError(ERROR_CANCELLED);
    return FALSE;
  };
  CHECK(error_of([&] { return CertEnumSystemStore(user, nullptr, nullptr, stop); }) == ERROR_CANCELLED);
}

TEST_CASE("without anything that says where the user's data are, there are no stores") {
  const personal_data data;
  const environment_variable relative{"XDG_DATA_HOME", "relative/path"};
  const environment_variable nowhere{"HOME", ""};
  CHECK(open_error(L"MY") == ERROR_PATH_NOT_FOUND);
}
