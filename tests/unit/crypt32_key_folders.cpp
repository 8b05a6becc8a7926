// Private keys when the disk has something against them: what each way to keep one says, and what stays.
#include <doctest/doctest.h>
#include <ncrypt.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "support/crypt32.h"
#include "support/disks.h"
#include "support/personal_data.h"
#include "support/processes.h"

using namespace schannel::test;

namespace {

namespace fs = std::filesystem;

constexpr wchar_t container_name[] = L"a container";
constexpr wchar_t key_name[] = L"a key";

const bytes& usual_pfx() {
  static const bytes file = make_pfx({.with_keys = {make_certificate({.key = key_type::rsa})}});
  return file;
}

/// Each way to keep a key answers with the code of its failure, 0 without one.
int import_pfx() {
  bytes file = usual_pfx();
  CRYPT_DATA_BLOB blob = blob_of(file);
  return error_of([&] { return store_ptr{PFXImportCertStore(&blob, L"secret", 0)} != nullptr; });
}

int sign_itself() {
  bytes no_name{0x30, 0x00};
  CERT_NAME_BLOB subject = blob_of(no_name);
  return error_of([&] {
    return context_ptr{CertCreateSelfSignCertificate(0, &subject, 0, nullptr, nullptr, nullptr, nullptr,
                                                     nullptr)} != nullptr;
  });
}

int generate_in(const wchar_t* name, DWORD flags) {
  HCRYPTPROV provider = 0;
  HCRYPTKEY key = 0;
  const int error =
      error_of([&] { return CryptAcquireContextW(&provider, name, nullptr, PROV_RSA_AES, flags); });
  if (error != ERROR_SUCCESS) return error;
  const int made = error_of([&] { return CryptGenKey(provider, AT_KEYEXCHANGE, 0, &key); });
  if (made == ERROR_SUCCESS) CryptDestroyKey(key);
  CryptReleaseContext(provider, 0);
  return made;
}

int fill_container() {
  return generate_in(L"another container", CRYPT_NEWKEYSET);
}

int replace_in_container() {
  return generate_in(container_name, 0);
}

int name_key() {
  NCRYPT_PROV_HANDLE provider = 0;
  NCRYPT_KEY_HANDLE key = 0;
  NCryptOpenStorageProvider(&provider, MS_KEY_STORAGE_PROVIDER, 0);
  int status = NCryptCreatePersistedKey(provider, &key, BCRYPT_ECDSA_P256_ALGORITHM, key_name, 0,
                                        NCRYPT_OVERWRITE_KEY_FLAG);
  if (status == ERROR_SUCCESS) {
    status = NCryptFinalizeKey(key, 0);
    NCryptFreeObject(key);
  }
  NCryptFreeObject(provider);
  return status;
}

using way = int (*)();

/// The files below the folder of keys with what is in them.
std::set<std::pair<std::string, bytes>> kept_in(const personal_data& data) {
  std::set<std::pair<std::string, bytes>> all;
  for (const auto& one : fs::recursive_directory_iterator{data.path() / "openschannel/keys"})
    if (one.is_regular_file()) all.emplace(one.path().string(), read_file(one.path()));
  return all;
}

/// Each way gives this code, tried in a process of its own after `prepare`.
void check_each(const std::initializer_list<std::pair<const char*, way>>& ways, int code,
                const std::function<void()>& prepare) {
  for (const auto& [what, keep] : ways) {
    INFO(what);
    CHECK(succeeds(start([&, keep = keep] {
      prepare();
      return keep() == code;
    })));
  }
}

/// A user who has a key in a container and one with a name.
struct owner_of_keys {
  personal_data data;
  owner_of_keys() {
    REQUIRE(generate_in(container_name, CRYPT_NEWKEYSET) == ERROR_SUCCESS);
    REQUIRE(name_key() == ERROR_SUCCESS);
    usual_pfx();
  }

  /// Lets everybody find the folders of keys, and takes from all what `mode` does not have.
  void permit(fs::perms mode) const {
    fs::permissions(data.path(), fs::perms{0755});
    fs::permissions(data.path() / "openschannel", fs::perms{0755});
    for (const auto& one : fs::recursive_directory_iterator{data.path() / "openschannel/keys"})
      if (one.is_directory()) fs::permissions(one, mode);
    fs::permissions(data.path() / "openschannel/keys", mode);
  }
};

}  // namespace

