// Numbers of four bytes, least significant first, in and out of byte strings.
#pragma once

#include <cstdint>
#include <optional>

#include "tls/bytes.h"

namespace schannel::core::certs {

inline void append_number(tls::byte_vector& to, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) to.push_back(static_cast<std::uint8_t>(number >> shift));
}

/// The number at `offset`; nothing when the bytes end before it does.
inline std::optional<std::uint32_t> number_at(tls::const_bytes from, std::size_t offset) {
  if (from.size() < 4 || offset > from.size() - 4) return std::nullopt;
  std::uint32_t number = 0;
  for (std::size_t i = 4; i-- > 0;) number = number << 8 | from[offset + i];
  return number;
}

}  // namespace schannel::core::certs
