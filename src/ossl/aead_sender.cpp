// Sealing, and the re-framing of OpenSSL's control records.
#include "ossl/aead_sender.h"

namespace schannel::ossl {

using tls::cause;

tls::result<std::size_t> aead_sender::seal(tls::content_type type, const record_parts& of) {
  const auto sealed = keys_.protection().seal(type, next_.sequence, next_.explicit_nonce, of);
  spend_number();
  if (!sealed) return sealed.failure();
  return of.trailer.size();
}

tls::result<tls::byte_vector> aead_sender::seal_copy(tls::content_type type, tls::const_bytes content) {
  auto record = keys_.protection().seal_copy(type, next_.sequence, next_.explicit_nonce, content);
  spend_number();
  return record;
}

tls::result<tls::byte_vector> aead_sender::seal_alert(const tls::alert& what) {
  const std::uint8_t content[] = {static_cast<std::uint8_t>(what.level),
                                  static_cast<std::uint8_t>(what.description)};
  return seal_copy(tls::content_type::alert, content);
}

tls::result<tls::byte_vector> aead_sender::seal_message(tls::const_bytes message) {
  auto sealed = seal_copy(tls::content_type::handshake, message);
  messages_.take(message);
  if (!sealed || !updates_keys()) return sealed;
  if (const auto updated = use_next_keys(); !updated) return updated.failure();
  return sealed;
}

tls::result<tls::byte_vector> aead_sender::reframe(tls::mutable_bytes record) {
  const auto opened = keys_.protection().open(engine_sequence_++, record);
  if (!opened) return cause::internal;
  if (opened->type == tls::content_type::handshake) return seal_message(opened->content);
  return seal_copy(opened->type, opened->content);
}

/// RFC 8446 section 5.1: a KeyUpdate ends its record.
bool aead_sender::updates_keys() const {
  return keys_.is_tls1_3() && messages_.ended() == tls::handshake_type::key_update;
}

tls::result<std::monostate> aead_sender::use_next_keys() {
  auto updated = keys_.update();
  if (updated) next_ = {};
  if (updated) engine_sequence_ = 0;
  return updated;
}

}  // namespace schannel::ossl
