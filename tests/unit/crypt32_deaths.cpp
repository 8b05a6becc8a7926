// Stores and keys while the processes that write them are killed, again and again.
#include <doctest/doctest.h>
#include <ncrypt.h>

#include <algorithm>
#include <random>

#include "core/keys/stored_key.h"
#include "support/crypt32.h"
#include "support/personal_data.h"
#include "support/personal_store.h"
#include "support/processes.h"

using namespace schannel::test;

namespace {

namespace fs = std::filesystem;

/// So many deaths at most until one has hit a write: each may come between two.
constexpr int enough_deaths = 5000;

bool is_passing(const fs::path& path) {
  return path.filename().string().starts_with(".passing-");
}

/// What was interrupted below a folder: each death leaves one passing name at most.
std::size_t count_interrupted(const fs::path& folder) {
  const fs::recursive_directory_iterator all{folder};
  return static_cast<std::size_t>(
      std::count_if(begin(all), end(all), [](const auto& one) { return is_passing(one.path()); }));
}

/// Files of a folder that would be read, whether they are certificates or not.
std::size_t count_files(const fs::path& folder) {
  const fs::directory_iterator all{folder};
  return static_cast<std::size_t>(
      std::count_if(begin(all), end(all), [](const auto& one) { return !is_passing(one.path()); }));
}

/// Kills a process a while after it began to do `work` over and over.
void kill_during(const std::function<void()>& work, useconds_t later) {
  int began[2];
  REQUIRE(::pipe(began) == 0);
  const pid_t writer = start([&] {
    if (::write(began[1], "", 1) != 1) return false;
    for (;;) work();
  });
  ::close(began[1]);
  char first = 0;
  CHECK(::read(began[0], &first, 1) == 1);
  ::close(began[0]);
  ::usleep(later);
  ::kill(writer, SIGKILL);
  CHECK_FALSE(succeeds(writer));
}

/// Kills processes that do `work`: so many times, and until one was interrupted below the folder.
void kill_often(int times, const fs::path& folder, const std::function<void()>& work,
                const std::function<void()>& check) {
  std::mt19937 random{2};
  for (int round = 0; round < times || (count_interrupted(folder) == 0 && round < enough_deaths); ++round) {
    kill_during(work, static_cast<useconds_t>(random() % 3000));
    check();
  }
  CHECK(count_interrupted(folder) > 0);
}

const bytes& usual_pfx() {
  static const bytes file = make_pfx({.with_keys = {make_certificate({.key = key_type::ec})}});
  return file;
}

/// A key in a container, and its certificate in MY.
void import_pfx() {
  bytes file = usual_pfx();
  CRYPT_DATA_BLOB blob = blob_of(file);
  const store_ptr imported{PFXImportCertStore(&blob, L"secret", 0)};
  const store_ptr personal{open_personal()};
  const context_ptr first{CertEnumCertificatesInStore(imported.get(), nullptr)};
  CertAddCertificateContextToStore(personal.get(), first.get(), CERT_STORE_ADD_REPLACE_EXISTING, nullptr);
}

bool make_named_key(const wchar_t* name) {
  NCRYPT_PROV_HANDLE provider = 0;
  NCRYPT_KEY_HANDLE key = 0;
  NCryptOpenStorageProvider(&provider, MS_KEY_STORAGE_PROVIDER, 0);
  bool good = NCryptCreatePersistedKey(provider, &key, BCRYPT_ECDSA_P256_ALGORITHM, name, 0,
                                       NCRYPT_OVERWRITE_KEY_FLAG) == ERROR_SUCCESS;
  if (good) good = NCryptFinalizeKey(key, 0) == ERROR_SUCCESS && NCryptFreeObject(key) == ERROR_SUCCESS;
  NCryptFreeObject(provider);
  return good;
}

/// Whether there is such a key; one that is not wanted any more is deleted.
bool find_named_key(const wchar_t* name, bool is_wanted) {
  NCRYPT_PROV_HANDLE provider = 0;
  NCRYPT_KEY_HANDLE key = 0;
  NCryptOpenStorageProvider(&provider, MS_KEY_STORAGE_PROVIDER, 0);
  const bool found = NCryptOpenKey(provider, &key, name, 0, 0) == ERROR_SUCCESS;
  if (found) is_wanted ? NCryptFreeObject(key) : NCryptDeleteKey(key, 0);
  NCryptFreeObject(provider);
  return found;
}

/// An RSA key as CryptoAPI takes it: making one would be slow each time.
const bytes& usual_blob() {
  static const bytes blob = [] {
    HCRYPTPROV in = 0;
    HCRYPTKEY key = 0;
    DWORD size = 0;
    REQUIRE(CryptAcquireContextW(&in, nullptr, nullptr, PROV_RSA_AES, CRYPT_VERIFYCONTEXT) == TRUE);
    REQUIRE(CryptGenKey(in, AT_SIGNATURE, CRYPT_EXPORTABLE, &key) == TRUE);
    CryptExportKey(key, 0, PRIVATEKEYBLOB, 0, nullptr, &size);
    bytes exported(size);
    REQUIRE(CryptExportKey(key, 0, PRIVATEKEYBLOB, 0, exported.data(), &size) == TRUE);
    CryptDestroyKey(key);
    CryptReleaseContext(in, 0);
    return exported;
  }();
  return blob;
}

bool make_container(const wchar_t* name) {
  HCRYPTPROV in = 0;
  HCRYPTKEY key = 0;
  if (!CryptAcquireContextW(&in, name, nullptr, PROV_RSA_AES, CRYPT_NEWKEYSET)) return false;
  const bytes& blob = usual_blob();
  const bool good = CryptImportKey(in, blob.data(), static_cast<DWORD>(blob.size()), 0, 0, &key) == TRUE;
  if (good) CryptDestroyKey(key);
  CryptReleaseContext(in, 0);
  return good;
}

void remove_container(const wchar_t* name) {
  HCRYPTPROV none = 0;
  CryptAcquireContextW(&none, name, nullptr, PROV_RSA_AES, CRYPT_DELETEKEYSET);
}

bool find_container_key(const wchar_t* name) {
  HCRYPTPROV in = 0;
  HCRYPTKEY key = 0;
  if (!CryptAcquireContextW(&in, name, nullptr, PROV_RSA_AES, 0)) return false;
  const bool found = CryptGetUserKey(in, AT_SIGNATURE, &key) == TRUE;
  if (found) CryptDestroyKey(key);
  CryptReleaseContext(in, 0);
  return found;
}

/// Whether every file of a key that has its name is a key.
bool are_keys_whole(const fs::path& folder) {
  bool good = true;
  for (auto one = fs::recursive_directory_iterator{folder}; one != fs::recursive_directory_iterator{}; ++one)
    if (is_passing(one->path()))
      one.disable_recursion_pending();
    else if (one->is_regular_file())
      good = good && schannel::core::keys::from_text(read_file(one->path()));
  return good;
}

}  // namespace

