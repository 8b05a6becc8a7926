// Stores that are files, by name, in each format they may have.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <string>

#include "support/crypt32.h"
#include "support/processes.h"
#include "support/store_files.h"
#include "support/temporary_folder.h"

using namespace schannel::test;

namespace {

bytes text(const std::string& characters) {
  return {characters.begin(), characters.end()};
}

std::string base64(const bytes& data) {
  DWORD size = 0;
  CryptBinaryToStringA(data.data(), static_cast<DWORD>(data.size()), CRYPT_STRING_BASE64, nullptr, &size);
  std::string written(size, '\0');
  CryptBinaryToStringA(data.data(), static_cast<DWORD>(data.size()), CRYPT_STRING_BASE64, written.data(),
                       &size);
  written.resize(size);
  return written;
}

}  // namespace

TEST_CASE(
    "SSPI-CertControlStore-commit-flags: clearing forgets that something changed, forcing writes in any "
    "case") {
  const temporary_folder folder;
  const std::string name = (folder / "store").string();
  {
    const store_ptr store{open_by_name(name, commits)};
    add(store.get(), make_certificate());
    CHECK(CertControlStore(store.get(), CERT_STORE_CTRL_COMMIT_CLEAR_FLAG, CERT_STORE_CTRL_COMMIT, nullptr) ==
          TRUE);
  }
  CHECK_FALSE(std::filesystem::exists(name));
  const store_ptr store{open_by_name(name, commits)};
  CHECK(CertControlStore(store.get(), CERT_STORE_CTRL_COMMIT_FORCE_FLAG, CERT_STORE_CTRL_COMMIT, nullptr) ==
        TRUE);
  CHECK(std::filesystem::exists(name));
}

TEST_CASE(
    "SSPI-CertControlStore-others: a memory store is committed nowhere, other controls are not supported") {
  const store_ptr store = memory_store();
  const auto error = [&](DWORD what) {
    return error_of([&] { return CertControlStore(store.get(), 0, what, nullptr); });
  };
  CHECK(error(CERT_STORE_CTRL_COMMIT) == ERROR_CALL_NOT_IMPLEMENTED);
  CHECK(error(CERT_STORE_CTRL_RESYNC) == ERROR_CALL_NOT_IMPLEMENTED);
  CHECK(error(CERT_STORE_CTRL_NOTIFY_CHANGE) == ERROR_NOT_SUPPORTED);
  CHECK(error(99) == ERROR_NOT_SUPPORTED);
  CHECK(error_of([] { return CertControlStore(nullptr, 0, CERT_STORE_CTRL_COMMIT, nullptr); }) ==
        ERROR_INVALID_HANDLE);
}

TEST_CASE("SSPI-CertOpenStore-filename: no name, no deletion, and what has to exist or must not") {
  const temporary_folder folder;
  const std::string name = (folder / "store").string();
  for (const LPCSTR provider : {CERT_STORE_PROV_FILENAME_A, CERT_STORE_PROV_FILENAME_W})
    CHECK(error_of([&] { return CertOpenStore(provider, 0, 0, 0, nullptr); }) == ERROR_PATH_NOT_FOUND);
  CHECK(error_of([&] { return open_by_name(name, CERT_STORE_DELETE_FLAG); }) == E_INVALIDARG);
  CHECK(error_of([&] { return open_by_name(name, commits | CERT_STORE_READONLY_FLAG); }) == E_INVALIDARG);
  CHECK(error_of([&] { return open_by_name(name, CERT_STORE_OPEN_EXISTING_FLAG); }) == ERROR_FILE_NOT_FOUND);
  CHECK(error_of([&] { return open_by_name(name, CERT_STORE_READONLY_FLAG); }) == ERROR_FILE_NOT_FOUND);
  CHECK(error_of([&] {
          return open_by_name((folder / "no/store").string(), CERT_STORE_OPEN_EXISTING_FLAG);
        }) == ERROR_FILE_NOT_FOUND);
  write_file(name, {});
  CHECK(error_of([&] { return open_by_name(name, CERT_STORE_CREATE_NEW_FLAG); }) == ERROR_FILE_EXISTS);
  CHECK(store_ptr{open_by_name(name, CERT_STORE_OPEN_EXISTING_FLAG)});
  CHECK(error_of([&] { return open_by_name(folder.path().string()); }) == ERROR_INVALID_NAME);
}

