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

/// Every record that OpenSSL has seen under the peer's present keys was fed in the handshake.
tls::result<receiver_variant> engine::receiver() {
  if (!direction_keys::exist_for(ssl_.get()))
    return receiver_variant(engine_receiver(*this, largest_overhead().header));
  const bool is_tls1_3 = version() == tls::version::tls1_3;
  auto keys = is_tls1_3 ? receiving_keys() : from_key_block(peer_role());
  if (!keys) return keys.failure();
  if (context_.settings().left_to_openssl.opening)
    return receiver_variant(engine_receiver(*this, keys->sizes().header));
  return receiver_variant(aead_receiver(*this, *std::move(keys), is_tls1_3 ? 0 : fed_.since_change));
}

tls::result<receiver_variant> engine::receiver_of_new_epoch() {
  if (!direction_keys::exist_for(ssl_.get()))
    return receiver_variant(engine_receiver(*this, largest_overhead().header));
  auto keys = from_key_block(peer_role());
  if (!keys) return keys.failure();
  if (context_.settings().left_to_openssl.opening)
    return receiver_variant(engine_receiver(*this, keys->sizes().header));
  return receiver_variant(aead_receiver::awaiting_finished(*this, *std::move(keys)));
}

}  // namespace schannel::ossl
