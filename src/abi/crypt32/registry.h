// registry: every certificate context and store that is alive, and the one lock around them. Whatever pointer
// or handle a program brings is looked up here before it is believed; none is ever followed blindly.
#pragma once

#include <wincrypt.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "abi/crypt32/context.h"
#include "abi/crypt32/entry.h"
#include "core/certs/search.h"
#include "core/certs/store.h"

namespace schannel::abi::crypt32 {

/// What CertCloseStore was asked for beyond closing.
struct closing {
  bool checks = false;  ///< say whether anything is still held
  bool forces = false;  ///< free the contexts, held or not
};

/// A context's certificate with the company it keeps.
struct surroundings {
  ossl::certificate certificate;
  tls::result<ossl::private_key> key;
  std::vector<ossl::certificate> neighbours;  ///< everything in its store
};

class registry {
 public:
  /// The one of this process. It is never destroyed: contexts may be freed while static objects are
  /// destroyed.
  static registry& instance();

  /// Makes a context that belongs to no store, with one reference.
  const CERT_CONTEXT* create(ossl::certificate certificate, core::certs::properties attached);
  /// The same pointer with another reference.
  answer<const CERT_CONTEXT*> duplicate(const CERT_CONTEXT* address);
  /// Gives up a reference. False when `address` is no live context; nothing was changed then.
  bool release(const CERT_CONTEXT* address);

  HCERTSTORE open(bool shows_archived);
  answer<HCERTSTORE> duplicate(HCERTSTORE handle);
  answer<BOOL> close(HCERTSTORE handle, closing how);

  /// Adds a copy of a context; without a store the copy belongs to none. The result has one reference.
  answer<const CERT_CONTEXT*> add_copy(HCERTSTORE handle, const CERT_CONTEXT* source,
                                       core::certs::disposition how);
  /// Adds a new certificate behind all others, and gives nobody a reference. False when there is no such
  /// store.
  bool append(HCERTSTORE handle, ossl::certificate certificate, core::certs::properties attached);
  /// Takes a context out of its store and gives up a reference.
  answer<BOOL> remove(const CERT_CONTEXT* address);
  /// The context after `previous` that fits, with one reference; no criterion means an ordinary walk.
  answer<const CERT_CONTEXT*> next(HCERTSTORE handle, const CERT_CONTEXT* previous,
                                   const std::optional<core::certs::criterion>& fits);

  /// Runs `use` with the context under the lock; it answers like a function of the C boundary.
  template <typename T, typename Use>
  answer<T> with(const CERT_CONTEXT* address, Use&& use) {
    const std::scoped_lock lock{mutex_};
    const auto found = find(address);
    if (!found) return refusal{E_INVALIDARG};
    return use(*found);
  }

  /// The context itself, for as long as the caller holds the result. Only its certificate may be used without
  /// the lock. Null when `address` is no live context.
  std::shared_ptr<const context> hold(const CERT_CONTEXT* address);
  std::optional<surroundings> look_around(const CERT_CONTEXT* address);

  /// How many contexts and stores there are, so that a test can tell that nothing stays behind.
  struct population {
    std::size_t contexts = 0;
    std::size_t stores = 0;

    friend bool operator==(const population&, const population&) = default;
  };
  population count() const;

 private:
  registry();

  using context_map = std::unordered_map<const CERT_CONTEXT*, std::shared_ptr<context>>;

  std::shared_ptr<shared_store> make_store();
  std::shared_ptr<context> find(const CERT_CONTEXT* address) const;
  std::shared_ptr<shared_store> find(HCERTSTORE handle) const;
  std::shared_ptr<shared_store> find_locked(HCERTSTORE handle) const;
  /// Whether `store` is still alive now that the lock is held again.
  bool knows(const shared_store& store) const { return stores_.contains(store.handle); }

  const CERT_CONTEXT* add_reference(context& one);
  void release(context& one);
  void forget_if_unused(const std::shared_ptr<shared_store>& store);
  void forget(const std::shared_ptr<shared_store>& store);

  mutable std::mutex mutex_;
  context_map contexts_;
  std::unordered_map<HCERTSTORE, std::shared_ptr<shared_store>> stores_;
  std::uintptr_t last_handle_;
  std::shared_ptr<shared_store> no_store_;  ///< where contexts live that were never added to one
};

}  // namespace schannel::abi::crypt32
