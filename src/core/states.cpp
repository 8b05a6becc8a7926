// Every transition of a connection.
#include "core/states.h"

namespace schannel::core {

using tls::cause;

namespace {

/// `state` after it sent `record`, which holds `what`: a fatal alert ends the connection.
template <typename State>
step<progress, State, closed> say(State&& state, tls::result<tls::byte_vector> record,
                                  const tls::alert& what) {
  if (!record) return {closed(record.failure()), record.failure()};
  const progress done = advanced{0, true};
  if (what.level == tls::alert_level::fatal) return {closed(cause::already_closed), done, *std::move(record)};
  return {std::move(state), done, *std::move(record)};
}

}  // namespace

std::optional<peer_decision> peer_decision::about(const ossl::engine& finished) {
  const bool left_to_caller = finished.validates() == ossl::validation::by_caller;
  if (finished.role() == tls::role::server || left_to_caller || finished.peer_is_verified())
    return peer_decision();
  return std::nullopt;
}

// --- handshaking

handshaking::advancing handshaking::advance(tls::const_bytes input) && {
  std::size_t consumed = 0;
  for (;;) {
    const tls::framing framed = tls::frame(input.subspan(consumed));
    const auto* record = std::get_if<tls::whole_record>(&framed);
    if (record == nullptr) {
      if (consumed != 0) return std::move(*this).go_on(consumed);
      if (const auto* partial = std::get_if<tls::incomplete>(&framed))
        return {std::move(*this), progress{*partial}};
      return {std::move(*this), cause::not_tls};
    }
    const auto complete = engine_->advance(input.subspan(consumed, record->length));
    consumed += record->length;
    if (!complete) {
      auto alert = engine_->take_output();
      return {closed(complete.failure()), complete.failure(), std::move(alert)};
    }
    if (*complete) return std::move(*this).finish(consumed);
  }
}

handshaking::advancing handshaking::go_on(std::size_t consumed) && {
  auto output = engine_->take_output();
  return {std::move(*this), progress{advanced{consumed, false}}, std::move(output)};
}

handshaking::advancing handshaking::finish(std::size_t consumed) && {
  auto output = engine_->take_output();
  auto direction = engine_->sending_direction();
  const auto decision = peer_decision::about(*engine_);
  if (!direction || !*direction || !decision) {
    const tls::failure why = direction ? tls::failure{cause::internal} : direction.failure();
    return {closed(why), why};
  }
  ossl::outbound out = **std::move(direction);
  inbound in(std::move(engine_), out.sizes().header);
  return {established(*decision, std::move(in), std::move(out)), progress{advanced{consumed, true}},
          std::move(output)};
}

handshaking::raising handshaking::raise(const tls::alert& what) && {
  auto direction = engine_->sending_direction();
  if (!direction) return {closed(direction.failure()), direction.failure()};
  if (*direction) return std::move(*this).end_with(what, (*direction)->seal_alert(what));
  auto record = tls::plaintext_alert(what, engine_->record_version());
  if (what.level == tls::alert_level::fatal) return std::move(*this).end_with(what, std::move(record));
  return {std::move(*this), progress{advanced{0, true}}, std::move(record)};
}

handshaking::raising handshaking::end_with(const tls::alert& what,
                                           const tls::result<tls::byte_vector>& record) && {
  if (!record) return {closed(record.failure()), record.failure()};
  closed end = what == tls::close_notify ? closed::cleanly() : closed(cause::already_closed);
  return {std::move(end), progress{advanced{0, true}}, *record};
}

// --- established

tls::byte_vector established::reframed() {
  auto records = out_.reframe(in_.take_output());
  // A control record that cannot be sealed is dropped; the connection's own verdict says more than it would.
  return records ? *std::move(records) : tls::byte_vector{};
}

established::opened established::open(tls::mutable_bytes record) && {
  const auto found = in_.open(record);
  auto to_send = reframed();
  if (!found) return {closed(found.failure()), found.failure(), std::move(to_send)};
  if (std::holds_alternative<farewell>(*found))
    return {peer_closed(std::move(out_)), *found, std::move(to_send)};
  if (std::holds_alternative<interruption>(*found))
    return {interrupted<established>(std::move(*this), record), *found, std::move(to_send)};
  return {std::move(*this), *found, std::move(to_send)};
}

established::advancing established::advance(tls::const_bytes input) && {
  // An empty leg asks for a renegotiation, which TLS 1.3 has no more (RFC 8446 section 4.1.2).
  if (input.empty() && in_.version() < tls::version::tls1_3) return {std::move(*this), cause::unsupported};
  const tls::framing framed = tls::frame(input);
  const auto* record = std::get_if<tls::whole_record>(&framed);
  if (record == nullptr || record->type != tls::content_type::alert)
    return {std::move(*this), progress{advanced{0, true}}};

  tls::byte_vector copy(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(record->length));
  const auto found = in_.open(copy);
  auto to_send = reframed();
  if (!found) return {closed(found.failure()), found.failure(), std::move(to_send)};
  if (std::holds_alternative<farewell>(*found))
    return {peer_closed(std::move(out_)), progress{goodbye{record->length}}, std::move(to_send)};
  return {std::move(*this), progress{advanced{record->length, true}}, std::move(to_send)};
}

established::shutting established::shut_down() && {
  auto record = out_.seal_alert(tls::close_notify);
  if (!record) return {closed(record.failure()), record.failure()};
  return {draining(std::move(in_)), progress{advanced{0, true}}, *std::move(record)};
}

established::raising established::raise(const tls::alert& what) && {
  return say(std::move(*this), out_.seal_alert(what), what);
}

// --- peer_closed

peer_closed::shutting peer_closed::shut_down() && {
  auto record = out_.seal_alert(tls::close_notify);
  if (!record) return {closed(record.failure()), record.failure()};
  return {closed::cleanly(), progress{advanced{0, true}}, *std::move(record)};
}

peer_closed::raising peer_closed::raise(const tls::alert& what) && {
  return say(std::move(*this), out_.seal_alert(what), what);
}

// --- draining

draining::opened draining::open(tls::mutable_bytes record) && {
  const auto found = in_.open(record);
  // Nothing may follow our goodbye, so what OpenSSL would answer is dropped.
  in_.take_output();
  if (!found) return {closed(found.failure()), found.failure()};
  if (std::holds_alternative<farewell>(*found)) return {closed::cleanly(), *found};
  if (std::holds_alternative<interruption>(*found))
    return {interrupted<draining>(std::move(*this), record), *found};
  return {std::move(*this), *found};
}

}  // namespace schannel::core
