// How data of unknown length gets into a caller's buffer ("Retrieving Data of Unknown Length" in Microsoft's
// pages).
#pragma once

#include <wincrypt.h>

#include <cstring>

#include "abi/crypt32/entry.h"
#include "tls/bytes.h"

namespace schannel::abi::crypt32 {

/// Copies `bytes` if there is a buffer and it is large enough; `size` is its size before and theirs after.
inline answer<BOOL> deliver(tls::const_bytes bytes, void* buffer, DWORD& size) {
  const DWORD room = size;
  size = static_cast<DWORD>(bytes.size());
  if (buffer == nullptr) return TRUE;
  if (room < bytes.size()) return refusal{ERROR_MORE_DATA};
  if (!bytes.empty()) std::memcpy(buffer, bytes.data(), bytes.size());
  return TRUE;
}

}  // namespace schannel::abi::crypt32