TEST_CASE(
    "SSPI-CertOpenStore-filename-formats: a serialized store, PKCS #7, a certificate as DER, PEM and "
    "base64") {
  const temporary_folder folder;
  const issued_certificate issued = make_certificate();
  const store_ptr source = memory_store();
  add(source.get(), issued);
  const std::string lines = base64(issued.der());
  std::string wide;
  for (const char letter : lines) wide += {letter, '\0'};
  const std::string pem = "-----BEGIN CERTIFICATE-----\n" + lines + "-----END CERTIFICATE-----\n";
  for (const bytes& content :
       {saved(source.get(), CERT_STORE_SAVE_AS_STORE), saved(source.get(), CERT_STORE_SAVE_AS_PKCS7),
        issued.der(), text(pem), text(lines), text(wide), text("\xFF\xFE" + wide)}) {
    write_file(folder / "store", content);
    const store_ptr store{open_by_name((folder / "store").string())};
    REQUIRE(store);
    CHECK(encodings(store.get()) == std::vector<bytes>{issued.der()});
  }
  for (const bytes& content :
       {text("no store"), bytes{0xFF, 0xFE}, bytes{0, 0, 0, 0, 'C', 'E', 'R', 'T'}, bytes{0x30, 0x00}}) {
    write_file(folder / "store", content);
    CHECK(error_of([&] { return open_by_name((folder / "store").string()); }) == CRYPT_E_FILE_ERROR);
  }
}

TEST_CASE(
    "SSPI-CertOpenStore-filename-committed: what changes is written when the store is closed, in its "
    "format") {
  const temporary_folder folder;
  const std::filesystem::path path = folder / "st\u00f6re";
  const std::wstring name = folder.path().wstring() + L"/st\u00f6re";
  const issued_certificate first = make_certificate();
  const issued_certificate second = make_certificate();
  const auto open = [&](DWORD flags) {
    return store_ptr{CertOpenStore(CERT_STORE_PROV_FILENAME_W, 0, 0, flags, name.c_str())};
  };
  const store_ptr source = memory_store();
  add(source.get(), first);
  write_file(path, saved(source.get(), CERT_STORE_SAVE_AS_PKCS7));
  add(open(commits).get(), second);
  CHECK(encodings(open(0).get()).size() == 2);
  CHECK(read_file(path).front() == 0x30);
  add(open(0).get(), make_certificate());
  CHECK(encodings(open(0).get()).size() == 2);
  CertDeleteCertificateFromStore(CertEnumCertificatesInStore(open(commits).get(), nullptr));
  CHECK(encodings(open(0).get()).size() == 1);
}

TEST_CASE("a store that cannot be written says so, and the file is as it was") {
  const temporary_folder folder;
  const issued_certificate issued = make_certificate();
  const std::filesystem::path path = folder / "missing" / "store";
  const HCERTSTORE store = open_by_name(path.string(), commits);
  REQUIRE(store != nullptr);
  add(store, issued);
  CHECK(error_of([&] { return CertControlStore(store, 0, CERT_STORE_CTRL_COMMIT, nullptr); }) ==
        ERROR_FILE_NOT_FOUND);
  CHECK(error_of([&] { return CertCloseStore(store, 0); }) == ERROR_FILE_NOT_FOUND);
  CHECK(error_of([&] { return CertDuplicateStore(store); }) == ERROR_INVALID_HANDLE);
}

