// Stores in files that a program has opened: what is written through its handle, and what is not.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "support/crypt32.h"
#include "support/processes.h"
#include "support/store_files.h"
#include "support/temporary_folder.h"

using namespace schannel::test;

TEST_CASE("SSPI-CertOpenStore-file-handle: no handle, no deletion, and not written and read-only at once") {
  const temporary_folder folder;
  const open_file file{folder / "store"};
  CHECK(error_of([&] { return open_by_handle(nullptr, 0); }) == ERROR_INVALID_HANDLE);
  CHECK(error_of([&] { return open_by_handle(reinterpret_cast<void*>(-1), 0); }) == ERROR_INVALID_HANDLE);
  CHECK(error_of([&] { return open_by_handle(reinterpret_cast<void*>(12345), 0); }) == ERROR_INVALID_HANDLE);
  CHECK(error_of([&] { return open_by_handle(file.handle(), CERT_STORE_DELETE_FLAG); }) == E_INVALIDARG);
  CHECK(error_of([&] { return open_by_handle(file.handle(), commits | CERT_STORE_READONLY_FLAG); }) ==
        E_INVALIDARG);
}

TEST_CASE("SSPI-CertOpenStore-file-in-memory: without the flag what is added stays in memory") {
  const temporary_folder folder;
  const open_file file{folder / "store"};
  for (const DWORD flags : {DWORD{0}, DWORD{CERT_STORE_READONLY_FLAG}}) {
    const store_ptr store{open_by_handle(file.handle(), flags)};
    REQUIRE(store);
    CHECK(add(store.get(), make_certificate()));
    CHECK(error_of([&] { return CertControlStore(store.get(), 0, CERT_STORE_CTRL_COMMIT, nullptr); }) ==
          ERROR_CALL_NOT_IMPLEMENTED);
  }
  CHECK(read_file(folder / "store").empty());
}

TEST_CASE("SSPI-CertOpenStore-file-committed: with the flag it is written when committed, and when closed") {
  const temporary_folder folder;
  const issued_certificate issued = make_certificate();
  {
    const open_file file{folder / "store"};
    const store_ptr store{open_by_handle(file.handle(), commits)};
    add(store.get(), issued);
    CHECK(read_file(folder / "store").empty());
    CHECK(CertControlStore(store.get(), 0, CERT_STORE_CTRL_COMMIT, nullptr) == TRUE);
    CHECK(read_file(folder / "store") == saved(store.get(), CERT_STORE_SAVE_AS_STORE));
    add(store.get(), make_certificate());
  }
  const open_file file{folder / "store"};
  const store_ptr store{open_by_handle(file.handle(), 0)};
  CHECK(encodings(store.get()).size() == 2);
  CHECK(encodings(store.get()).front() == issued.der());
}

TEST_CASE("SSPI-CertSaveStore-position: the handle stands behind what was saved, wherever it stood before") {
  const temporary_folder folder;
  const store_ptr store = memory_store();
  add(store.get(), make_certificate());
  const bytes content = saved(store.get(), CERT_STORE_SAVE_AS_STORE);
  write_file(folder / "store", bytes(2 * content.size()));
  const open_file file{folder / "store"};
  ::lseek(file.number(), 7, SEEK_SET);
  CHECK(save_by_handle(store.get(), file.handle()) == TRUE);
  CHECK(::lseek(file.number(), 0, SEEK_CUR) == static_cast<off_t>(content.size()));
  CHECK(read_file(folder / "store") == content);
}

TEST_CASE("SSPI-CertOpenStore-file-appended: a file that can only be appended to is not written") {
  const kept_store kept;
  const open_file file{kept.name, O_RDWR | O_APPEND};
  CHECK(error_of([&] { return open_by_handle(file.handle(), commits); }) == E_INVALIDARG);
  const store_ptr read{open_by_handle(file.handle(), 0)};
  CHECK(encodings(read.get()).size() == 1);
  add(read.get(), make_certificate());
  CHECK(error_of([&] { return save_by_handle(read.get(), file.handle()); }) == E_INVALIDARG);
  CHECK(read_file(kept.name) == kept.before);

  // A program may change its mind about the handle later.
  ::fcntl(file.number(), F_SETFL, 0);
  const HCERTSTORE store = open_by_handle(file.handle(), commits);
  add(store, make_certificate());
  ::fcntl(file.number(), F_SETFL, O_APPEND);
  CHECK(error_of([&] { return CertControlStore(store, 0, CERT_STORE_CTRL_COMMIT, nullptr); }) ==
        E_INVALIDARG);
  CHECK(error_of([&] { return CertCloseStore(store, 0); }) == E_INVALIDARG);
  CHECK(read_file(kept.name) == kept.before);
}

