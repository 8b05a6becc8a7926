// The numbers of the properties that mean something to the store model itself; the C boundary knows them all.
#pragma once

#include <cstdint>

namespace schannel::core::certs::property {

inline constexpr std::uint32_t key_handle = 1;
inline constexpr std::uint32_t key_location = 2;
inline constexpr std::uint32_t sha1_hash = 3;
inline constexpr std::uint32_t md5_hash = 4;
inline constexpr std::uint32_t key_context = 5;
inline constexpr std::uint32_t key_spec = 6;
inline constexpr std::uint32_t friendly_name = 11;
inline constexpr std::uint32_t pvk_file = 12;
inline constexpr std::uint32_t description = 13;
inline constexpr std::uint32_t access_state = 14;
inline constexpr std::uint32_t signature_hash = 15;
inline constexpr std::uint32_t archived = 19;
inline constexpr std::uint32_t key_identifier = 20;
inline constexpr std::uint32_t auto_enroll = 21;
inline constexpr std::uint32_t public_key_hash = 25;
inline constexpr std::uint32_t issuer_and_serial_hash = 28;
inline constexpr std::uint32_t subject_hash = 29;
inline constexpr std::uint32_t extended_error = 30;
inline constexpr std::uint32_t cng_handle = 78;
inline constexpr std::uint32_t any_key_handle = 79;
inline constexpr std::uint32_t signature_algorithms = 89;
inline constexpr std::uint32_t public_key_bits = 92;
inline constexpr std::uint32_t public_key_kind_and_bits = 93;
inline constexpr std::uint32_t handle_transfer = 99;
inline constexpr std::uint32_t cng_handle_transfer = 100;
inline constexpr std::uint32_t sha256_hash = 107;

}  // namespace schannel::core::certs::property
