// Which receiver listens, and when it changes.
#include "ossl/inbound.h"

#include "ossl/engine.h"

namespace schannel::ossl {

tls::result<inbound> inbound::create(engine& from) {
  auto receiver = from.receiver();
  if (!receiver) return receiver.failure();
  return inbound(from, *std::move(receiver));
}

tls::result<reading> inbound::settle(const matter& about) {
  if (const auto* refused = std::get_if<refusal>(&about.what)) return engine_->refuse(*refused);
  return follow(about.record, std::visit([&](auto& with) { return with.settle(about); }, receiver_));
}

tls::result<handshake_status> inbound::advance(tls::const_bytes record) {
  return follow(record, std::visit([&](auto& with) { return with.advance(record); }, receiver_));
}

bool inbound::is_control(tls::const_bytes record) {
  return std::visit([&](auto& with) { return with.is_control(record); }, receiver_);
}

/// Behind a ChangeCipherSpec that OpenSSL has taken the peer's records are under new keys. TLS 1.3 has no
/// meaning for one.
template <typename Done>
tls::result<Done> inbound::follow(tls::const_bytes record, tls::result<Done> done) {
  const bool changes_keys = engine_->version() < tls::version::tls1_3 &&
                            record[0] == static_cast<std::uint8_t>(tls::content_type::change_cipher_spec);
  if (!done || !changes_keys || !engine_->has_heard_change()) return done;
  auto next = engine_->receiver_of_new_epoch();
  if (!next) return next.failure();
  receiver_ = *std::move(next);
  return done;
}

}  // namespace schannel::ossl
