// The engine's part in receiving: which keys the peer uses now.
#include "ossl/engine.h"
#include "ossl/handles.h"

namespace schannel::ossl {

tls::role engine::peer_role() const {
  return role() == tls::role::client ? tls::role::server : tls::role::client;
}

tls::result<direction_keys> engine::receiving_keys() const {
  return direction_keys::from_traffic_secret(ssl_.get(), peer_traffic_secret_, context_.settings().engine,
                                             heard_ ? heard_->peers : traffic_keys{});
}

/// A receiver with `keys`, if there are some, under which so many records were opened already; without a
/// number one that awaits the peer's Finished.
tls::result<receiver_variant> engine::receiver_with(tls::result<direction_keys> keys,
                                                    std::optional<std::uint64_t> already) {
  if (!keys) return keys.failure();
  if (context_.settings().left_to_openssl.opening)
    return receiver_variant(engine_receiver(*this, keys->sizes().header));
  if (!already) return receiver_variant(aead_receiver::awaiting_finished(*this, *std::move(keys)));
  return receiver_variant(aead_receiver(*this, *std::move(keys), *already));
}

/// Every record that OpenSSL has seen under the peer's present keys was fed in the handshake.
tls::result<receiver_variant> engine::receiver() {
  if (!direction_keys::exist_for(ssl_.get()))
    return receiver_variant(engine_receiver(*this, largest_overhead().header));
  if (version() < tls::version::tls1_3) return receiver_with(from_key_block(peer_role()), fed_.since_change);
  if (!heard_traffic_secrets())
    return receiver_variant(engine_receiver(*this, overhead_of(record_format::tls1_3).header));
  return receiver_with(receiving_keys(), 0);
}

tls::result<receiver_variant> engine::receiver_of_new_epoch() {
  if (!direction_keys::exist_for(ssl_.get()))
    return receiver_variant(engine_receiver(*this, largest_overhead().header));
  return receiver_with(from_key_block(peer_role()), std::nullopt);
}

bool engine::has_heard_change() const {
  const OSSL_HANDSHAKE_STATE latest = SSL_get_state(ssl_.get());
  return latest == TLS_ST_CR_CHANGE || latest == TLS_ST_SR_CHANGE;
}

tls::result<handshake_status> engine::answer_request() {
  for (;;) {
    const auto status = advance({});
    if (!status || *status != handshake_status::complete || SSL_has_pending(ssl_.get()) == 0) return status;
    // Behind it may be a KeyUpdate, which is to be answered before any data, or another request.
    if (const auto rest = read({}, {}); !rest) return rest.failure();
    if (!is_paused()) return status;
  }
}

}  // namespace schannel::ossl
