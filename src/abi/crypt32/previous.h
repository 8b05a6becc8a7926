// previous: the context that a walk through a store continues after.
#pragma once

#include <utility>

#include "abi/crypt32/registry.h"

namespace schannel::abi::crypt32 {

/// Frees the context when the search is over, whatever came of it; not before, since it may be the last thing
/// that keeps the store alive.
template <typename Visible>
class previous {
 public:
  explicit previous(const Visible* address) : address_(address) {}
  ~previous() { registry::instance().release(address_); }
  previous(const previous&) = delete;
  previous& operator=(const previous&) = delete;

  const Visible* address() const { return address_; }
  /// Continues after the context that was found behind this one, which is freed. Takes over its reference.
  void step_to(const Visible* found) { registry::instance().release(std::exchange(address_, found)); }

 private:
  const Visible* address_;
};

}  // namespace schannel::abi::crypt32
