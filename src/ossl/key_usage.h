// How long one key may be used.
#pragma once

#include <cstdint>

namespace schannel::ossl {

/// Records that AES-GCM may seal with one key (RFC 8446 section 5.5, RFC 9325 section 4.4). ChaCha20-Poly1305
/// has no limit that a connection could reach.
struct key_usage {
  /// From here on TLS 1.3 changes the key as soon as the program can be told.
  std::uint64_t renewed_from = std::uint64_t{1} << 24;
  /// 2 to the power of 24.5: beyond it no application data is sealed.
  std::uint64_t limit = 23'726'566;
};

}  // namespace schannel::ossl
