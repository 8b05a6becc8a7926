// chain_engines: what programs made with CertCreateCertificateChainEngine, by handle.
#pragma once

#include <wincrypt.h>

#include <memory>
#include <mutex>
#include <unordered_map>

#include "core/certs/chain.h"

namespace schannel::abi::crypt32 {

class chain_engines {
 public:
  /// The ones of this process, never destroyed.
  static chain_engines& instance();

  HCERTCHAINENGINE enter(core::certs::chain_engine made);
  /// The engine of a handle, HCCE_* among them; null for what is no engine's, or no longer.
  std::shared_ptr<const core::certs::chain_engine> find(HCERTCHAINENGINE handle) const;
  void remove(HCERTCHAINENGINE handle);

 private:
  chain_engines() = default;

  mutable std::mutex mutex_;
  std::unordered_map<HCERTCHAINENGINE, std::shared_ptr<const core::certs::chain_engine>> engines_;
  std::uintptr_t last_handle_ = 0;
};

}  // namespace schannel::abi::crypt32
