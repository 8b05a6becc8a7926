// revocation_information: a revocation list as a CRL_CONTEXT shows it, in one block of memory.
#pragma once

#include <wincrypt.h>

#include <memory>

#include "ossl/revocation_list.h"

namespace schannel::abi::crypt32 {

/// Owns the encoding, the CRL_INFO and everything that points to; it never moves.
class revocation_information {
 public:
  explicit revocation_information(const ossl::revocation_list& shown);

  BYTE* encoded() const { return encoded_; }
  DWORD encoded_size() const { return encoded_size_; }
  CRL_INFO* decoded() const { return reinterpret_cast<CRL_INFO*>(block_.get()); }
  /// The revocations, in the order of the encoding.
  CRL_ENTRY* entries() const { return reinterpret_cast<CRL_ENTRY*>(block_.get() + sizeof(CRL_INFO)); }

 private:
  std::unique_ptr<std::byte[]> block_;
  BYTE* encoded_ = nullptr;
  DWORD encoded_size_ = 0;
};

}  // namespace schannel::abi::crypt32
