// What the operating system has against a file, as the Windows API says it.
#include "abi/crypt32/file_errors.h"

#include <wincrypt.h>

#include <cerrno>

namespace schannel::abi::crypt32 {

int code_of(std::error_code error) {
  switch (error.default_error_condition().value()) {
    case ENOENT:
      return ERROR_FILE_NOT_FOUND;
    case ENOTDIR:
      return ERROR_PATH_NOT_FOUND;
    case EACCES:
    case EPERM:
      return ERROR_ACCESS_DENIED;
    case EROFS:
      return ERROR_WRITE_PROTECT;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return ERROR_DISK_FULL;
    case EBADF:
      return ERROR_INVALID_HANDLE;
    case ENAMETOOLONG:
    case EINVAL:
    case ELOOP:
      return ERROR_INVALID_NAME;
    case ESPIPE:
      return E_INVALIDARG;  // a handle that cannot be written where that is wanted
    case ENOMEM:
      return E_OUTOFMEMORY;
    default:
      return CRYPT_E_FILE_ERROR;
  }
}

}  // namespace schannel::abi::crypt32
