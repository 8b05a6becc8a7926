// The steps of writing a file as a whole.
#include "core/files/passing.h"

#include <fcntl.h>

#include <array>
#include <cerrno>
#include <string>

#include "ossl/random.h"

namespace schannel::core::files {

namespace fs = std::filesystem;

std::error_code last_error() {
  return {errno, std::generic_category()};
}

fs::path passing_name(const fs::path& beside) {
  static constexpr char digits[] = "0123456789abcdef";
  std::array<std::uint8_t, 12> random;
  ossl::fill_random(random);
  std::string name{passing_prefix};
  for (const std::uint8_t byte : random) name += {digits[byte >> 4], digits[byte & 0x0F]};
  return beside.parent_path() / name;
}

std::error_code write_all(int to, tls::const_bytes content) {
  while (!content.empty()) {
    const ssize_t written = ::write(to, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return last_error();
    content = content.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

std::error_code flush_directory(const fs::path& path) {
  const descriptor directory{::open(path.empty() ? "." : path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!directory || ::fsync(directory.number()) != 0) return last_error();
  return {};
}

}  // namespace schannel::core::files
