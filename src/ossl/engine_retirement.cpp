// The engine without its SSL. An SSL holds some 15 kilobytes for messages that may never come.
#include "ossl/engine.h"
#include "ossl/handles.h"
#include "ossl/key_schedule.h"
#include "tls/alert_meaning.h"
#include "tls/key_update.h"

namespace schannel::ossl {

using tls::cause;

void engine::retire() {
  if (is_retired()) return;
  const bool retires = can_retire();
  traffic_secret_ = peer_traffic_secret_ = secret{};
  key_block_.reset();
  heard_.reset();
  if (!retires) {
    exporter_secret_ = secret{};
    return;
  }
  SSL* ssl = ssl_.get();
  remains_ = remains{version(), peer_signatures(), derivation_digest(ssl)};
  release(*ssl);
  ssl_.reset();
}

/// What is given up for good must be there by other means: the records' keys, and the exporter's.
bool engine::can_retire() const {
  const auto [sealing_is_left, opening_is_left] = context_.settings().left_to_openssl;
  return role() == tls::role::server && version() == tls::version::tls1_3 && !may_ask_later_ &&
         !sealing_is_left && !opening_is_left && direction_keys::exist_for(ssl_.get()) &&
         heard_traffic_secrets() && !exporter_secret_.empty();
}

/// Without this OpenSSL takes a connection that it did not close itself for a broken one and forgets its
/// session.
void engine::release(ssl_st& ssl) {
  SSL_set_shutdown(&ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
}

/// A client's session is among context_.sessions(); one of TLS 1.3 is in its ticket, out of a server's reach.
void engine::withdraw_session() {
  if (role() == tls::role::server && !is_retired())
    SSL_CTX_remove_session(context_.native(), SSL_get0_session(ssl_.get()));
}

tls::result<reading> engine::hear_alert(tls::const_bytes content) {
  if (content.size() != 2)
    return refuse({cause::protocol_violation, tls::alert_description::unexpected_message});
  const tls::alert what{static_cast<tls::alert_level>(content[0]),
                        static_cast<tls::alert_description>(content[1])};
  switch (tls::meaning_of(what, version())) {
    case tls::alert_meaning::nothing:
      return reading{received::nothing};
    case tls::alert_meaning::goodbye:
      return reading{received::close_notify};
    case tls::alert_meaning::end:
      break;
  }
  return tls::failure{cause::peer_alert, what};
}

void engine::owe_key_update() {
  constexpr auto update = tls::key_update_message(tls::key_update_request::not_requested);
  message_.assign(update.begin(), update.end());
}

}  // namespace schannel::ossl
