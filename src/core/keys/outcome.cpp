// The trouble that an error of the operating system is.
#include "core/keys/outcome.h"

#include <cerrno>

namespace schannel::core::keys {

trouble trouble_of(std::error_code error) {
  switch (error.value()) {
    case ENOENT:
    case ENOTDIR:
      return trouble::no_container;
    case EEXIST:
      return trouble::exists;
    case EACCES:
    case EPERM:
    case EROFS:
    case ELOOP:
      return trouble::forbidden;
    case EBADMSG:
      return trouble::damaged;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return trouble::full;
    default:
      return trouble::failed;
  }
}

}  // namespace schannel::core::keys
