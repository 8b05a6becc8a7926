// What the program allocates and frees: its memory comes from counting functions, in C++ and in OpenSSL.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace schannel::test {

/// Allocations of this thread since the program began. Nothing is counted under a sanitizer, whose own
/// functions must not be replaced.
std::size_t allocations();
bool counts_allocations();

/// While it lives, what this thread frees is kept as it was, to be looked at. Under a sanitizer it is what
/// OpenSSL frees alone.
class kept_memory {
 public:
  kept_memory();
  kept_memory(const kept_memory&) = delete;
  kept_memory& operator=(const kept_memory&) = delete;
  ~kept_memory();

  /// How many freed blocks there are.
  std::size_t blocks() const;
  /// In how many of them `bytes` lie, those that `but_for` names left out.
  std::size_t blocks_with(std::span<const std::uint8_t> bytes, std::span<const void* const> but_for) const;
};

}  // namespace schannel::test
