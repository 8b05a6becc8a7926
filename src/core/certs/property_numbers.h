// The numbers of the properties that mean something to the store model itself; the C boundary knows them all.
#pragma once

#include <cstdint>

namespace schannel::core::certs::property {

inline constexpr std::uint32_t sha1_hash = 3;
inline constexpr std::uint32_t friendly_name = 11;
inline constexpr std::uint32_t archived = 19;

}  // namespace schannel::core::certs::property
