// information: a certificate as a CERT_CONTEXT shows it, in one block of memory.
#pragma once

#include <wincrypt.h>

#include <memory>

#include "ossl/certificate.h"

namespace schannel::abi::crypt32 {

/// Owns the encoding, the CERT_INFO and everything that points to; it never moves.
class information {
 public:
  explicit information(const ossl::certificate& shown);

  BYTE* encoded() const { return encoded_; }
  DWORD encoded_size() const { return encoded_size_; }
  CERT_INFO* decoded() const { return reinterpret_cast<CERT_INFO*>(block_.get()); }

 private:
  std::unique_ptr<std::byte[]> block_;
  BYTE* encoded_ = nullptr;
  DWORD encoded_size_ = 0;
};

}  // namespace schannel::abi::crypt32
