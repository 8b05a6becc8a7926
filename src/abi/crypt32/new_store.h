// new_store: a store while it is being filled; closed again unless it is handed out.
#pragma once

#include <utility>

#include "abi/crypt32/registry.h"

namespace schannel::abi::crypt32 {

class new_store {
 public:
  explicit new_store(bool shows_archived = false) : handle_(registry::instance().open(shows_archived)) {}
  new_store(collection kind, bool shows_archived)
      : handle_(registry::instance().open(std::move(kind), shows_archived)) {}
  /// Takes over the open handle of a store.
  explicit new_store(HCERTSTORE opened) : handle_(opened) {}
  ~new_store() {
    if (handle_ != nullptr) registry::instance().close(handle_, {});
  }
  new_store(const new_store&) = delete;
  new_store& operator=(const new_store&) = delete;

  void append(const ossl::certificate& certificate, core::certs::properties attached) const {
    registry::instance().append(handle_, draft<CERT_CONTEXT>{certificate, std::move(attached)});
  }
  void append(const ossl::revocation_list& list, core::certs::properties attached) const {
    registry::instance().append(handle_, draft<CRL_CONTEXT>{list, std::move(attached)});
  }

  /// From now on, what changes in the store is kept.
  void back(std::unique_ptr<core::certs::backing> behind) const {
    registry::instance().back(handle_, std::move(behind));
  }

  /// From now on, nothing in the store can be changed.
  void freeze() const { registry::instance().freeze(handle_); }

  HCERTSTORE handle() const { return handle_; }

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