TEST_CASE("SSPI-CertOpenStore-file-appended: a pipe is not written") {
  int ends[2];
  REQUIRE(::pipe2(ends, O_NONBLOCK) == 0);
  const auto handle = reinterpret_cast<const void*>(static_cast<LONG_PTR>(ends[1]));
  CHECK(error_of([&] { return open_by_handle(handle, commits); }) == E_INVALIDARG);
  CHECK(error_of([&] { return save_by_handle(memory_store().get(), handle); }) == E_INVALIDARG);
  char room;
  CHECK(::read(ends[0], &room, 1) == -1);
  CHECK(errno == EAGAIN);
  for (const int end : ends) ::close(end);
}

TEST_CASE("SSPI-CertOpenStore-file-read-only: a handle for reading alone is not written") {
  const kept_store kept;
  const open_file file{kept.name, O_RDONLY};
  const HCERTSTORE store = open_by_handle(file.handle(), commits);
  REQUIRE(store != nullptr);
  add(store, make_certificate());
  CHECK(error_of([&] { return save_by_handle(store, file.handle()); }) == ERROR_ACCESS_DENIED);
  CHECK(error_of([&] { return CertCloseStore(store, 0); }) == ERROR_ACCESS_DENIED);
  CHECK(read_file(kept.name) == kept.before);
}

TEST_CASE("a handle for writing alone is enough to save to") {
  const temporary_folder folder;
  const store_ptr store = memory_store();
  add(store.get(), make_certificate());
  write_file(folder / "store", bytes(5000));
  const open_file file{folder / "store", O_WRONLY};
  CHECK(save_by_handle(store.get(), file.handle()) == TRUE);
  CHECK(read_file(folder / "store") == saved(store.get(), CERT_STORE_SAVE_AS_STORE));
}

TEST_CASE("SSPI-CertOpenStore-file-disk-full: by its handle, too, the file is as it was") {
  const kept_store kept;
  const auto& [folder, name, before] = kept;
  const context_ptr fresh = context_of(make_certificate());
  CHECK(succeeds(start([&] {
    fill_disk(before.size() + 100);
    const open_file file{name};
    const store_ptr store{open_by_handle(file.handle(), commits)};
    const bool is_added = add(store.get(), fresh.get()) != nullptr;
    const auto save_by_name = [&] {
      return CertSaveStore(store.get(), 0, CERT_STORE_SAVE_AS_STORE, CERT_STORE_SAVE_TO_FILENAME_A,
                           const_cast<char*>(name.c_str()), 0);
    };
    return is_added &&
           error_of([&] { return save_by_handle(store.get(), file.handle()); }) == ERROR_DISK_FULL &&
           error_of(save_by_name) == ERROR_DISK_FULL &&
           error_of([&] { return CertControlStore(store.get(), 0, CERT_STORE_CTRL_COMMIT, nullptr); }) ==
               ERROR_DISK_FULL;
  })));
  CHECK(read_file(name) == before);
}

TEST_CASE("SSPI-CertOpenStore-file-disk-full: what was overwritten before the disk failed is written back") {
  const kept_store kept;
  const auto& [folder, name, before] = kept;
  const store_ptr store = memory_store();
  add(store.get(), make_certificate());
  const bytes content = saved(store.get(), CERT_STORE_SAVE_AS_STORE);
  for (const std::size_t size : {content.size(), content.size() + 100}) {
    const bytes old(size, 0x5A);
    write_file(name, old);
    CHECK(succeeds(start([&] {
      fill_disk(content.size() / 2);  // which stops a write in the middle of what is there
      const open_file file{name};
      return error_of([&] { return save_by_handle(store.get(), file.handle()); }) == ERROR_DISK_FULL;
    })));
    CHECK(read_file(name) == old);
  }
}
