// Taking a key BLOB apart, and putting one together: structures as they are in memory, numbers big-endian,
// which are those of CNG.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "ossl/secret_bytes.h"
#include "tls/bytes.h"

namespace schannel::abi {

/// Takes a structure off the front.
template <typename T>
bool take(tls::const_bytes& from, T& value) {
  if (from.size() < sizeof value) return false;
  std::memcpy(&value, from.data(), sizeof value);
  from = from.subspan(sizeof value);
  return true;
}

/// Takes a number of `size` bytes.
template <typename Bytes>
bool take_number(tls::const_bytes& from, std::size_t size, Bytes& number) {
  if (from.size() < size) return false;
  number.assign(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(size));
  from = from.subspan(size);
  return true;
}

template <typename T>
void append(ossl::secret_bytes& to, const T& value) {
  const auto* raw = reinterpret_cast<const std::uint8_t*>(&value);
  to.insert(to.end(), raw, raw + sizeof value);
}

/// Appends a number in `size` bytes, which have to be enough.
template <typename Bytes>
void append_number(ossl::secret_bytes& to, const Bytes& number, std::size_t size) {
  to.resize(to.size() + size - std::min(size, number.size()));
  to.insert(to.end(), number.begin(), number.end());
}

}  // namespace schannel::abi
