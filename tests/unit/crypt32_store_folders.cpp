// Stores in folders while other processes use them, and when the disk has something against it.
#include <doctest/doctest.h>

#include <algorithm>

#include "support/crypt32.h"
#include "support/disks.h"
#include "support/personal_data.h"
#include "support/personal_store.h"
#include "support/processes.h"

using namespace schannel::test;

namespace {

std::vector<bytes> sorted(std::vector<bytes> all) {
  std::sort(all.begin(), all.end());
  return all;
}

int add_error(const bytes& der) {
  const store_ptr store{open_personal()};
  return store ? error_of([&] { return add_encoded(store.get(), der); }) : static_cast<int>(GetLastError());
}

}  // namespace

TEST_CASE("two processes that write the same store lose nothing") {
  const personal_data data;
  const auto all = make_encodings(40);
  const auto write = [&](std::size_t first) {
    return start([&all, first] {
      const store_ptr store{open_personal()};
      bool good = true;
      for (std::size_t i = first; i < all.size(); i += 2) good = good && add_encoded(store.get(), all[i]);
      for (std::size_t i = first; i < all.size(); i += 4) good = good && remove_encoded(store.get(), all[i]);
      return good;
    });
  };
  const pid_t one = write(0);
  const pid_t other = write(1);
  CHECK(succeeds(one));
  CHECK(succeeds(other));
  std::vector<bytes> expected;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (i % 4 >= 2) expected.push_back(all[i]);
  CHECK(sorted(encodings(store_ptr{open_personal()}.get())) == sorted(expected));
}

TEST_CASE("two processes that write the same certificate leave one that is whole") {
  const personal_data data;
  const auto all = make_encodings(1);
  const auto write = [&] {
    return start([&all] {
      const store_ptr store{open_personal()};
      bool good = true;
      for (int i = 0; i < 30; ++i) good = good && add_encoded(store.get(), all.front());
      return good;
    });
  };
  const pid_t one = write();
  const pid_t other = write();
  CHECK(succeeds(one));
  CHECK(succeeds(other));
  CHECK(encodings(store_ptr{open_personal()}.get()) == all);
}

TEST_CASE("SSPI-CertAddCertificateContextToStore-disk-full: ERROR_DISK_FULL, and the store is as it was") {
  const personal_data data;
  const auto all = make_encodings(2);
  add_encoded(store_ptr{open_personal()}.get(), all.front());
  CHECK(succeeds(start([&] {
    fill_disk(100);
    const store_ptr store{open_personal()};
    const int error = error_of([&] { return add_encoded(store.get(), all[1]); });
    const context_ptr held{CertEnumCertificatesInStore(store.get(), nullptr)};
    const int property_error =
        error_of([&] { return set_blob_property(held.get(), CERT_ENHKEY_USAGE_PROP_ID, {1}); });
    return error == ERROR_DISK_FULL && property_error == ERROR_DISK_FULL &&
           property(held.get(), CERT_ENHKEY_USAGE_PROP_ID).empty() && encodings(store.get()).size() == 1;
  })));
  CHECK(encodings(store_ptr{open_personal()}.get()) == std::vector<bytes>{all.front()});
  CHECK(std::distance(std::filesystem::directory_iterator{data.store("MY")}, {}) == 1);
}

TEST_CASE(
    "SSPI-CertAddCertificateContextToStore-folder-read-only: ERROR_ACCESS_DENIED, and the store is as it "
    "was") {
  const personal_data data;
  const auto all = make_encodings(2);
  add_encoded(store_ptr{open_personal()}.get(), all.front());
  std::filesystem::permissions(data.path(), std::filesystem::perms{0755});
  for (const char* folder : {"openschannel", "openschannel/stores", "openschannel/stores/MY"})
    std::filesystem::permissions(data.path() / folder, std::filesystem::perms{0555});
  for (const auto& file : std::filesystem::directory_iterator{data.store("MY")})
    std::filesystem::permissions(file, std::filesystem::perms{0444});
  CHECK(succeeds(start([&] {
    become_nobody();
    const store_ptr store{open_personal()};
    if (!store || encodings(store.get()).size() != 1) return false;
    if (error_of([&] { return add_encoded(store.get(), all[1]); }) != ERROR_ACCESS_DENIED) return false;
    if (error_of([&] { return remove_encoded(store.get(), all[0]); }) != ERROR_ACCESS_DENIED) return false;
    return encodings(store.get()).size() == 1;
  })));
  std::filesystem::permissions(data.store("MY"), std::filesystem::perms{0755});
  CHECK(encodings(store_ptr{open_personal()}.get()) == std::vector<bytes>{all.front()});
}

