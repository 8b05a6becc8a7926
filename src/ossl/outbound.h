// outbound: the sending direction of one connection: keys, sequence numbers, and the records made with them.
//
// After the handshake this side's records are sealed here, in the caller's memory. OpenSSL still writes
// control records of its own (an answer to a KeyUpdate, an alert); it counts them from where the handshake
// ended, so reframe() opens each of them and seals it again with the number that is next on the wire.
#pragma once

#include <optional>

#include "ossl/protection.h"
#include "tls/alert.h"

namespace schannel::ossl {

/// Where a direction's numbering stands: records already sent under its keys.
struct numbering {
  std::uint64_t sequence = 0;
  std::uint64_t explicit_nonce = 0;
};

class outbound {
 public:
  /// TLS 1.3: the keys follow from `traffic_secret` (RFC 8446 section 7.3).
  static tls::result<outbound> from_traffic_secret(const ssl_st* ssl, const secret& traffic_secret);
  /// TLS 1.2: the keys follow from the master secret (RFC 5246 section 6.3).
  static tls::result<outbound> from_master_secret(const ssl_st* ssl, numbering next);

  overhead sizes() const { return protection_.sizes(); }

  /// Seals `data` in place into one record; see protection::seal().
  tls::result<std::monostate> seal(tls::content_type type, tls::mutable_bytes header, tls::mutable_bytes data,
                                   tls::mutable_bytes trailer);
  /// One record that holds `what`.
  tls::result<tls::byte_vector> seal_alert(const tls::alert& what);
  /// `records` as OpenSSL wrote them, as they may go out.
  tls::result<tls::byte_vector> reframe(tls::byte_vector records);

 private:
  outbound(const evp_cipher_st* cipher, const evp_md_st* digest, protection with)
      : cipher_(cipher), digest_(digest), protection_(std::move(with)) {}

  tls::result<tls::byte_vector> seal_copy(tls::content_type type, tls::const_bytes content);
  tls::result<std::monostate> update_keys();

  const evp_cipher_st* cipher_;
  const evp_md_st* digest_;
  protection protection_;
  secret traffic_secret_;              // TLS 1.3 only
  numbering next_;                     // on the wire
  std::uint64_t engine_sequence_ = 0;  // as OpenSSL counts
};

}  // namespace schannel::ossl
