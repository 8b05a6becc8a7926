// new_store: a memory store while it is being filled; closed again unless it is handed out.
#pragma once

#include <utility>

#include "abi/crypt32/registry.h"

namespace schannel::abi::crypt32 {

class new_store {
 public:
  new_store() : handle_(registry::instance().open(false)) {}
  ~new_store() {
    if (handle_ != nullptr) registry::instance().close(handle_, {});
  }
  new_store(const new_store&) = delete;
  new_store& operator=(const new_store&) = delete;

  void append(const ossl::certificate& certificate, core::certs::properties attached) const {
    registry::instance().append(handle_, certificate, std::move(attached));
  }

  /// The first context, with one reference, or null.
  const CERT_CONTEXT* first() const {
    const auto found = registry::instance().next<CERT_CONTEXT>(handle_, nullptr, std::nullopt);
    const auto* context = std::get_if<const CERT_CONTEXT*>(&found);
    return context == nullptr ? nullptr : *context;
  }

  /// Leaves the open handle to the caller.
  HCERTSTORE hand_out() { return std::exchange(handle_, nullptr); }

 private:
  HCERTSTORE handle_;
};

}  // namespace schannel::abi::crypt32
