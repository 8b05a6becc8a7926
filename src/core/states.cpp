// The transitions of a connection outside its first handshake, which is in handshaking.cpp.
#include "core/states.h"

#include <new>
#include <stdexcept>

namespace schannel::core {

using tls::cause;

namespace {

/// `state` after it said `what` in `record`: a fatal alert ends the connection. Where the suite has no way to
/// say it the connection ends as well, without the word.
template <typename State>
step<progress, State, closed> say(State&& state, tls::result<tls::byte_vector> record,
                                  const tls::alert& what) {
  const progress done = advanced{0, true};
  if (!record && record.failure().why != cause::unsupported)
    return {closed(record.failure()), record.failure()};
  tls::byte_vector bytes = record ? *std::move(record) : tls::byte_vector{};
  if (what.level == tls::alert_level::fatal || bytes.empty())
    return {closed(cause::already_closed), done, std::move(bytes)};
  return {std::move(state), done, std::move(bytes)};
}

step<progress, draining, closed> say_goodbye(directions both) {
  auto record = both.out.seal_alert(tls::close_notify);
  if (!record) return {closed(record.failure()), record.failure()};
  return {draining(std::move(both.in)), progress{advanced{0, true}}, *std::move(record)};
}

/// Adds what earlier records used of the input, where an outcome says how much it was.
void count_in(progress& outcome, std::size_t before) {
  std::visit(
      [before](auto& one) {
        if constexpr (requires { one.consumed; }) one.consumed += before;
      },
      outcome);
}

template <typename Step>
Step failed(const tls::failure& why, tls::byte_vector to_send = {}) {
  return {closed(why), why, std::move(to_send)};
}

}  // namespace

tls::byte_vector directions::take_output() {
  auto records = out.reframe(in.engine().take_output());
  if (const auto message = in.engine().take_message(); records && !message.empty()) {
    const auto sealed = out.seal_message(message);
    if (sealed) records->insert(records->end(), sealed->begin(), sealed->end());
    if (!sealed) records = sealed.failure();
  }
  // The peer would miss a record that cannot be sealed: thrown, so that the connection is closed.
  if (!records && records.failure().why == cause::out_of_memory) throw std::bad_alloc();
  if (!records) throw std::runtime_error("a control record cannot be sealed");
  return *std::move(records);
}

tls::byte_vector directions::take_last_words() {
  const auto alert = in.engine().take_refusal();
  auto records = alert ? out.seal_alert(*alert) : out.reframe(in.engine().take_output());
  return records ? *std::move(records) : tls::byte_vector{};
}

// --- established

// What OpenSSL answers to a handshake message waits in the engine: it is sealed by the leg that hands it
// over.
established::opened established::open(const ossl::matter& about) && {
  const auto found = both_.in.settle(about);
  if (!found) return failed<opened>(found.failure(), both_.take_last_words());
  if (std::holds_alternative<farewell>(*found)) return {peer_closed(std::move(both_)), *found};
  if (!std::holds_alternative<interruption>(*found)) return {std::move(*this), *found};
  if (renegotiates()) return {interrupted(renegotiating(std::move(both_)), about.record), *found};
  return {interrupted(std::move(*this), about.record), *found};
}

/// In TLS 1.3 OpenSSL takes a message of which a part has come for a handshake under way.
bool established::renegotiates() const {
  return engine().version() < tls::version::tls1_3 && !engine().handshake_is_complete();
}

established::advancing established::advance(tls::const_bytes input) && {
  if (input.empty()) return std::move(*this).start_handshake(0);
  const tls::framing framed = tls::frame(input);
  const auto* record = std::get_if<tls::whole_record>(&framed);
  const bool looks_like_data = record == nullptr || record->type == tls::content_type::application_data;
  if (engine().version() == tls::version::tls1_3 && engine().awaits_answer() && looks_like_data)
    return std::move(*this).take_answer(input);
  if (looks_like_data) return {std::move(*this), progress{advanced{0, true}}};
  return std::move(*this).take_record(input, record->length);
}

/// The client's answer to a request for its certificate, which may come without a look at it by open(). On
/// the wire it looks like data, and data stays where it is.
established::advancing established::take_answer(tls::const_bytes input) && {
  advancing leg{std::move(*this), progress{advanced{0, true}}};
  for (std::size_t taken = 0; taken < input.size();) {
    auto& now = std::get<established>(leg.next);
    const tls::const_bytes rest = input.subspan(taken);
    const tls::framing framed = tls::frame(rest);
    const auto* partial = std::get_if<tls::incomplete>(&framed);
    if (partial != nullptr && taken == 0) leg.answer = progress{*partial};
    const auto* record = std::get_if<tls::whole_record>(&framed);
    if (record == nullptr || !now.both_.in.direction().is_control(rest.first(record->length))) break;

    auto next = std::move(now).take_record(rest, record->length);
    leg.to_send.insert(leg.to_send.end(), next.to_send.begin(), next.to_send.end());
    leg.next = std::move(next.next);
    leg.answer = std::move(next.answer);
    if (leg.answer) count_in(*leg.answer, taken);
    auto* done = leg.answer ? std::get_if<advanced>(&*leg.answer) : nullptr;
    const auto* goes_on = std::get_if<established>(&leg.next);
    if (done == nullptr || goes_on == nullptr) break;
    taken = done->consumed;
    done->complete = !goes_on->engine().awaits_answer();
    if (done->complete) break;
  }
  return leg;
}

established::advancing established::resume(tls::const_bytes, std::size_t taken) && {
  if (engine().handshake_is_pending()) return std::move(*this).start_handshake(taken);
  if (!engine().is_paused()) {
    auto answer = both_.take_output();
    return {std::move(*this), progress{advanced{taken, true}}, std::move(answer)};
  }
  // A request for a certificate after the handshake (RFC 8446 section 4.6.2) waits for this leg's credential.
  const auto status = engine().answer_request();
  if (!status) return failed<advancing>(status.failure(), both_.take_last_words());
  auto to_send = both_.take_output();
  if (*status == ossl::handshake_status::wants_credential)
    return {std::move(*this), progress{wants_credential{taken}}, std::move(to_send)};
  return {std::move(*this), progress{advanced{taken, true}}, std::move(to_send)};
}

established::advancing established::start_handshake(std::size_t consumed) && {
  if (both_.out.wants_new_key()) {
    if (const auto updated = engine().update_key(); !updated) return failed<advancing>(updated.failure());
  }
  const auto started = engine().start_handshake();
  if (!started) {
    // A wish that cannot be granted harms nothing.
    if (started.failure().why == cause::unsupported) return {std::move(*this), started.failure()};
    return failed<advancing>(started.failure(), both_.take_last_words());
  }
  auto to_send = both_.take_output();
  if (!renegotiates()) return {std::move(*this), progress{advanced{consumed, true}}, std::move(to_send)};
  return {renegotiating(std::move(both_)), progress{advanced{consumed, false}}, std::move(to_send)};
}

/// An alert or a handshake message that came to a leg instead of to open(): opened from a copy, since the
/// caller's bytes are not ours to write here.
established::advancing established::take_record(tls::const_bytes input, std::size_t length) && {
  tls::byte_vector record(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(length));
  const ossl::opened sight = both_.in.open(record);
  const auto* about = std::get_if<ossl::matter>(&sight);
  if (about == nullptr) return failed<advancing>(cause::record_out_of_place);
  auto taken = std::move(*this).open(*about);
  return std::visit(
      [&](auto& next) -> advancing {
        if (!taken.answer)
          return {closed(taken.answer.failure()), taken.answer.failure(), std::move(taken.to_send)};
        if constexpr (requires { std::move(next).advance(input); }) {
          if (std::holds_alternative<interruption>(*taken.answer))
            return widened<advancing>(std::move(next).advance(input));
        }
        if (std::holds_alternative<farewell>(*taken.answer))
          return {std::move(next), progress{goodbye{length}}};
        if (std::holds_alternative<declining>(*taken.answer))
          return {std::move(next), progress{declined{length}}};
        return {std::move(next), progress{advanced{length, true}}};
      },
      taken.next);
}

established::renewing established::renew_key() && {
  if (const auto updated = engine().update_key(); !updated) return failed<renewing>(updated.failure());
  return {interrupted(std::move(*this), {}), opening{interruption{}}};
}

established::shutting established::shut_down() && {
  return say_goodbye(std::move(both_));
}

established::raising established::raise(const tls::alert& what) && {
  auto record = both_.out.seal_alert(what);
  return say(std::move(*this), std::move(record), what);
}

// --- renegotiating

renegotiating::opened renegotiating::open(const ossl::matter& about) && {
  const auto found = both_.in.settle(about);
  if (!found) return failed<opened>(found.failure(), both_.take_last_words());
  if (std::holds_alternative<farewell>(*found)) return {peer_closed(std::move(both_)), *found};
  if (std::holds_alternative<declining>(*found)) return {established(std::move(both_)), *found};
  if (!std::holds_alternative<interruption>(*found)) return {std::move(*this), *found};
  peer_takes_part_ = true;
  if (engine().handshake_is_complete())
    return {interrupted(established(std::move(both_)), about.record), *found};
  return {interrupted(std::move(*this), about.record), *found};
}

renegotiating::advancing renegotiating::advance(tls::const_bytes input) && {
  const bool resumes = engine().is_paused();
  const std::size_t taken = paused_at_ ? std::exchange(paused_at_, std::nullopt)->count_in(input) : 0;
  return std::move(*this).take(input, taken, resumes);
}

renegotiating::advancing renegotiating::resume(tls::const_bytes input, std::size_t taken) && {
  return std::move(*this).take(input, taken, true);
}

renegotiating::advancing renegotiating::take(tls::const_bytes input, std::size_t taken, bool resumes) && {
  const feeding fed = feed(engine(), &both_.in.direction(), input, taken);
  if (fed.consumed > taken) peer_takes_part_ = true;
  auto to_send = fed.end == feeding_end::failed ? both_.take_last_words() : both_.take_output();
  const auto stay = [&](progress outcome) -> advancing {
    return {std::move(*this), std::move(outcome), std::move(to_send)};
  };
  switch (fed.end) {
    case feeding_end::complete:
      return {established(std::move(both_)), progress{advanced{fed.consumed, true}}, std::move(to_send)};
    case feeding_end::wants_credential:
      paused_at_.emplace(input.first(fed.consumed));
      return stay(wants_credential{fed.consumed});
    case feeding_end::declined:
      return {established(std::move(both_)), progress{declined{fed.consumed}}, std::move(to_send)};
    case feeding_end::failed:
      // The peer may say goodbye instead of taking part.
      if (fed.why.why == cause::closed_in_handshake)
        return {peer_closed(std::move(both_)), progress{goodbye{fed.consumed}}, std::move(to_send)};
      return failed<advancing>(fed.why, std::move(to_send));
    default:
      break;
  }
  if (fed.consumed != 0 || resumes) return stay(advanced{fed.consumed, false});
  if (fed.end == feeding_end::application_data) return {std::move(*this), cause::record_out_of_place};
  if (fed.end == feeding_end::not_tls) return {std::move(*this), cause::not_tls};
  return stay(tls::incomplete{fed.missing});
}

renegotiating::shutting renegotiating::shut_down() && {
  return say_goodbye(std::move(both_));
}

renegotiating::raising renegotiating::raise(const tls::alert& what) && {
  auto record = both_.out.seal_alert(what);
  return say(std::move(*this), std::move(record), what);
}

// --- peer_closed

peer_closed::shutting peer_closed::shut_down() && {
  auto record = both_.out.seal_alert(tls::close_notify);
  if (!record) return {closed(record.failure()), record.failure()};
  return {closed::cleanly(), progress{advanced{0, true}}, *std::move(record)};
}

peer_closed::raising peer_closed::raise(const tls::alert& what) && {
  auto record = both_.out.seal_alert(what);
  return say(std::move(*this), std::move(record), what);
}

// --- draining

draining::opened draining::open(const ossl::matter& about) && {
  const auto found = in_.settle(about);
  // Nothing may follow our goodbye, so what OpenSSL would answer is dropped.
  in_.engine().take_output();
  if (!found) return failed<opened>(found.failure());
  if (std::holds_alternative<farewell>(*found)) return {closed::cleanly(), *found};
  if (std::holds_alternative<interruption>(*found))
    return {interrupted(std::move(*this), about.record), *found};
  return {std::move(*this), *found};
}

}  // namespace schannel::core
