// secret: a few bytes of key material that are wiped when they go.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

#include "ossl/secret_bytes.h"
#include "tls/bytes.h"

namespace schannel::ossl {

/// Holds up to `Capacity` bytes, and allocates nothing. No more are ever taken: half a key is worse than
/// none.
template <std::size_t Capacity>
class fixed_secret {
 public:
  static constexpr std::size_t capacity = Capacity;

  fixed_secret() = default;
  /// `length` zeros. Throws std::length_error for more than there is room for.
  explicit fixed_secret(std::size_t length) : length_(length) {
    if (length > capacity) throw std::length_error{"a secret too long"};
  }
  /// Nothing when the value does not fit.
  static std::optional<fixed_secret> copy_of(tls::const_bytes value) {
    if (value.size() > capacity) return std::nullopt;
    fixed_secret copy{value.size()};
    std::copy_n(value.begin(), copy.length_, copy.bytes_.begin());
    return copy;
  }
  fixed_secret(const fixed_secret& other) = default;
  fixed_secret& operator=(const fixed_secret& other) = default;
  ~fixed_secret() { wipe(bytes_.data(), bytes_.size()); }

  /// Takes `value` in place of what is there; is empty when it does not fit.
  void assign(tls::const_bytes value) {
    length_ = value.size() > capacity ? 0 : value.size();
    std::ranges::fill(std::ranges::copy(value.first(length_), bytes_.begin()).out, bytes_.end(), 0);
  }

  bool empty() const { return length_ == 0; }
  tls::const_bytes bytes() const { return {bytes_.data(), length_}; }
  tls::mutable_bytes bytes() { return {bytes_.data(), length_}; }

 private:
  std::array<std::uint8_t, capacity> bytes_{};
  std::size_t length_ = 0;
};

/// As long as the longest digest: a secret of TLS 1.3's key schedule, a key, an initialisation vector.
using secret = fixed_secret<64>;
/// As long as the longest there is here: a pre-shared key, a key block, the material of ticket keys.
using long_secret = fixed_secret<256>;

}  // namespace schannel::ossl
