// reader: takes numbers and blocks off the front of a message's bytes, as TLS writes them
// (RFC 8446 section 3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "tls/bytes.h"

namespace schannel::tls {

/// What it hands out points into the bytes it was given. A read beyond their end gives nothing and takes
/// nothing.
class reader {
 public:
  explicit reader(const_bytes from) : rest_(from) {}

  std::optional<const_bytes> take(std::size_t count) {
    if (count > rest_.size()) return std::nullopt;
    const const_bytes taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }

  /// A number of `width` bytes, at most four, the highest first.
  std::optional<std::uint32_t> take_number(std::size_t width) {
    const auto digits = take(width);
    if (!digits) return std::nullopt;
    std::uint32_t number = 0;
    for (const std::uint8_t byte : *digits) number = number << 8 | byte;
    return number;
  }

  /// A block with its length in front, which has `width` bytes.
  std::optional<const_bytes> take_block(std::size_t width) {
    reader ahead = *this;
    const auto length = ahead.take_number(width);
    if (!length) return std::nullopt;
    const auto block = ahead.take(*length);
    if (block) *this = ahead;
    return block;
  }

  bool empty() const { return rest_.empty(); }

 private:
  const_bytes rest_;
};

}  // namespace schannel::tls
