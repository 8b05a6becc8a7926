// The table of states, checked by the compiler: what a state may do, and what may follow.
#include "core/states.h"

#include <doctest/doctest.h>

#include <type_traits>

using namespace schannel;
using namespace schannel::core;

namespace {

template <typename State>
concept can_advance = requires(State s, tls::const_bytes input) {
  std::move(s).advance(input);
};
template <typename State>
concept can_seal = requires(State s) {
  { s.sender() } -> std::same_as<ossl::outbound&>;
};
template <typename State>
concept can_open = requires(State s, ossl::matter about) {
  { s.receiver() } -> std::same_as<inbound&>;
  std::move(s).open(about);
};
template <typename State>
concept can_shut_down = requires(State s) {
  std::move(s).shut_down();
};
template <typename State>
concept can_raise = requires(State s, tls::alert what) {
  std::move(s).raise(what);
};

template <typename Step, typename State>
struct leads_to : std::false_type {};
template <typename State, typename Answer, typename... Next>
struct leads_to<step<Answer, Next...>, State> : std::disjunction<std::is_same<State, Next>...> {};

}  // namespace

//            state                     advance                              seal open shut_down
static_assert(can_advance<handshaking> && !can_seal<handshaking> && !can_open<handshaking> &&
              !can_shut_down<handshaking>);
static_assert(can_advance<established> && can_seal<established> && can_open<established> &&
              can_shut_down<established>);
static_assert(can_advance<interrupted<established>> && !can_seal<interrupted<established>>);
static_assert(!can_open<interrupted<established>> && !can_shut_down<interrupted<established>>);
static_assert(!can_advance<peer_closed> && can_seal<peer_closed> && !can_open<peer_closed> &&
              can_shut_down<peer_closed>);
static_assert(!can_advance<draining> && !can_seal<draining> && can_open<draining> &&
              !can_shut_down<draining>);
static_assert(can_advance<interrupted<draining>> && !can_open<interrupted<draining>>);
static_assert(!can_advance<closed> && !can_seal<closed> && !can_open<closed> && !can_shut_down<closed>);

// After a goodbye of our own there is no way to send anything, an alert included.
static_assert(!can_raise<draining> && !can_raise<interrupted<draining>> && !can_raise<closed>);
static_assert(can_raise<handshaking> && can_raise<established> && can_raise<peer_closed>);

// What may follow.
static_assert(leads_to<handshaking::advancing, established>::value);
static_assert(!leads_to<handshaking::advancing, draining>::value);
static_assert(leads_to<established::opened, peer_closed>::value);
static_assert(!leads_to<established::opened, draining>::value);
static_assert(leads_to<established::shutting, draining>::value);
static_assert(!leads_to<established::shutting, established>::value);
static_assert(!leads_to<peer_closed::shutting, draining>::value);
static_assert(leads_to<draining::opened, closed>::value && !leads_to<draining::opened, established>::value);

// No one comes to be established without a handshake: the proof cannot be made elsewhere.
static_assert(!std::is_default_constructible_v<peer_decision>);
static_assert(!std::is_constructible_v<established, inbound, ossl::outbound>);

// An operation consumes its state: it cannot be called on one that stays.
template <typename State>
concept opens_without_moving = requires(State& s, ossl::matter about) {
  s.open(about);
};
static_assert(!opens_without_moving<established> && !opens_without_moving<draining>);

TEST_CASE("the table of states is checked by the compiler") {
  CHECK(closed::cleanly().why() == std::nullopt);
  CHECK(closed(tls::cause::bad_record_mac).why() == tls::failure{tls::cause::bad_record_mac});
}
