// previous: the context that a walk through a store continues after.
#pragma once

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

 private:
  const Visible* address_;
};

}  // namespace schannel::abi::crypt32
