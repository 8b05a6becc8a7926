// Protocol versions and roles, with their values on the wire.
#pragma once

#include <cstdint>
#include <initializer_list>

namespace schannel::tls {

enum class role { client, server };

enum class version : std::uint16_t { tls1_0 = 0x0301, tls1_1 = 0x0302, tls1_2 = 0x0303, tls1_3 = 0x0304 };

inline constexpr version all_versions[] = {version::tls1_0, version::tls1_1, version::tls1_2,
                                           version::tls1_3};

/// A set of protocol versions.
class version_set {
 public:
  constexpr version_set() = default;
  constexpr version_set(std::initializer_list<version> versions) {
    for (version v : versions) add(v);
  }

  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool has(version v) const { return (bits_ & bit(v)) != 0; }
  constexpr void add(version v) { bits_ |= bit(v); }
  constexpr void remove(version v) { bits_ &= ~bit(v); }

  friend constexpr bool operator==(version_set, version_set) = default;
  friend constexpr version_set operator&(version_set a, version_set b) {
    a.bits_ &= b.bits_;
    return a;
  }

 private:
  static constexpr unsigned bit(version v) { return 1U << (static_cast<unsigned>(v) & 0xF); }

  unsigned bits_ = 0;
};

}  // namespace schannel::tls