TEST_CASE("SSPI-keys-disk-full: NTE_TOKEN_KEYSET_STORAGE_FULL, and what was there is still there") {
  const owner_of_keys user;
  const auto before = kept_in(user.data);
  REQUIRE(before.size() == 2);
  check_each({{"PFX", import_pfx},
              {"self-signed", sign_itself},
              {"new container", fill_container},
              {"container", replace_in_container},
              {"named key", name_key}},
             static_cast<int>(NTE_TOKEN_KEYSET_STORAGE_FULL), [] { fill_disk(100); });
  CHECK(kept_in(user.data) == before);
}

TEST_CASE("SSPI-keys-folder-read-only: NTE_PERM, and what was there is still there") {
  const owner_of_keys user;
  const auto before = kept_in(user.data);
  user.permit(fs::perms{0555});
  check_each({{"PFX", import_pfx},
              {"self-signed", sign_itself},
              {"new container", fill_container},
              {"container", replace_in_container},
              {"named key", name_key}},
             static_cast<int>(NTE_PERM), become_nobody);
  user.permit(fs::perms{0700});
  CHECK(kept_in(user.data) == before);
}

TEST_CASE("SSPI-keys-disk-read-only: NTE_PERM, a full one its own code, and what was there is still there") {
  const personal_data data;
  if (!has_own_disks(data.path())) {
    MESSAGE("skipped: no disk may be mounted here");
    return;
  }
  usual_pfx();
  const auto all_say = [](int code) {
    return std::ranges::all_of(std::initializer_list<way>{import_pfx, replace_in_container, name_key},
                               [code](way keep) { return keep() == code; });
  };
  CHECK(succeeds(start([&] {
    if (!mount_own_disk(data.path(), 65536)) return false;
    if (name_key() != ERROR_SUCCESS || generate_in(container_name, CRYPT_NEWKEYSET) != ERROR_SUCCESS)
      return false;
    const auto before = kept_in(data);
    if (!fill_own_disk(data.path()) || !all_say(static_cast<int>(NTE_TOKEN_KEYSET_STORAGE_FULL)))
      return false;
    if (kept_in(data) != before || !make_own_disk_read_only(data.path())) return false;
    return all_say(static_cast<int>(NTE_PERM)) && kept_in(data) == before;
  })));
}

TEST_CASE("SSPI-keys-folder-unreadable: a container is NTE_BAD_KEYSET, and nothing is made") {
  const owner_of_keys user;
  const auto before = kept_in(user.data);
  user.permit(fs::perms{0});
  check_each({{"container", replace_in_container}}, static_cast<int>(NTE_BAD_KEYSET), become_nobody);
  check_each({{"PFX", import_pfx}, {"new container", fill_container}, {"named key", name_key}},
             static_cast<int>(NTE_PERM), become_nobody);
  user.permit(fs::perms{0700});
  CHECK(kept_in(user.data) == before);
}

TEST_CASE("a container's key that CNG has opened is not CNG's to delete") {
  const owner_of_keys user;
  const auto before = kept_in(user.data);
  NCRYPT_PROV_HANDLE provider = 0;
  NCRYPT_KEY_HANDLE key = 0;
  REQUIRE(NCryptOpenStorageProvider(&provider, MS_KEY_STORAGE_PROVIDER, 0) == ERROR_SUCCESS);
  REQUIRE(NCryptOpenKey(provider, &key, container_name, AT_KEYEXCHANGE, 0) == ERROR_SUCCESS);
  CHECK(NCryptDeleteKey(key, 0) == NTE_BAD_KEYSET);
  NCryptFreeObject(key);
  NCryptFreeObject(provider);
  CHECK(kept_in(user.data) == before);
}

TEST_CASE("SSPI-keys-folder-missing: it is made for whoever keeps a key, and for nobody else") {
  const personal_data data;
  CHECK(replace_in_container() == static_cast<int>(NTE_BAD_KEYSET));
  CHECK_FALSE(fs::exists(data.path() / "openschannel"));
  CHECK(import_pfx() == ERROR_SUCCESS);
  CHECK(kept_in(data).size() == 1);
}