TEST_CASE("a process that is killed a hundred times while it writes leaves nothing half written") {
  const personal_data data;
  const auto all = make_encodings(8);
  add_encoded(store_ptr{open_personal()}.get(), all.front());
  const auto write = [&all] {
    const store_ptr store{open_personal()};
    for (std::size_t i = 1; i < all.size(); ++i) add_encoded(store.get(), all[i]);
    for (std::size_t i = 1; i < all.size(); i += 2) remove_encoded(store.get(), all[i]);
  };
  kill_often(100, data.store("MY"), write, [&] {
    const auto found = encodings(store_ptr{open_personal()}.get());
    CHECK(found.size() == count_files(data.store("MY")));
    for (const bytes& one : found) CHECK(std::find(all.begin(), all.end(), one) != all.end());
    CHECK(std::find(found.begin(), found.end(), all.front()) != found.end());
  });
}

TEST_CASE("a process that is killed fifty times while it keeps and deletes keys leaves none half written") {
  const personal_data data;
  const fs::path keys = data.path() / "openschannel/keys";
  import_pfx();
  REQUIRE(make_named_key(L"earlier"));
  REQUIRE(make_container(L"earlier"));
  const auto write = [] {
    for (int i = 0; i < 4; ++i) {
      make_named_key(L"passing");
      find_named_key(L"passing", false);
      remove_container(L"passing");
      make_container(L"passing");
    }
    import_pfx();
  };
  kill_often(50, keys, write, [&] {
    CHECK(are_keys_whole(keys));
    CHECK(find_named_key(L"earlier", true));
    CHECK(find_container_key(L"earlier"));
    CHECK(encodings(store_ptr{open_personal()}.get()).size() == count_files(data.store("MY")));
  });
}
