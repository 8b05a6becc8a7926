// Files that are there as a whole or not at all.
#include "core/files/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <string>

#include "core/files/folder.h"
#include "core/files/passing.h"

namespace schannel::core::files {

namespace {

namespace fs = std::filesystem;

mode_t mode_for(const fs::path& path, access who) {
  constexpr mode_t all_that_counts = 0777;
  if (who == access::owner_alone) return 0600;
  struct stat facts {};
  if (who == access::as_before && ::stat(path.c_str(), &facts) == 0) return facts.st_mode & all_that_counts;
  return 0644;
}

std::error_code write_new(const fs::path& path, tls::const_bytes content, mode_t mode) {
  const descriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)};
  if (!file) return last_error();
  if (const auto failed = write_all(file.number(), content)) return failed;
  if (::fchmod(file.number(), mode) != 0 || ::fsync(file.number()) != 0) return last_error();
  return {};
}

/// What is for everybody is so whatever the umask.
std::error_code make_directory(const fs::path& path, access who) {
  const bool is_open = who != access::owner_alone;
  const mode_t mode = is_open ? 0755 : 0700;
  if (::mkdir(path.c_str(), mode) != 0) return last_error();
  return is_open && ::chmod(path.c_str(), mode) != 0 ? last_error() : std::error_code{};
}

/// The file behind a link, which is what gets replaced.
fs::path followed(const fs::path& path) {
  std::error_code failed;
  const fs::path target = fs::canonical(path, failed);
  return failed ? path : target;
}

}  // namespace

std::error_code write_whole(const fs::path& path, tls::const_bytes content, access who) {
  const fs::path target = followed(path);
  const fs::path passing = passing_name(target);
  std::error_code failed = write_new(passing, content, mode_for(target, who));
  if (!failed && ::rename(passing.c_str(), target.c_str()) != 0) failed = last_error();
  if (!failed) return flush_directory(target.parent_path());
  ::unlink(passing.c_str());
  return failed;
}

whole_file read_whole(const fs::path& path, std::size_t limit) {
  // A pipe or a terminal in the file's place must not make anybody wait.
  const descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
  if (!file) return {{}, last_error()};
  return read_whole(file.number(), limit);
}

whole_file read_whole(int file, std::size_t limit) {
  struct stat facts {};
  if (::fstat(file, &facts) != 0) return {{}, last_error()};
  if (!S_ISREG(facts.st_mode)) return {{}, std::make_error_code(std::errc::invalid_argument)};
  whole_file read;
  std::array<std::uint8_t, 16384> part;
  for (off_t offset = 0;;) {
    const ssize_t count = ::pread(file, part.data(), part.size(), offset);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return {{}, last_error()};
    if (count == 0) return read;
    if (read.content.size() + static_cast<std::size_t>(count) > limit)
      return {{}, std::make_error_code(std::errc::bad_message)};
    read.content.insert(read.content.end(), part.begin(), part.begin() + count);
    offset += count;
  }
}

std::error_code remove_file(const fs::path& path) {
  if (::unlink(path.c_str()) == 0) return flush_directory(path.parent_path());
  return errno == ENOENT ? std::error_code{} : last_error();
}

std::error_code remove_directory(const fs::path& path) {
  const fs::path passing = passing_name(path);
  if (::rename(path.c_str(), passing.c_str()) != 0) return last_error();
  std::error_code failed;
  fs::remove_all(passing, failed);
  return failed;
}

std::error_code make_directories(const fs::path& path, access who) {
  if (path.empty()) return {};
  std::error_code failed = make_directory(path, who);
  if (!failed) return {};
  if (failed == std::errc::file_exists)
    return fs::is_directory(path, failed) ? failed : std::make_error_code(std::errc::not_a_directory);
  if (failed != std::errc::no_such_file_or_directory || path == path.parent_path()) return failed;
  if (const auto above = make_directories(path.parent_path(), who)) return above;
  failed = make_directory(path, who);
  return failed == std::errc::file_exists ? std::error_code{} : failed;
}

void remove_leftovers(const fs::path& directory) {
  constexpr std::chrono::hours long_ago{1};
  std::error_code ignored;
  for (const std::string& name : names_in(directory, ignored)) {
    if (!name.starts_with(passing_prefix)) continue;
    const auto written = fs::last_write_time(directory / name, ignored);
    if (!ignored && fs::file_time_type::clock::now() - written > long_ago)
      fs::remove_all(directory / name, ignored);
  }
}

}  // namespace schannel::core::files
