// aead_sender: seals this side's records in the caller's memory, with the keys of one epoch.
//
// OpenSSL still writes control records of its own (an answer to a KeyUpdate, an alert, a renegotiation); it
// counts them from where the epoch's data began, so reframe() opens each of them and seals it again with the
// number that is next on the wire.
#pragma once

#include "ossl/opaque.h"
#include "ossl/protection.h"
#include "tls/alert.h"

namespace schannel::ossl {

/// Where a direction's numbering stands: records already sent under its keys.
struct numbering {
  std::uint64_t sequence = 0;
  std::uint64_t explicit_nonce = 0;
};

class aead_sender {
 public:
  /// Whether the suite that is in use, or about to be, is one this class speaks.
  static bool speaks(const ssl_st* ssl);
  /// TLS 1.3: the keys follow from `traffic_secret` (RFC 8446 section 7.3).
  static tls::result<aead_sender> from_traffic_secret(const ssl_st* ssl, const secret& traffic_secret,
                                                      std::uint64_t sequence);
  /// TLS 1.2: the keys follow from the master secret (RFC 5246 section 6.3).
  static tls::result<aead_sender> from_master_secret(const ssl_st* ssl, numbering next);

  overhead sizes() const { return protection_.sizes(); }

  /// Seals `data` in place into one record; see protection::seal(). Returns how much of `trailer` is used.
  tls::result<std::size_t> seal(tls::content_type type, tls::mutable_bytes header, tls::mutable_bytes data,
                                tls::mutable_bytes trailer);
  /// One record that holds `what`.
  tls::result<tls::byte_vector> seal_alert(const tls::alert& what);
  /// One record as OpenSSL wrote it, as it may go out. `record` is used up.
  tls::result<tls::byte_vector> reframe(tls::mutable_bytes record);

 private:
  aead_sender(aead_algorithm algorithm, const evp_md_st* digest, protection with, numbering next)
      : algorithm_(algorithm),
        digest_(digest),
        protection_(std::move(with)),
        next_(next),
        engine_sequence_(next.sequence) {}

  tls::result<tls::byte_vector> seal_copy(tls::content_type type, tls::const_bytes content);
  tls::result<std::monostate> update_keys();

  aead_algorithm algorithm_;
  const evp_md_st* digest_;
  protection protection_;
  secret traffic_secret_;          // TLS 1.3 only
  numbering next_;                 // on the wire
  std::uint64_t engine_sequence_;  // as OpenSSL counts
};

}  // namespace schannel::ossl
