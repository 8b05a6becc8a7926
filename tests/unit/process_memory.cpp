// Reads /proc/self/maps, and all that may be written.
#include "process_memory.h"

#include <cstring>
#include <fstream>
#include <string>

namespace schannel::test {
namespace {

struct range {
  const std::uint8_t* begin;
  const std::uint8_t* end;
};

std::size_t count_in(const range& where, std::span<const std::uint8_t> bytes) {
  std::size_t count = 0;
  for (const auto* at = where.begin; at < where.end; ++at) {
    at = static_cast<const std::uint8_t*>(
        memmem(at, static_cast<std::size_t>(where.end - at), bytes.data(), bytes.size()));
    if (at == nullptr) break;
    if (at != bytes.data()) ++count;
  }
  return count;
}

const std::uint8_t* address(const std::string& digits) {
  return reinterpret_cast<const std::uint8_t*>(std::stoull(digits, nullptr, 16));
}

}  // namespace

std::size_t copies_of(std::span<const std::uint8_t> bytes) {
  std::ifstream maps("/proc/self/maps");
  std::size_t count = 0;
  for (std::string line; std::getline(maps, line);) {
    const std::size_t dash = line.find('-'), space = line.find(' ');
    if (line.compare(space + 1, 2, "rw") != 0) continue;
    count +=
        count_in({address(line.substr(0, dash)), address(line.substr(dash + 1, space - dash - 1))}, bytes);
  }
  return count;
}

}  // namespace schannel::test
