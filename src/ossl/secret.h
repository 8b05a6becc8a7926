// secret: a few bytes of key material that are wiped when they go.
#pragma once

#include <algorithm>
#include <array>

#include "tls/bytes.h"

namespace schannel::ossl {

class secret {
 public:
  /// The longest there is here: a pre-shared key.
  static constexpr std::size_t capacity = 256;

  secret() = default;
  explicit secret(std::size_t length) : length_(std::min(length, capacity)) {}
  /// What does not fit is left out.
  static secret copy_of(tls::const_bytes value) {
    secret copy{value.size()};
    std::copy_n(value.begin(), copy.length_, copy.bytes_.begin());
    return copy;
  }
  secret(const secret& other) = default;
  secret& operator=(const secret& other) = default;
  ~secret();

  bool empty() const { return length_ == 0; }
  tls::const_bytes bytes() const { return {bytes_.data(), length_}; }
  tls::mutable_bytes bytes() { return {bytes_.data(), length_}; }

 private:
  std::array<std::uint8_t, capacity> bytes_{};
  std::size_t length_ = 0;
};

}  // namespace schannel::ossl
