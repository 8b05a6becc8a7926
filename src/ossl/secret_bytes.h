// secret_bytes: key material of any length, wiped wherever it has been.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "tls/bytes.h"

namespace schannel::ossl {

/// Overwrites `size` bytes in a way that no compiler leaves out.
void wipe(void* memory, std::size_t size);

/// Wipes what it frees, so that a container that grows leaves nothing behind.
template <typename T>
struct wiping_allocator {
  using value_type = T;

  wiping_allocator() = default;
  template <typename U>
  constexpr wiping_allocator(const wiping_allocator<U>&) {}

  T* allocate(std::size_t count) { return std::allocator<T>{}.allocate(count); }
  void deallocate(T* memory, std::size_t count) {
    wipe(memory, count * sizeof(T));
    std::allocator<T>{}.deallocate(memory, count);
  }

  friend bool operator==(const wiping_allocator&, const wiping_allocator&) { return true; }
};

using secret_bytes = std::vector<std::uint8_t, wiping_allocator<std::uint8_t>>;

}  // namespace schannel::ossl
