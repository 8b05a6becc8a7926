// aead_sender: seals this side's records in the caller's memory, with the keys of one epoch.
//
// OpenSSL still writes control records of its own (an answer to a KeyUpdate, an alert, a renegotiation); it
// counts them from where the epoch's data began, so reframe() opens each of them and seals it again with the
// number that is next on the wire.
#pragma once

#include "ossl/direction_keys.h"
#include "ossl/key_usage.h"
#include "tls/alert.h"
#include "tls/handshake_messages.h"

namespace schannel::ossl {

/// Where a direction's numbering stands: records already sent under its keys.
struct numbering {
  std::uint64_t sequence = 0;
  std::uint64_t explicit_nonce = 0;
};

class aead_sender {
 public:
  aead_sender(direction_keys keys, numbering next, const key_usage& usage)
      : keys_(std::move(keys)), next_(next), engine_sequence_(next.sequence), usage_(usage) {}

  overhead sizes() const { return keys_.sizes(); }

  /// Seals the data where it lies into one record; see protection::seal(). Returns how much of the trailer is
  /// used.
  tls::result<std::size_t> seal(tls::content_type type, const record_parts& of);
  /// One record that holds `what`.
  tls::result<tls::byte_vector> seal_alert(const tls::alert& what);
  /// One record that holds a handshake message or, of one that has not ended yet, the next part. Behind a
  /// KeyUpdate of TLS 1.3 the next keys are in use.
  tls::result<tls::byte_vector> seal_message(tls::const_bytes message);

  bool is_independent() const { return true; }
  /// Whether the key should be changed by a KeyUpdate.
  bool wants_new_key() const {
    return keys_.is_tls1_3() && keys_.wears_out() && next_.sequence >= usage_.renewed_from;
  }
  /// Whether the key must not seal any more data.
  bool is_worn_out() const { return keys_.wears_out() && next_.sequence >= usage_.limit; }
  /// One record as OpenSSL wrote it, as it may go out. `record` is used up.
  tls::result<tls::byte_vector> reframe(tls::mutable_bytes record);

 private:
  tls::result<tls::byte_vector> seal_copy(tls::content_type type, tls::const_bytes content);
  /// Even when sealing failed: no nonce is ever used twice.
  void spend_number() {
    ++next_.sequence;
    ++next_.explicit_nonce;
  }
  bool updates_keys() const;
  tls::result<std::monostate> use_next_keys();

  direction_keys keys_;
  numbering next_;                 // on the wire
  std::uint64_t engine_sequence_;  // as OpenSSL counts
  key_usage usage_;
  tls::handshake_messages messages_;
};

}  // namespace schannel::ossl
