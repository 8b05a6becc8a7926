// Stores that are files: opened by handle and by name, and saved.
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <string>

#include "support/crypt32.h"
#include "support/temporary_folder.h"

namespace schannel::test {

inline constexpr DWORD commits = CERT_FILE_STORE_COMMIT_ENABLE_FLAG;

/// A file that is open, and the handle that stands for it.
class open_file {
 public:
  explicit open_file(const std::filesystem::path& path, int flags = O_RDWR | O_CREAT)
      : number_(::open(path.c_str(), flags, 0600)) {}
  ~open_file() { ::close(number_); }
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;

  int number() const { return number_; }
  void* handle() const { return reinterpret_cast<void*>(static_cast<LONG_PTR>(number_)); }

 private:
  int number_;
};

inline HCERTSTORE open_by_handle(const void* handle, DWORD flags) {
  return CertOpenStore(CERT_STORE_PROV_FILE, 0, 0, flags, handle);
}

inline HCERTSTORE open_by_name(const std::string& name, DWORD flags = 0) {
  return CertOpenStore(CERT_STORE_PROV_FILENAME_A, 0, 0, flags, name.c_str());
}

inline bytes saved(HCERTSTORE store, DWORD format) {
  CRYPT_DATA_BLOB blob{};
  if (!CertSaveStore(store, X509_ASN_ENCODING, format, CERT_STORE_SAVE_TO_MEMORY, &blob, 0)) return {};
  bytes content(blob.cbData);
  blob.pbData = content.data();
  CHECK(CertSaveStore(store, X509_ASN_ENCODING, format, CERT_STORE_SAVE_TO_MEMORY, &blob, 0) == TRUE);
  return content;
}

inline BOOL save_by_handle(HCERTSTORE store, const void* handle) {
  return CertSaveStore(store, 0, CERT_STORE_SAVE_AS_STORE, CERT_STORE_SAVE_TO_FILE, const_cast<void*>(handle),
                       0);
}

/// A file with a store of one certificate, alone in its folder.
struct kept_store {
  temporary_folder folder{};
  std::string name = (folder / "store").string();
  bytes before = content();

 private:
  bytes content() const {
    add(store_ptr{open_by_name(name, commits)}.get(), make_certificate());
    return read_file(name);
  }
};

}  // namespace schannel::test
