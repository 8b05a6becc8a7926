// What is in a folder.
#include "core/files/folder.h"

#include <dirent.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <new>

#include "core/files/passing.h"

namespace schannel::core::files {
namespace {

struct closed_as_folder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};
using open_folder = std::unique_ptr<DIR, closed_as_folder>;

/// nullptr at the end, and for a failure, which errno then has.
const dirent* next_in(DIR* folder) {
  errno = 0;
  return ::readdir(folder);
}

}  // namespace

std::vector<std::string> names_in(const std::filesystem::path& folder, std::error_code& failed) {
  failed.clear();
  std::vector<std::string> names;
  const open_folder opened{::opendir(folder.c_str())};
  if (!opened && errno == ENOMEM) throw std::bad_alloc{};
  if (!opened) {
    failed = last_error();
    return names;
  }
  while (const dirent* const one = next_in(opened.get())) {
    std::string name = one->d_name;
    if (name != "." && name != "..") names.push_back(std::move(name));
  }
  if (errno != 0) failed = last_error();
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace schannel::core::files
