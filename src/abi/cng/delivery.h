// How bytes of unknown length get into a caller's buffer.
#pragma once

#include <ncrypt.h>

#include <cstring>

#include "tls/bytes.h"

namespace schannel::abi::cng {

/// Copies `bytes` if there is a buffer and it is large enough; the size is told in any case.
inline SECURITY_STATUS deliver(tls::const_bytes bytes, PBYTE buffer, DWORD room, DWORD& size) {
  size = static_cast<DWORD>(bytes.size());
  if (buffer == nullptr) return ERROR_SUCCESS;
  if (room < bytes.size()) return NTE_BUFFER_TOO_SMALL;
  if (!bytes.empty()) std::memcpy(buffer, bytes.data(), bytes.size());
  return ERROR_SUCCESS;
}

}  // namespace schannel::abi::cng
