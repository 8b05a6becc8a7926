// What stores and keys say of an error of the operating system.
#include "abi/crypt32/file_errors.h"

#include <doctest/doctest.h>
#include <wincrypt.h>

#include <cerrno>

#include "abi/capi/troubles.h"
#include "core/keys/outcome.h"

using namespace schannel;

TEST_CASE("a disk that is full, over its quota or read-only has its code for stores and for keys") {
  struct row {
    int error;
    int of_store;
    core::keys::trouble of_key;
    HRESULT said_of_key;
  };
  for (const row& one :
       {row{ENOSPC, ERROR_DISK_FULL, core::keys::trouble::full, NTE_TOKEN_KEYSET_STORAGE_FULL},
        row{EDQUOT, ERROR_DISK_FULL, core::keys::trouble::full, NTE_TOKEN_KEYSET_STORAGE_FULL},
        row{EFBIG, ERROR_DISK_FULL, core::keys::trouble::full, NTE_TOKEN_KEYSET_STORAGE_FULL},
        row{EROFS, ERROR_WRITE_PROTECT, core::keys::trouble::forbidden, NTE_PERM},
        row{EACCES, ERROR_ACCESS_DENIED, core::keys::trouble::forbidden, NTE_PERM},
        row{EIO, CRYPT_E_FILE_ERROR, core::keys::trouble::failed, NTE_FAIL}}) {
    INFO(one.error);
    const std::error_code error{one.error, std::generic_category()};
    CHECK(abi::crypt32::code_of(error) == one.of_store);
    CHECK(abi::crypt32::code_of({one.error, std::system_category()}) == one.of_store);
    CHECK(core::keys::trouble_of(error) == one.of_key);
    CHECK(abi::capi::code_of(one.of_key) == one.said_of_key);
  }
}