TEST_CASE("a file keeps who may read it, and a link stays a link") {
  const temporary_folder folder;
  write_file(folder / "store", {});
  ::chmod((folder / "store").c_str(), 0640);
  std::filesystem::create_symlink(folder / "store", folder / "link");
  add(store_ptr{open_by_name((folder / "link").string(), commits)}.get(), make_certificate());
  struct stat facts {};
  REQUIRE(::stat((folder / "store").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0640);
  CHECK(std::filesystem::is_symlink(folder / "link"));
  CHECK(std::distance(std::filesystem::directory_iterator{folder.path()}, {}) == 2);
}

TEST_CASE("SSPI-CertSaveStore-to-memory: the size, then the content, and nothing into a small buffer") {
  const store_ptr store = memory_store();
  add(store.get(), make_certificate());
  CRYPT_DATA_BLOB blob{};
  CHECK(CertSaveStore(store.get(), 0, CERT_STORE_SAVE_AS_STORE, CERT_STORE_SAVE_TO_MEMORY, &blob, 0) == TRUE);
  bytes small(blob.cbData - 1);
  const DWORD size = blob.cbData;
  blob = blob_of(small);
  CHECK(error_of([&] {
          return CertSaveStore(store.get(), 0, CERT_STORE_SAVE_AS_STORE, CERT_STORE_SAVE_TO_MEMORY, &blob, 0);
        }) == ERROR_MORE_DATA);
  CHECK(blob.cbData == size);
  CHECK(small == bytes(small.size()));
}

TEST_CASE("SSPI-CertSaveStore-to-file: by handle and by either kind of name") {
  const temporary_folder folder;
  const store_ptr store = memory_store();
  add(store.get(), make_certificate());
  const bytes content = saved(store.get(), CERT_STORE_SAVE_AS_STORE);
  const auto save = [&](DWORD where, const void* parameter) {
    return CertSaveStore(store.get(), 0, CERT_STORE_SAVE_AS_STORE, where, const_cast<void*>(parameter), 0);
  };
  write_file(folder / "a", bytes(content.size() + 100));
  CHECK(save(CERT_STORE_SAVE_TO_FILE, open_file{folder / "a"}.handle()) == TRUE);
  CHECK(save(CERT_STORE_SAVE_TO_FILENAME_A, (folder / "b").c_str()) == TRUE);
  CHECK(save(CERT_STORE_SAVE_TO_FILENAME_W, (folder / "c").wstring().c_str()) == TRUE);
  for (const char* name : {"a", "b", "c"}) CHECK(read_file(folder / name) == content);
  CHECK(error_of([&] { return save(CERT_STORE_SAVE_TO_FILE, nullptr); }) == ERROR_INVALID_HANDLE);
  CHECK(error_of([&] { return save(CERT_STORE_SAVE_TO_FILENAME_A, (folder / "no/b").c_str()); }) ==
        ERROR_FILE_NOT_FOUND);
}

TEST_CASE("SSPI-CertSaveStore-refuses: other formats, other places, no store") {
  const store_ptr store = memory_store();
  CRYPT_DATA_BLOB blob{};
  const auto error = [&](HCERTSTORE which, DWORD format, DWORD where, void* parameter) {
    return error_of([&] { return CertSaveStore(which, 0, format, where, parameter, 0); });
  };
  CHECK(error(store.get(), 4, CERT_STORE_SAVE_TO_MEMORY, &blob) == E_INVALIDARG);
  CHECK(error(store.get(), CERT_STORE_SAVE_AS_STORE, 5, &blob) == E_INVALIDARG);
  CHECK(error(store.get(), CERT_STORE_SAVE_AS_STORE, CERT_STORE_SAVE_TO_MEMORY, nullptr) == E_INVALIDARG);
  CHECK(error(nullptr, CERT_STORE_SAVE_AS_STORE, CERT_STORE_SAVE_TO_MEMORY, &blob) == ERROR_INVALID_HANDLE);
}

TEST_CASE("SSPI-CertOpenStore-pkcs7: the certificates and revocation lists of a signed message") {
  const issued_certificate root = make_certificate({.is_ca = true});
  const bytes list = make_revocation_list({.issuer = &root});
  const store_ptr source = memory_store();
  add(source.get(), root);
  add(source.get(), list_of(list).get());
  bytes content = saved(source.get(), CERT_STORE_SAVE_AS_PKCS7);
  const auto open = [](bytes& message) {
    const CRYPT_DATA_BLOB blob = blob_of(message);
    return CertOpenStore(CERT_STORE_PROV_PKCS7, X509_ASN_ENCODING | PKCS_7_ASN_ENCODING, 0, 0, &blob);
  };
  const store_ptr store{open(content)};
  REQUIRE(store);
  CHECK(encodings(store.get()) == std::vector<bytes>{root.der()});
  CHECK(list_encodings(store.get()) == std::vector<bytes>{list});
  bytes certificate = root.der();
  CHECK(error_of([&] { return open(certificate); }) == CRYPT_E_ASN1_CORRUPT);
  CHECK(error_of([] { return CertOpenStore(CERT_STORE_PROV_PKCS7, 0, 0, 0, nullptr); }) == E_INVALIDARG);
  for (std::size_t length = 0; length < content.size(); ++length) {
    bytes cut{content.begin(), content.begin() + static_cast<std::ptrdiff_t>(length)};
    CHECK(error_of([&] { return open(cut); }) == CRYPT_E_ASN1_CORRUPT);
  }
}

TEST_CASE("SSPI-CertOpenStore-pkcs12: a file without a password opens, one with a password does not") {
  const issued_certificate issued = make_certificate();
  const auto open = [](bytes file) {
    const CRYPT_DATA_BLOB blob = blob_of(file);
    return CertOpenStore(CERT_STORE_PROV_PKCS12, 0, 0, 0, &blob);
  };
  const store_ptr store{open(make_pfx({.with_keys = {issued}, .password = ""}))};
  REQUIRE(store);
  CHECK(encodings(store.get()) == std::vector<bytes>{issued.der()});
  CHECK(error_of([&] { return open(make_pfx({.with_keys = {issued}, .password = "secret"})); }) ==
        ERROR_INVALID_PASSWORD);
}

TEST_CASE("SSPI-CertOpenStore-filename-disk-full: the file is as it was, and nothing lies beside it") {
  const kept_store kept;
  const auto& [folder, name, before] = kept;
  const context_ptr fresh = context_of(make_certificate());
  CHECK(succeeds(start([&] {
    fill_disk(before.size());
    const HCERTSTORE store = open_by_name(name, commits);
    add(store, fresh.get());
    const auto commit = [&] { return CertControlStore(store, 0, CERT_STORE_CTRL_COMMIT, nullptr); };
    return error_of(commit) == ERROR_DISK_FULL &&
           error_of([&] { return CertCloseStore(store, 0); }) == ERROR_DISK_FULL;
  })));
  CHECK(read_file(name) == before);
  CHECK(std::distance(std::filesystem::directory_iterator{folder.path()}, {}) == 1);
}

TEST_CASE("SSPI-CertOpenStore-filename-read-only: ERROR_ACCESS_DENIED, and the file is as it was") {
  const kept_store kept;
  const auto& [folder, name, before] = kept;
  const context_ptr fresh = context_of(make_certificate());
  std::filesystem::permissions(name, std::filesystem::perms{0444});
  std::filesystem::permissions(folder.path(), std::filesystem::perms{0555});
  CHECK(succeeds(start([&] {
    become_nobody();
    const HCERTSTORE store = open_by_name(name, commits);
    add(store, fresh.get());
    return error_of([&] { return CertCloseStore(store, 0); }) == ERROR_ACCESS_DENIED;
  })));
  std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
  CHECK(read_file(name) == before);
}

TEST_CASE("SSPI-CertOpenStore-filename-unreadable: ERROR_ACCESS_DENIED") {
  const temporary_folder folder;
  const std::string name = (folder / "store").string();
  add(store_ptr{open_by_name(name, commits)}.get(), make_certificate());
  std::filesystem::permissions(name, std::filesystem::perms{0});
  std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
  CHECK(succeeds(start([&] {
    become_nobody();
    return error_of([&] { return open_by_name(name); }) == ERROR_ACCESS_DENIED;
  })));
}

TEST_CASE("SSPI-CertOpenStore-filename-oversized: more than 64 MiB are no store, whoever reads them") {
  const temporary_folder folder;
  const std::filesystem::path path = folder / "store";
  const open_file file{path};
  std::filesystem::resize_file(path, (std::uintmax_t{64} << 20) + 1);  // which takes no room on the disk
  CHECK(error_of([&] { return open_by_name(path.string()); }) == CRYPT_E_FILE_ERROR);
  CHECK(error_of([&] { return open_by_handle(file.handle(), 0); }) == CRYPT_E_FILE_ERROR);
  CHECK(error_of([&] {
          return CryptQueryObject(CERT_QUERY_OBJECT_FILE, path.wstring().c_str(), CERT_QUERY_CONTENT_FLAG_ALL,
                                  CERT_QUERY_FORMAT_FLAG_ALL, 0, nullptr, nullptr, nullptr, nullptr, nullptr,
                                  nullptr);
        }) == CRYPT_E_FILE_ERROR);
}
