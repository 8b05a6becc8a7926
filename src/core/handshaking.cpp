// The first handshake of a connection, and how it ends.
#include "core/states.h"

namespace schannel::core {

using tls::cause;

std::optional<peer_decision> peer_decision::about(const ossl::engine& finished) {
  const bool left_to_caller = finished.validates() != ossl::validation::automatic;
  if (finished.role() == tls::role::server || left_to_caller || finished.peer_is_verified())
    return peer_decision();
  return std::nullopt;
}

handshaking::advancing handshaking::advance(tls::const_bytes input) && {
  // A leg that stopped for a credential took its input already; callers pass the same bytes again, or the
  // rest of them, or none.
  const bool resumes = paused_at_.has_value();
  const std::size_t taken = resumes ? std::exchange(paused_at_, std::nullopt)->count_in(input) : 0;
  const bool comes_again = taken != 0 || remembered_bytes(kept_).count_in(input) != 0;
  if (comes_again) kept_.clear();
  if (kept_.empty()) return std::move(*this).take(input, taken, resumes);

  tls::byte_vector whole = std::exchange(kept_, {});
  const std::size_t own = whole.size();
  whole.insert(whole.end(), input.begin(), input.end());
  auto leg = std::move(*this).take(whole, 0, true);
  if (!leg.answer) return leg;
  if (auto* done = std::get_if<advanced>(&*leg.answer)) {
    auto* next = std::get_if<handshaking>(&leg.next);
    if (next != nullptr && done->consumed < own)
      next->kept_.assign(whole.begin() + static_cast<std::ptrdiff_t>(done->consumed),
                         whole.begin() + static_cast<std::ptrdiff_t>(own));
    done->consumed -= std::min(done->consumed, own);
  }
  return leg;
}

handshaking::advancing handshaking::take(tls::const_bytes input, std::size_t taken, bool resumes) && {
  const feeding fed = feed(*engine_, nullptr, input, taken);
  switch (fed.end) {
    case feeding_end::complete:
      return std::move(*this).finish(fed.consumed);
    case feeding_end::wants_credential:
      paused_at_.emplace(input.first(fed.consumed));
      kept_.assign(input.begin() + static_cast<std::ptrdiff_t>(fed.consumed), input.end());
      return std::move(*this).go_on(wants_credential{fed.consumed});
    case feeding_end::failed: {
      auto alert = engine_->take_output();
      return {closed(fed.why), fed.why, std::move(alert)};
    }
    default:
      break;
  }
  if (fed.consumed != 0 || resumes) return std::move(*this).go_on(advanced{fed.consumed, false});
  if (fed.end == feeding_end::not_tls) return {std::move(*this), cause::not_tls};
  return {std::move(*this), progress{tls::incomplete{fed.missing}}};
}

handshaking::advancing handshaking::go_on(progress outcome) && {
  auto output = engine_->take_output();
  return {std::move(*this), std::move(outcome), std::move(output)};
}

handshaking::advancing handshaking::finish(std::size_t consumed) && {
  auto output = engine_->take_output();
  auto in = ossl::inbound::create(*engine_);
  auto out = ossl::outbound::create(*engine_);
  const auto decision = peer_decision::about(*engine_);
  if (out && !engine_->agreed_protocol_was_offered())
    return {closed(cause::protocol_violation), cause::protocol_violation};
  if (!in || !out || !decision) {
    const tls::failure why = !in ? in.failure() : !out ? out.failure() : tls::failure{cause::internal};
    return {closed(why), why};
  }
  directions both{*decision, inbound(std::move(engine_), *std::move(in)), *std::move(out)};
  return {established(std::move(both)), progress{advanced{consumed, true}}, std::move(output)};
}

handshaking::raising handshaking::raise(const tls::alert& what) && {
  if (engine_->sends_under_keys()) {
    auto out = ossl::outbound::create(*engine_);
    if (!out) return {closed(out.failure()), out.failure()};
    return std::move(*this).end_with(what, out->seal_alert(what));
  }
  auto record = tls::plaintext_alert(what, engine_->record_version());
  if (what.level == tls::alert_level::fatal) return std::move(*this).end_with(what, std::move(record));
  return {std::move(*this), progress{advanced{0, true}}, std::move(record)};
}

handshaking::raising handshaking::end_with(const tls::alert& what,
                                           const tls::result<tls::byte_vector>& record) && {
  const bool unspeakable = !record && record.failure().why == cause::unsupported;
  if (!record && !unspeakable) return {closed(record.failure()), record.failure()};
  closed end = what == tls::close_notify ? closed::cleanly() : closed(cause::already_closed);
  return {std::move(end), progress{advanced{0, true}}, unspeakable ? tls::byte_vector{} : *record};
}

}  // namespace schannel::core
