// Files, with the system's own reason when one cannot be read.
#include "files.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include "failure.h"

namespace schannel::tool {
namespace {

constexpr std::size_t largest_file = 16U << 20;

[[noreturn]] void cannot_read(const std::string& path, int error) {
  throw failure(fmt::format("cannot read {}: {}", path, std::generic_category().message(error)));
}

}  // namespace

byte_vector read_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), &std::fclose);
  if (!file) cannot_read(path, errno);

  byte_vector content;
  byte_vector chunk(1 << 16);
  while (const std::size_t count = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
    content.insert(content.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(count));
    // A device such as /dev/zero never ends.
    if (content.size() > largest_file) cannot_read(path, EFBIG);
  }
  if (std::ferror(file.get()) != 0) cannot_read(path, errno);
  return content;
}

}  // namespace schannel::tool
