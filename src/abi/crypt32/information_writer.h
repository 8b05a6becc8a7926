// How the decoded form of a certificate or revocation list is laid out in one block: structures first, then
// all bytes and texts, which need no alignment.
#pragma once

#include <wincrypt.h>

#include <cassert>
#include <cstddef>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include "ossl/certificate_fields.h"
#include "tls/bytes.h"

namespace schannel::abi::crypt32 {

inline std::size_t size_of(const std::string& text) {
  return text.size() + 1;
}

inline std::size_t size_of(const ossl::algorithm_identifier& algorithm) {
  return size_of(algorithm.oid) + algorithm.parameters.size();
}

inline std::size_t size_of(const std::vector<ossl::certificate_extension>& extensions) {
  std::size_t size = extensions.size() * sizeof(CERT_EXTENSION);
  for (const ossl::certificate_extension& one : extensions) size += size_of(one.oid) + one.value.size();
  return size;
}

/// Puts bytes one after the other into memory that is known to be large enough.
class information_writer {
 public:
  information_writer(void* position, const std::byte* end)
      : position_(static_cast<std::byte*>(position)), end_(end) {}

  BYTE* bytes(tls::const_bytes from) {
    if (from.empty()) return nullptr;
    assert(from.size() <= static_cast<std::size_t>(end_ - position_));
    std::byte* const start = position_;
    std::memcpy(start, from.data(), from.size());
    position_ += from.size();
    return reinterpret_cast<BYTE*>(start);
  }

  CRYPT_INTEGER_BLOB blob(tls::const_bytes from) { return {static_cast<DWORD>(from.size()), bytes(from)}; }

  CRYPT_BIT_BLOB bits(const ossl::bit_string& from) {
    return {static_cast<DWORD>(from.bytes.size()), bytes(from.bytes), from.unused_bits};
  }

  char* text(const std::string& from) {
    return reinterpret_cast<char*>(
        bytes({reinterpret_cast<const std::uint8_t*>(from.c_str()), from.size() + 1}));
  }

  CRYPT_ALGORITHM_IDENTIFIER algorithm(const ossl::algorithm_identifier& from) {
    return {text(from.oid), blob(from.parameters)};
  }

  /// The extensions become structures at `to`, which moves on behind them. Null when there are none.
  CERT_EXTENSION* extensions(const std::vector<ossl::certificate_extension>& from, CERT_EXTENSION*& to) {
    CERT_EXTENSION* const first = to;
    for (const ossl::certificate_extension& one : from)
      new (to++) CERT_EXTENSION{text(one.oid), one.critical ? TRUE : FALSE, blob(one.value)};
    return from.empty() ? nullptr : first;
  }

 private:
  std::byte* position_;
  const std::byte* end_;
};

}  // namespace schannel::abi::crypt32
