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

  /// Seals the data where it lies into one record; the header and the trailer have the sizes of sizes().
  /// Returns how much of the trailer is used.
  tls::result<std::size_t> seal(tls::content_type type, const record_parts& of) {
    return std::visit([&](auto& with) { return with.seal(type, of); }, sender_);
  }
  /// One record that holds `what`.
  tls::result<tls::byte_vector> seal_alert(const tls::alert& what);

  /// One record that holds a handshake message. cause::unsupported where OpenSSL seals.
  tls::result<tls::byte_vector> seal_message(tls::const_bytes message);

  /// Whether seal() touches nothing that the receiving direction uses.
  bool is_independent() const {
    return std::visit([](const auto& with) { return with.is_independent(); }, sender_);
  }
  /// Whether a KeyUpdate should change the key, and whether seal() must not be called before the key is
  /// another; see key_usage.
  bool wants_new_key() const {
    return std::visit([](const auto& with) { return with.wants_new_key(); }, sender_);
  }
  bool is_worn_out() const {
    return std::visit([](const auto& with) { return with.is_worn_out(); }, sender_);
  }

  /// The records that OpenSSL wrote, as they may go out. Follows the change of keys in a renegotiation.
  tls::result<tls::byte_vector> reframe(tls::byte_vector records);

 private:
  using sender = std::variant<aead_sender, engine_sender>;

  outbound(engine& from, sender with) : engine_(&from), sender_(std::move(with)) {}

  engine* engine_;
  sender sender_;
};

}  // namespace schannel::ossl
