// window: the caller's bytes that a library reads its records from, or writes them to.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace bench {

struct window {
  unsigned char* at = nullptr;
  std::size_t left = 0;

  /// Moves up to `wanted` bytes out, and says how many.
  std::size_t read(void* to, std::size_t wanted) {
    const std::size_t moved = std::min(wanted, left);
    std::memcpy(to, at, moved);
    advance(moved);
    return moved;
  }
  /// Moves all of `length` bytes in, or none.
  bool write(const void* from, std::size_t length) {
    if (length > left) return false;
    std::memcpy(at, from, length);
    advance(length);
    return true;
  }

 private:
  void advance(std::size_t by) {
    at += by;
    left -= by;
  }
};

}  // namespace bench
