// The headers of Windows that the tests of the public API need, and a status that prints its name.
#pragma once

#ifndef SECURITY_WIN32
#define SECURITY_WIN32
#endif
#ifndef SCHANNEL_USE_BLACKLISTS
#define SCHANNEL_USE_BLACKLISTS
#endif
#ifndef NOMINMAX
#define NOMINMAX
#endif

#include <windows.h>

#include <subauth.h>

#include <schannel.h>
#include <security.h>
#include <wincrypt.h>

#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peers {

using bytes = std::vector<std::uint8_t>;
using byte_view = std::span<const std::uint8_t>;

/// What a function of SSPI returned.
struct status {
  SECURITY_STATUS value = SEC_E_INTERNAL_ERROR;

  friend bool operator==(status, status) = default;
  friend bool operator==(status left, SECURITY_STATUS right) { return left.value == right; }
};

/// The name that the headers give to it, or its number.
std::string name_of(status which);

inline bool failed(status which) {
  return which.value < 0;
}

inline std::ostream& operator<<(std::ostream& out, status which) {
  return out << name_of(which);
}

inline std::string to_text(byte_view from) {
  return {from.begin(), from.end()};
}
inline bytes to_bytes(std::string_view from) {
  return {from.begin(), from.end()};
}

}  // namespace peers
