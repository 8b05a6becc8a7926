// chain_block: a chain as a CERT_CHAIN_CONTEXT shows it, in one block of memory.
#pragma once

#include <wincrypt.h>

#include <memory>
#include <span>

#include "core/certs/chain.h"

namespace schannel::abi::crypt32 {

/// Owns the structures, not the certificate contexts that they show; it never moves.
class chain_block {
 public:
  /// `contexts` are those of the chain's certificates, in its order; `flags` are the caller's.
  chain_block(const core::certs::chain& shown, std::span<const CERT_CONTEXT* const> contexts, DWORD flags);

  const CERT_CHAIN_CONTEXT* address() const {
    return reinterpret_cast<const CERT_CHAIN_CONTEXT*>(block_.get());
  }

 private:
  std::unique_ptr<std::byte[]> block_;
};

}  // namespace schannel::abi::crypt32
