// Which sender speaks, and when it changes.
#include "ossl/outbound.h"

#include "ossl/engine.h"

namespace schannel::ossl {

tls::result<outbound> outbound::create(engine& from) {
  auto sender = from.sender();
  if (!sender) return sender.failure();
  return outbound(from, *std::move(sender));
}

overhead outbound::sizes() const {
  return std::visit([](const auto& with) { return with.sizes(); }, sender_);
}

tls::result<tls::byte_vector> outbound::seal_alert(const tls::alert& what) {
  return std::visit([&](auto& with) { return with.seal_alert(what); }, sender_);
}

tls::result<tls::byte_vector> outbound::seal_message(tls::const_bytes message) {
  return std::visit([&](auto& with) { return with.seal_message(message); }, sender_);
}

tls::result<tls::byte_vector> outbound::reframe(tls::byte_vector records) {
  tls::byte_vector reframed;
  for (tls::mutable_bytes rest(records); !rest.empty();) {
    const tls::framing framed = tls::frame(rest);
    const auto* whole = std::get_if<tls::whole_record>(&framed);
    if (whole == nullptr) return tls::cause::internal;
    const auto out = std::visit([&](auto& with) { return with.reframe(rest.first(whole->length)); }, sender_);
    if (!out) return out.failure();
    reframed.insert(reframed.end(), out->begin(), out->end());

    if (whole->type == tls::content_type::change_cipher_spec) {
      auto next = engine_->sender_of_new_epoch();
      if (!next) return next.failure();
      sender_ = *std::move(next);
    }
    rest = rest.subspan(whole->length);
  }
  return reframed;
}

}  // namespace schannel::ossl
