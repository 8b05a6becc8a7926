// chain_registry: every chain that a program holds. A pointer is looked up here before it is believed.
#pragma once

#include <wincrypt.h>

#include <memory>
#include <mutex>
#include <unordered_map>

#include "core/certs/chain.h"

namespace schannel::abi::crypt32 {

class chain_registry {
 public:
  /// The one of this process, never destroyed.
  static chain_registry& instance();

  /// Publishes a chain with one reference. Its first element shows `subject`, which gets a reference.
  const CERT_CHAIN_CONTEXT* publish(const core::certs::chain& shown, const CERT_CONTEXT* subject,
                                    DWORD flags);
  /// Another reference. False when `address` is no live chain.
  bool add_reference(const CERT_CHAIN_CONTEXT* address);
  /// Gives up a reference. False when `address` is no live chain.
  bool release(const CERT_CHAIN_CONTEXT* address);

  /// How many chains there are, so that a test can tell that none stays behind.
  std::size_t count() const;

 private:
  struct live_chain;

  chain_registry() = default;

  mutable std::mutex mutex_;
  std::unordered_map<const CERT_CHAIN_CONTEXT*, std::shared_ptr<live_chain>> chains_;
};

}  // namespace schannel::abi::crypt32
