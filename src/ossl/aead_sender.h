// aead_sender: seals this side's records in the caller's memory, with the keys of one epoch.
//
// OpenSSL still writes control records of its own (an answer to a KeyUpdate, an alert, a renegotiation); it
// counts them from where the epoch's data began, so reframe() opens each of them and seals it again with the
// number that is next on the wire.
#pragma once

#include "ossl/direction_keys.h"
#include "tls/alert.h"

namespace schannel::ossl {

/// Where a direction's numbering stands: records already sent under its keys.
struct numbering {
  std::uint64_t sequence = 0;
  std::uint64_t explicit_nonce = 0;
};

class aead_sender {
 public:
  aead_sender(direction_keys keys, numbering next)
      : keys_(std::move(keys)), next_(next), engine_sequence_(next.sequence) {}

  overhead sizes() const { return keys_.sizes(); }

  /// Seals `data` in place into one record; see protection::seal(). Returns how much of `trailer` is used.
  tls::result<std::size_t> seal(tls::content_type type, tls::mutable_bytes header, tls::mutable_bytes data,
                                tls::mutable_bytes trailer);
  /// One record that holds `what`.
  tls::result<tls::byte_vector> seal_alert(const tls::alert& what);
  /// One record as OpenSSL wrote it, as it may go out. `record` is used up.
  tls::result<tls::byte_vector> reframe(tls::mutable_bytes record);

 private:
  tls::result<tls::byte_vector> seal_copy(tls::content_type type, tls::const_bytes content);
  tls::result<std::monostate> update_keys();

  direction_keys keys_;
  numbering next_;                 // on the wire
  std::uint64_t engine_sequence_;  // as OpenSSL counts
};

}  // namespace schannel::ossl
