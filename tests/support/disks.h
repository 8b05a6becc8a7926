// A disk that a process has to itself, as small as a test wants it, which can become read-only.
#pragma once

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <string>

#include "support/processes.h"

namespace schannel::test {

inline bool write_line(const char* path, const std::string& line) {
  const int file = ::open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool is_written = ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  ::close(file);
  return is_written;
}

/// Puts an empty disk of this many bytes in a folder's place, for this process alone; it has one thread.
/// False where the system does not let it, as in many containers.
inline bool mount_own_disk(const std::filesystem::path& folder, std::size_t size) {
  const std::string user = "0 " + std::to_string(::geteuid()) + " 1";
  const std::string group = "0 " + std::to_string(::getegid()) + " 1";
  return ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && write_line("/proc/self/setgroups", "deny") &&
         write_line("/proc/self/uid_map", user) && write_line("/proc/self/gid_map", group) &&
         ::mount("none", folder.c_str(), "tmpfs", 0, ("mode=0700,size=" + std::to_string(size)).c_str()) == 0;
}

inline bool has_own_disks(const std::filesystem::path& folder) {
  return succeeds(start([&] { return mount_own_disk(folder, 65536); }));
}

/// Writes to a file beside the tests' until nothing more fits.
inline bool fill_own_disk(const std::filesystem::path& folder) {
  const int file = ::open((folder / "filling").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return false;
  const std::array<char, 4096> part{};
  while (::write(file, part.data(), part.size()) > 0) continue;
  const bool is_full = errno == ENOSPC;
  ::close(file);
  return is_full;
}

inline bool make_own_disk_read_only(const std::filesystem::path& folder) {
  return ::mount(nullptr, folder.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) == 0;
}

}  // namespace schannel::test
