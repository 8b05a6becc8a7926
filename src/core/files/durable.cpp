// Files that are there as a whole or not at all.
#include "core/files/durable.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

#include "core/files/passing.h"

namespace schannel::core::files {

namespace {

namespace fs = std::filesystem;

constexpr mode_t owner_alone = 0600;
constexpr mode_t directory_of_owner_alone = 0700;
constexpr mode_t anyone_else = 0077;

std::error_code write_new(const fs::path& path, tls::const_bytes content) {
  const descriptor file{
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, owner_alone)};
  if (!file) return last_error();
  if (const auto failed = write_all(file.number(), content)) return failed;
  return ::fsync(file.number()) == 0 ? std::error_code{} : last_error();
}

std::error_code give_its_name(const fs::path& passing, const fs::path& path, existing what) {
  if (what == existing::replaced)
    return ::rename(passing.c_str(), path.c_str()) == 0 ? std::error_code{} : last_error();
  const std::error_code failed =
      ::link(passing.c_str(), path.c_str()) == 0 ? std::error_code{} : last_error();
  ::unlink(passing.c_str());
  return failed;
}

}  // namespace

std::error_code write_private(const fs::path& path, tls::const_bytes content, existing what) {
  const fs::path passing = passing_name(path);
  std::error_code failed = write_new(passing, content);
  if (!failed) failed = give_its_name(passing, path, what);
  if (!failed) return flush_directory(path.parent_path());
  ::unlink(passing.c_str());
  return failed;
}

reading read_private(const fs::path& path, std::size_t limit) {
  const descriptor file{::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
  if (!file) return {{}, last_error()};
  struct stat facts {};
  if (::fstat(file.number(), &facts) != 0) return {{}, last_error()};
  if (!S_ISREG(facts.st_mode) || (facts.st_mode & anyone_else) != 0)
    return {{}, std::make_error_code(std::errc::permission_denied)};
  if (static_cast<std::size_t>(facts.st_size) > limit)
    return {{}, std::make_error_code(std::errc::bad_message)};

  ossl::secret_bytes content(static_cast<std::size_t>(facts.st_size));
  std::size_t filled = 0;
  while (filled < content.size()) {
    const ssize_t got = ::read(file.number(), content.data() + filled, content.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {{}, last_error()};
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  content.resize(filled);
  return {std::move(content), {}};
}

std::error_code make_private_directories(const fs::path& path) {
  if (path.empty() || ::mkdir(path.c_str(), directory_of_owner_alone) == 0) return {};
  if (errno == EEXIST) {
    std::error_code failed;
    return fs::is_directory(path, failed) ? failed : std::make_error_code(std::errc::not_a_directory);
  }
  if (errno != ENOENT || path == path.parent_path()) return last_error();
  if (const auto failed = make_private_directories(path.parent_path())) return failed;
  return ::mkdir(path.c_str(), directory_of_owner_alone) == 0 || errno == EEXIST ? std::error_code{}
                                                                                 : last_error();
}

std::error_code remove_at_once(const fs::path& path) {
  const fs::path passing = passing_name(path);
  if (::rename(path.c_str(), passing.c_str()) != 0) return last_error();
  std::error_code failed;
  fs::remove_all(passing, failed);
  return failed;
}

}  // namespace schannel::core::files
