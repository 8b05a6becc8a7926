// Byte spans, and a queue of bytes: what is appended at one end is consumed at the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace schannel::tool {

using const_bytes = std::span<const std::uint8_t>;
using mutable_bytes = std::span<std::uint8_t>;
using byte_vector = std::vector<std::uint8_t>;

class byte_queue {
 public:
  bool empty() const { return size() == 0; }
  std::size_t size() const { return bytes_.size() - consumed_; }
  mutable_bytes bytes() { return mutable_bytes(bytes_).subspan(consumed_); }

  void append(const_bytes more);
  /// Forgets the first `count` bytes.
  void consume(std::size_t count);
  void clear();

 private:
  byte_vector bytes_;
  std::size_t consumed_ = 0;
};

}  // namespace schannel::tool
