// The engine's part in sending: which keys are in use, and what OpenSSL itself writes.
#include "ossl/engine.h"
#include "ossl/error_scope.h"
#include "ossl/failures.h"
#include "ossl/handles.h"
#include "ossl/key_schedule.h"

namespace schannel::ossl {

using tls::cause;

bool engine::sends_under_keys() const {
  if (version() == tls::version::tls1_3) return has_sealed_;
  return sent_.change_cipher_spec;
}

tls::result<direction_keys> engine::from_key_block(tls::role writer) const {
  const aead_engine* const through = context_.settings().engine;
  if (key_block_) return direction_keys::from_key_block(ssl_.get(), *key_block_, writer, through);
  const auto derived = key_block(ssl_.get(), direction_keys::key_block_length);
  if (!derived) return derived.failure();
  return direction_keys::from_key_block(ssl_.get(), *derived, writer, through);
}

/// A server that has sent anything under keys has sent its Finished, too, and so has a client that is done.
tls::result<direction_keys> engine::sending_keys() const {
  return direction_keys::from_traffic_secret(ssl_.get(), traffic_secret_, context_.settings().engine,
                                             heard_ ? heard_->own : traffic_keys{});
}

/// A sender with `keys`, if there are some.
tls::result<sender_variant> engine::sender_with(tls::result<direction_keys> keys, numbering next) {
  if (!keys) return keys.failure();
  if (context_.settings().left_to_openssl.sealing) return sender_variant(engine_sender(*this, keys->sizes()));
  return sender_variant(aead_sender(*std::move(keys), next, usage_));
}

tls::result<sender_variant> engine::sender() {
  if (!direction_keys::exist_for(ssl_.get())) return sender_variant(engine_sender(*this, largest_overhead()));
  if (version() < tls::version::tls1_3)
    return sender_with(from_key_block(role()), {sent_.since_change, sent_.explicit_nonce + 1});
  if (traffic_secret_.empty())
    return sender_variant(engine_sender(*this, overhead_of(record_format::tls1_3)));
  return sender_with(sending_keys(), {sent_.under_traffic, 0});
}

tls::result<sender_variant> engine::sender_of_new_epoch() {
  if (!direction_keys::exist_for(ssl_.get())) return sender_variant(engine_sender(*this, largest_overhead()));
  return sender_with(from_key_block(role()), {});
}

/// RFC 5246 section 6.2.3.2: an IV in front (since TLS 1.1), MAC and padding behind.
overhead engine::largest_overhead() const {
  const SSL_CIPHER* suite = suite_in_use(ssl_.get());
  const EVP_CIPHER* cipher = EVP_get_cipherbynid(SSL_CIPHER_get_cipher_nid(suite));
  const EVP_MD* digest = EVP_get_digestbynid(SSL_CIPHER_get_digest_nid(suite));
  const auto block = cipher == nullptr ? 0U : static_cast<std::size_t>(EVP_CIPHER_get_block_size(cipher));
  const auto mac = digest == nullptr ? 0U : static_cast<std::size_t>(EVP_MD_get_size(digest));
  const std::size_t iv = version() == tls::version::tls1_0 ? 0 : block;
  return {tls::record_header_length + iv, mac + block};
}

tls::result<tls::byte_vector> engine::write(tls::const_bytes data) {
  // SSL_write would go on with the handshake instead.
  if (!handshake_is_complete()) return cause::unsupported;
  forget_errors();
  std::size_t written = 0;
  if (SSL_write_ex(ssl_.get(), data.data(), data.size(), &written) != 1 || written != data.size())
    return ran_out_of_memory() ? cause::out_of_memory : cause::internal;
  return wire_.take_output();
}

tls::result<tls::byte_vector> engine::say_goodbye() {
  forget_errors();
  if (SSL_in_init(ssl_.get()) || SSL_shutdown(ssl_.get()) < 0)
    return ran_out_of_memory() ? cause::out_of_memory : cause::unsupported;
  return wire_.take_output();
}

tls::result<std::monostate> engine::start_handshake() {
  if (is_declined_) {
    if (hello_.empty()) return cause::out_of_memory;  // there was none to keep it in
    is_declined_ = false;
    awaits_answer_ = true;
    message_ = hello_;
    return std::monostate{};
  }
  if (is_retired()) {
    if (wants_certificate_) return cause::unsupported;
    return std::monostate{};
  }
  forget_errors();
  seen_ = {};
  const auto asked = ask_for_handshake();
  if (!asked) return asked.failure();
  if (!*asked) return std::monostate{};

  awaits_answer_ = true;
  const int returned = SSL_do_handshake(ssl_.get());
  drain();
  if (returned == 1 || SSL_get_error(ssl_.get(), returned) == SSL_ERROR_WANT_READ) return std::monostate{};
  awaits_answer_ = false;
  return failed(returned, {});
}

/// Tells OpenSSL what to ask the peer for; false when there is nothing.
tls::result<bool> engine::ask_for_handshake() {
  SSL* ssl = ssl_.get();
  int ready = 1;
  if (version() < tls::version::tls1_3) {
    if (SSL_get_secure_renegotiation_support(ssl) != 1) return cause::unsupported;
    const bool has_begun = role() == tls::role::client && handshake_is_pending();
    ready = has_begun || SSL_renegotiate(ssl) == 1;
  } else if (role() == tls::role::server && (SSL_get_verify_mode(ssl) & SSL_VERIFY_PEER) != 0) {
    ready = SSL_verify_client_post_handshake(ssl);
  } else {
    return false;
  }
  if (ready == 1) return true;
  return ran_out_of_memory() ? cause::out_of_memory : cause::unsupported;
}

tls::result<std::monostate> engine::update_key() {
  if (is_retired()) {
    owe_key_update();
    return std::monostate{};
  }
  if (!handshake_is_complete()) return std::monostate{};
  forget_errors();
  const auto written = write_key_update();
  drain();
  return written;
}

tls::result<std::monostate> engine::write_key_update() {
  int returned = SSL_key_update(ssl_.get(), SSL_KEY_UPDATE_NOT_REQUESTED);
  if (returned == 1) returned = SSL_do_handshake(ssl_.get());
  if (returned == 1) return std::monostate{};
  return failed(returned, {});
}

}  // namespace schannel::ossl