TEST_CASE("SSPI-CertAddCertificateContextToStore-disk-read-only: ERROR_WRITE_PROTECT, and it is as it was") {
  const personal_data data;
  const auto all = make_encodings(2);
  if (!has_own_disks(data.path())) {
    MESSAGE("skipped: no disk may be mounted here");
    return;
  }
  CHECK(succeeds(start([&] {
    if (!mount_own_disk(data.path(), 65536)) return false;
    const store_ptr store{open_personal()};
    const auto is_as_it_was = [&] {
      return encodings(store.get()) == std::vector<bytes>{all[0]} &&
             encodings(store_ptr{open_personal()}.get()) == std::vector<bytes>{all[0]};
    };
    if (!add_encoded(store.get(), all[0]) || !fill_own_disk(data.path())) return false;
    if (add_error(all[1]) != ERROR_DISK_FULL || !is_as_it_was()) return false;
    if (!make_own_disk_read_only(data.path())) return false;
    return add_error(all[1]) == ERROR_WRITE_PROTECT &&
           error_of([&] { return remove_encoded(store.get(), all[0]); }) == ERROR_WRITE_PROTECT &&
           is_as_it_was();
  })));
}

TEST_CASE(
    "SSPI-CertOpenStore-system-unreadable: ERROR_ACCESS_DENIED for a folder that cannot be looked into") {
  const personal_data data;
  const auto all = make_encodings(1);
  add_encoded(store_ptr{open_personal()}.get(), all.front());
  std::filesystem::permissions(data.path(), std::filesystem::perms{0755});
  std::filesystem::permissions(data.store("MY"), std::filesystem::perms{0});
  CHECK(succeeds(start([&] {
    become_nobody();
    return add_error(all.front()) == ERROR_ACCESS_DENIED;
  })));
  std::filesystem::permissions(data.store("MY"), std::filesystem::perms{0700});
  CHECK(encodings(store_ptr{open_personal()}.get()) == all);
}

TEST_CASE("SSPI-CertControlStore-resync-unreadable: ERROR_ACCESS_DENIED, and the store is as it was") {
  const personal_data data;
  const auto all = make_encodings(1);
  add_encoded(store_ptr{open_personal()}.get(), all.front());
  std::filesystem::permissions(data.path(), std::filesystem::perms{0755});
  for (const LPCSTR provider : {CERT_STORE_PROV_SYSTEM_W, CERT_STORE_PROV_SYSTEM_REGISTRY_W}) {
    std::filesystem::permissions(data.store("MY"), std::filesystem::perms{0755});
    CHECK(succeeds(start([&] {
      const store_ptr store{CertOpenStore(provider, 0, 0, CERT_SYSTEM_STORE_CURRENT_USER, L"MY")};
      std::filesystem::permissions(data.store("MY"), std::filesystem::perms{0});
      become_nobody();
      const auto resync = [&] { return CertControlStore(store.get(), 0, CERT_STORE_CTRL_RESYNC, nullptr); };
      return error_of(resync) == ERROR_ACCESS_DENIED && encodings(store.get()) == all;
    })));
  }
  std::filesystem::permissions(data.store("MY"), std::filesystem::perms{0700});
}

TEST_CASE("a folder that vanishes under a store is made again") {
  const personal_data data;
  const auto all = make_encodings(2);
  const store_ptr store{open_personal()};
  add_encoded(store.get(), all[0]);
  std::filesystem::remove_all(data.stores());
  CHECK(add_encoded(store.get(), all[1]));
  CHECK(encodings(store_ptr{open_personal()}.get()) == std::vector<bytes>{all[1]});
  CHECK(remove_encoded(store.get(), all[0]));
}
