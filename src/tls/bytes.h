// Byte spans: the one way in which the layers hand memory to each other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace schannel::tls {

using const_bytes = std::span<const std::uint8_t>;
using mutable_bytes = std::span<std::uint8_t>;
using byte_vector = std::vector<std::uint8_t>;

}  // namespace schannel::tls
