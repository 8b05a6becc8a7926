// A file that somebody opened, written anew where it is.
#include "core/files/rewriting.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>

#include "core/files/passing.h"

namespace schannel::core::files {

namespace {

std::error_code find_obstacle(int descriptor) {
  const int flags = ::fcntl(descriptor, F_GETFL);
  if (flags < 0) return last_error();
  if ((flags & O_ACCMODE) == O_RDONLY) return std::make_error_code(std::errc::permission_denied);
  return has_no_beginning(descriptor) ? std::make_error_code(std::errc::invalid_seek) : std::error_code{};
}

/// The first bytes, as far as they can be read.
tls::byte_vector read_front(int descriptor, std::size_t count) {
  tls::byte_vector front(count);
  std::size_t have = 0;
  while (have < count) {
    const ssize_t more = ::pread(descriptor, front.data() + have, count - have, static_cast<off_t>(have));
    if (more < 0 && errno == EINTR) continue;
    if (more <= 0) break;
    have += static_cast<std::size_t>(more);
  }
  front.resize(have);
  return front;
}

std::error_code write_at(int descriptor, std::size_t offset, tls::const_bytes content) {
  while (!content.empty()) {
    const ssize_t written = ::pwrite(descriptor, content.data(), content.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return last_error();
    offset += static_cast<std::size_t>(written);
    content = content.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

std::error_code resize(int descriptor, std::size_t size) {
  return ::ftruncate(descriptor, static_cast<off_t>(size)) == 0 ? std::error_code{} : last_error();
}

std::error_code flush(int descriptor) {
  return ::fsync(descriptor) == 0 ? std::error_code{} : last_error();
}

/// What the file grows by comes first: where there is no room for it, nothing else is touched. What it has
/// too much goes last: that cannot be brought back.
std::error_code put(int descriptor, tls::const_bytes content, std::size_t present) {
  std::error_code failed = write_at(descriptor, present, content.subspan(present));
  if (!failed) failed = write_at(descriptor, 0, content.first(present));
  if (!failed) failed = flush(descriptor);
  return failed ? failed : resize(descriptor, content.size());
}

}  // namespace

bool has_no_beginning(int descriptor) {
  const int flags = ::fcntl(descriptor, F_GETFL);
  struct stat facts {};
  if (flags < 0 || ::fstat(descriptor, &facts) != 0) return false;
  return (flags & O_APPEND) != 0 || !S_ISREG(facts.st_mode);
}

std::error_code rewrite(int descriptor, tls::const_bytes content) {
  if (const auto obstacle = find_obstacle(descriptor)) return obstacle;
  struct stat facts {};
  if (::fstat(descriptor, &facts) != 0) return last_error();
  const auto size = static_cast<std::size_t>(facts.st_size);
  const std::size_t present = std::min(size, content.size());
  const tls::byte_vector before = read_front(descriptor, present);
  if (const auto failed = put(descriptor, content, present)) {
    write_at(descriptor, 0, before);
    resize(descriptor, size);
    return failed;
  }
  if (::lseek(descriptor, static_cast<off_t>(content.size()), SEEK_SET) < 0) return last_error();
  return flush(descriptor);
}

}  // namespace schannel::core::files
