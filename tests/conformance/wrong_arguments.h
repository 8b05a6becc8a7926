// A table of calls with wrong arguments, and what must hold after each.
#pragma once

#include <functional>

#include "support/ends.h"

namespace peers {

/// One call that cannot succeed. `make` puts its arguments where the caller has them, and checks what must be
/// as it was.
struct wrong_call {
  std::string_view what;
  SECURITY_STATUS expected;
  std::function<SECURITY_STATUS()> make;
};

inline void check_all(const std::vector<wrong_call>& calls) {
  for (const wrong_call& one : calls) {
    INFO(one.what);
    CHECK(status{one.make()} == one.expected);
  }
}

/// The connection goes on as if nothing had happened.
inline void check_talks_on(peer& one, peer& other) {
  CHECK(one.says("from one") == SEC_E_OK);
  CHECK(other.reads() == "from one");
  CHECK(other.says("from the other") == SEC_E_OK);
  CHECK(one.reads() == "from the other");
}

/// A buffer of a size that nobody has, at an address where nothing is to be read or written.
inline SecBuffer unbounded(ULONG type) {
  return buffer(type, nullptr, 0xFFFF'FFFF);
}

/// A description whose buffers are said to be there and are not.
inline SecBufferDesc without_buffers(ULONG count) {
  return {SECBUFFER_VERSION, count, nullptr};
}

}  // namespace peers
