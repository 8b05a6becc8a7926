// outbound: the sending direction of one connection whose handshake is complete. It seals with aead_sender
// where the suite allows, and with SSL_write where it does not; who uses it does not know which.
#pragma once

#include <variant>

#include "ossl/aead_sender.h"
#include "ossl/engine_sender.h"

namespace schannel::ossl {

class outbound {
 public:
  /// The direction as the handshake left it; `from` must outlive it.
  static tls::result<outbound> create(engine& from);

  /// Bytes before and, at most, behind the plaintext of a record.
  overhead sizes() const;

  /// Seals `data` in place into one record, whose parts need not be contiguous; `header` and `trailer` have
  /// the sizes of sizes(). Returns how much of `trailer` is used.
  tls::result<std::size_t> seal(tls::content_type type, tls::mutable_bytes header, tls::mutable_bytes data,
                                tls::mutable_bytes trailer);
  /// One record that holds `what`.
  tls::result<tls::byte_vector> seal_alert(const tls::alert& what);

  /// One record that holds a handshake message. cause::unsupported where OpenSSL seals.
  tls::result<tls::byte_vector> seal_message(tls::const_bytes message);

  /// Whether seal() touches nothing that the receiving direction uses.
  bool is_independent() const;
  /// Whether a KeyUpdate should change the key, and whether seal() must not be called before the key is
  /// another; see key_usage.
  bool wants_new_key() const;
  bool is_worn_out() const;

  /// The records that OpenSSL wrote, as they may go out. Follows the change of keys in a renegotiation.
  tls::result<tls::byte_vector> reframe(tls::byte_vector records);

 private:
  using sender = std::variant<aead_sender, engine_sender>;

  outbound(engine& from, sender with) : engine_(&from), sender_(std::move(with)) {}

  engine* engine_;
  sender sender_;
};

}  // namespace schannel::ossl
