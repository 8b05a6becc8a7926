// Which operation each state offers, and what the connection answers where it offers none.
#include "core/connection.h"

#include "tls/overloaded.h"

namespace schannel::core {
namespace {

using tls::cause;
using tls::overloaded;

/// What a closed connection answers to one more attempt to receive.
tls::failure reason(const closed& end) {
  return end.why().value_or(tls::failure{cause::already_closed});
}

/// Where the next record begins cannot be known.
ossl::refusal refusal_of(const tls::not_a_record& garbage) {
  return {cause::protocol_violation, garbage.alert};
}

/// A leg that is done and has nothing for the peer.
constexpr progress nothing_to_send = advanced{0, true};

}  // namespace

tls::result<connection> connection::begin(const ossl::context& credentials, const ossl::request& wanted) {
  auto engine = ossl::engine::create(credentials, wanted);
  if (!engine) return engine.failure();
  const tls::role role = (*engine)->role();
  tls::byte_vector hello;
  if (role == tls::role::client) {
    if (const auto started = (*engine)->advance({}); !started) return started.failure();
    hello = (*engine)->take_output();
  }
  connection made(handshaking(*std::move(engine)), role);
  made.outbox_ = std::move(hello);
  return made;
}

/// Takes the state out; until enter() the connection is closed, so that an exception fails closed.
connection::state connection::leave() {
  return std::exchange(state_, state(closed(tls::failure{cause::internal})));
}

template <typename Answer, typename... Next>
tls::result<Answer> connection::enter(step<Answer, Next...> taken) {
  outbox_.insert(outbox_.end(), taken.to_send.begin(), taken.to_send.end());
  std::visit(overloaded{
                 [this](established& next) {
                   remember(next);
                   state_ = std::move(next);
                 },
                 [this](auto& next) { state_ = std::move(next); },
             },
             taken.next);
  return std::move(taken.answer);
}

void connection::remember(established& next) {
  const ossl::engine& engine = next.engine();
  if (engine.revision() == known_revision_ || engine.is_declined()) return;
  auto known = next.engine().facts(facts_ ? std::span<const ossl::certificate>(facts_->peer_chain)
                                          : std::span<const ossl::certificate>{});
  if (!known) return;
  known_revision_ = engine.revision();
  facts_ = std::move(known);
  sizes_ = next.sizes();
  next.engine().retire();
}

ossl::outbound* connection::sender() {
  if (auto* nearly_always = std::get_if<established>(&state_)) return &nearly_always->sender();
  return std::visit(overloaded{
                        [](established& s) { return &s.sender(); },
                        [](peer_closed& s) { return &s.sender(); },
                        [](renegotiating& s) { return s.sender(); },
                        [](auto&) -> ossl::outbound* { return nullptr; },
                    },
                    state_);
}

inbound* connection::receiver() {
  return std::visit(
      [](auto& s) -> inbound* {
        if constexpr (requires { s.receiver(); })
          return &s.receiver();
        else
          return nullptr;
      },
      state_);
}

ossl::engine* connection::engine() {
  return std::visit(
      [](auto& s) -> ossl::engine* {
        if constexpr (requires { s.engine(); })
          return &s.engine();
        else
          return nullptr;
      },
      state_);
}

template <typename State>
tls::result<progress> connection::stay(State& current, progress answer) {
  state_ = std::move(current);
  return answer;
}

tls::result<progress> connection::advance(tls::const_bytes input) {
  if (!announced_.empty()) return say_announced();
  state current = leave();
  return std::visit(overloaded{
                        [&](closed& s) {
                          const auto answer = s.why() ? tls::result<progress>(*s.why()) : progress{goodbye{}};
                          state_ = std::move(s);
                          return answer;
                        },
                        [&](peer_closed& s) { return stay(s, goodbye{}); },
                        [&](draining& s) { return stay(s, goodbye{}); },
                        [&](auto& s) { return enter(std::move(s).advance(input)); },
                    },
                    current);
}

/// A goodbye comes last, and in place of it a fatal alert, behind which there is nothing.
void connection::will_say(const tls::alert& what) {
  const bool ends_fatally = !announced_.empty() && announced_.back().level == tls::alert_level::fatal;
  const bool ends_with_goodbye = !announced_.empty() && announced_.back() == tls::close_notify;
  if (ends_fatally || (ends_with_goodbye && what == tls::close_notify)) return;
  if (!ends_with_goodbye)
    announced_.push_back(what);
  else if (what.level == tls::alert_level::fatal)
    announced_.back() = what;
  else
    announced_.insert(announced_.end() - 1, what);
}

tls::result<progress> connection::say_announced() {
  tls::result<progress> answer = nothing_to_send;
  for (const tls::alert& what : std::exchange(announced_, {})) {
    answer = say(what);
    if (!answer) break;
  }
  return answer;
}

tls::result<tls::byte_vector> connection::say_now(const tls::alert& what) {
  if (!can_seal()) return cause::already_closed;
  if (const auto said = say(what); !said) return said.failure();
  return take_outbox();
}

tls::result<progress> connection::say(const tls::alert& what) {
  const bool is_goodbye = what == tls::close_notify;
  const progress said_before = is_goodbye ? progress{goodbye{}} : nothing_to_send;
  state current = leave();
  return std::visit(overloaded{
                        // Nothing may follow a fatal alert, and a second goodbye would be one too many.
                        [&](closed& s) { return stay(s, s.why() ? nothing_to_send : said_before); },
                        [&](draining& s) { return stay(s, said_before); },
                        [&](interrupted<draining>& s) {
                          draining resumed = std::move(s).resumed();
                          return stay(resumed, said_before);
                        },
                        [&](interrupted<established>& s) { return utter(std::move(s).resumed(), what); },
                        [&](interrupted<renegotiating>& s) { return utter(std::move(s).resumed(), what); },
                        [&](auto& s) { return utter(std::move(s), what); },
                    },
                    current);
}

template <typename State>
tls::result<progress> connection::utter(State&& current, const tls::alert& what) {
  if constexpr (requires { std::move(current).shut_down(); }) {
    if (what == tls::close_notify) return enter(std::move(current).shut_down());
  }
  return enter(std::move(current).raise(what));
}

tls::result<std::size_t> connection::seal(const ossl::record_parts& of) {
  ossl::outbound* const through = open_sender();
  if (through == nullptr) return is_handshaking() ? cause::not_established : cause::already_closed;
  if (through->is_worn_out()) return cause::already_closed;
  auto sealed = through->seal(tls::content_type::application_data, of);
  if (!sealed && sealed.failure().why != cause::unsupported) cannot_seal_ = true;
  if (through->wants_new_key()) wants_new_key_.is_up.store(true, std::memory_order_relaxed);
  return sealed;
}

bool connection::seals_independently() {
  const ossl::outbound* through = sender();
  return through == nullptr || through->is_independent();
}

tls::result<connection::sight> connection::open(tls::mutable_bytes input) {
  if (is_handshaking()) return cause::not_established;
  if (const auto* end = std::get_if<closed>(&state_)) return reason(*end);
  inbound* const from = receiver();
  if (from == nullptr) return cause::already_closed;

  const tls::framing framed = tls::frame(input);
  if (const auto* partial = std::get_if<tls::incomplete>(&framed)) return sight{opening{*partial}};
  if (const auto* garbage = std::get_if<tls::not_a_record>(&framed))
    return sight{ossl::matter{input, refusal_of(*garbage)}};
  // OpenSSL writes no KeyUpdate in the middle of a message: the rest of that comes first.
  if (wants_new_key_.is_up.load(std::memory_order_relaxed) && engine()->handshake_is_complete())
    return sight{worn_key{}};
  const tls::mutable_bytes record = input.first(std::get<tls::whole_record>(framed).length);
  const ossl::opened opened = from->open(record);
  if (const auto* data = std::get_if<ossl::application_data>(&opened))
    return sight{opening{message{layout_of(record, data->content)}}};
  return sight{std::get<ossl::matter>(opened)};
}

tls::result<opening> connection::settle(worn_key) {
  wants_new_key_.is_up = false;
  auto* now = std::get_if<established>(&state_);
  if (now == nullptr || !now->sender().wants_new_key()) return opening{message{}};
  established current = std::move(*now);
  leave();
  return enter(std::move(current).renew_key());
}

tls::result<opening> connection::settle(const ossl::matter& about) {
  state current = leave();
  return std::visit(
      [&](auto& s) -> tls::result<opening> {
        if constexpr (requires { std::move(s).open(about); })
          return enter(std::move(s).open(about));
        else
          return cause::internal;
      },
      current);
}

void connection::relax_validation(ossl::validation at_most) {
  if (auto* now = engine()) now->relax_validation(at_most);
}

void connection::want_client_certificate(bool wants) {
  if (auto* now = engine()) now->want_client_certificate(wants);
}

void connection::keep_session(bool keeps) {
  if (auto* now = engine()) now->keep_session(keeps);
}

void connection::ask_for_credential(bool asks) {
  if (auto* now = engine()) now->ask_for_credential(asks);
}

void connection::use_identities(std::vector<ossl::identity> own) {
  if (auto* now = engine()) now->use_identities(std::move(own));
}

std::optional<ossl::shown_side> connection::use_credential(const ossl::context& given) noexcept {
  if (auto* now = engine()) return now->use_credential(given);
  return std::nullopt;
}

void connection::return_to(ossl::shown_side former) noexcept {
  if (auto* now = engine()) now->return_to(std::move(former));
}

}  // namespace schannel::core
