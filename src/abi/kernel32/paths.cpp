// Paths, attributes, and what is wrong with them.
#include "abi/kernel32/paths.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>

#include "tls/unicode.h"

namespace schannel::abi {

std::string path_of(std::string_view name) {
  std::string path{name};
  std::ranges::replace(path, '\\', '/');
  return path;
}

std::string path_of(std::wstring_view name) {
  return path_of(std::string_view{tls::to_utf8(name)});
}

DWORD attributes_of(const struct stat& status) {
  constexpr mode_t writable = S_IWUSR | S_IWGRP | S_IWOTH;
  const DWORD attributes = (S_ISDIR(status.st_mode) ? FILE_ATTRIBUTE_DIRECTORY : 0u) |
                           ((status.st_mode & writable) == 0 ? FILE_ATTRIBUTE_READONLY : 0u);
  return attributes != 0 ? attributes : FILE_ATTRIBUTE_NORMAL;
}

int error_of_path(int number, const std::string& path) {
  switch (number) {
    case ENOENT: {
      const std::size_t slash = path.find_last_of('/');
      const std::string folder =
          slash == std::string::npos ? "." : path.substr(0, std::max<std::size_t>(slash, 1));
      struct stat status {};
      return stat(folder.c_str(), &status) == 0 ? ERROR_FILE_NOT_FOUND : ERROR_PATH_NOT_FOUND;
    }
    case ENOTDIR:
      return ERROR_PATH_NOT_FOUND;
    case EACCES:
    case EPERM:
    case EISDIR:
      return ERROR_ACCESS_DENIED;
    case EMFILE:
    case ENFILE:
      return ERROR_TOO_MANY_OPEN_FILES;
    case ENOMEM:
      return ERROR_NOT_ENOUGH_MEMORY;
    case ENAMETOOLONG:
    case EINVAL:
    case ELOOP:
      return ERROR_INVALID_NAME;
    default:
      return ERROR_GEN_FAILURE;
  }
}

}  // namespace schannel::abi
