// connection: one TLS connection without I/O, in whatever state it is. The one place where "wrong state" is
// an answer at run time.
//
// Not safe for use by two threads at once, but for this: while one thread seals, another may open(). Whatever
// else is called needs both directions to itself.
#pragma once

#include <atomic>
#include <optional>

#include "core/progress.h"
#include "core/states.h"
#include "ossl/facts.h"

namespace schannel::core {

class connection {
 public:
  /// A client's ClientHello lies in the outbox afterwards.
  static tls::result<connection> begin(const ossl::context& credentials, const ossl::request& wanted);

  /// One leg: hands `input` to the handshake, or carries out what was announced with will_say().
  /// Wrong state: the failure that closed the connection, or goodbye when it was closed in peace.
  tls::result<progress> advance(tls::const_bytes input);

  /// Announces an alert; the next advance() ignores its input and says all that was announced.
  void will_say(const tls::alert& what);

  /// The record that says `what`, past what is announced. cause::already_closed where seal() would fail.
  tls::result<tls::byte_vector> say_now(const tls::alert& what);

  /// Seals the data where it lies into one record; the header and the trailer have the sizes of sizes().
  /// Returns how much of the trailer is used. cause::already_closed as well when the key must not be used any
  /// longer.
  tls::result<std::size_t> seal(const ossl::record_parts& of);

  /// Whether seal() would find the connection in a state that may send. It may not while the outbox holds
  /// records, which have to leave first.
  bool can_seal() { return open_sender() != nullptr; }
  /// Whether seal() leaves the receiving direction alone; where OpenSSL seals, it uses both.
  bool seals_independently();

  /// Opens the first record of `input` in place. Touches nothing that seal() uses: what concerns both
  /// directions is for settle(), which comes next then.
  struct worn_key {};  ///< nothing was opened: this side's own key is to be changed first
  using sight = std::variant<opening, ossl::matter, worn_key>;
  tls::result<sight> open(tls::mutable_bytes input);
  tls::result<opening> settle(const ossl::matter& about);
  tls::result<opening> settle(worn_key);

  /// What the peer must get and no one has taken yet.
  const tls::byte_vector& outbox() const { return outbox_; }
  tls::byte_vector take_outbox() { return std::exchange(outbox_, {}); }

  /// What the handshake under way, or the next one, is to do. Without effect on a connection that has none
  /// left.
  void relax_validation(ossl::validation at_most);
  void want_client_certificate(bool wants);
  void ask_for_credential(bool asks);
  void use_identities(std::vector<ossl::identity> own);
  /// What return_to() takes to undo it; nothing on a connection that has no handshake left.
  std::optional<ossl::shown_side> use_credential(const ossl::context& given) noexcept;
  void return_to(ossl::shown_side former) noexcept;
  void keep_session(bool keeps);

  /// Nothing before the first handshake is complete.
  const std::optional<ossl::connection_facts>& facts() const { return facts_; }
  /// Bytes before and behind the plaintext of a record; nothing before the first handshake is complete.
  const std::optional<ossl::overhead>& sizes() const { return sizes_; }
  /// What the latest handshake has shown so far, and goes on showing when it fails.
  const ossl::sightings& sightings() const { return *sightings_; }
  /// Answers what only a living connection can; nullptr once it is closed.
  ossl::engine* engine();
  bool is_client() const { return role_ == tls::role::client; }
  bool is_handshaking() const { return std::holds_alternative<handshaking>(state_); }
  /// Whether an alert is announced and not yet said.
  bool has_something_to_say() const { return !announced_.empty(); }

 private:
  using state =
      std::variant<handshaking, established, renegotiating, interrupted<established>,
                   interrupted<renegotiating>, peer_closed, draining, interrupted<draining>, closed>;

  /// Raised by the thread that seals, seen by the one that opens.
  struct flag {
    flag() = default;
    flag(flag&& from) noexcept : is_up(from.is_up.load()) {}

    std::atomic<bool> is_up = false;
  };

  connection(handshaking start, tls::role role)
      : sightings_(start.engine().sightings()), state_(std::move(start)), role_(role) {}

  template <typename Answer, typename... Next>
  tls::result<Answer> enter(step<Answer, Next...> taken);
  template <typename State>
  tls::result<progress> stay(State& current, progress answer);
  template <typename State>
  tls::result<progress> utter(State&& current, const tls::alert& what);
  tls::result<progress> say(const tls::alert& what);
  tls::result<progress> say_announced();
  void remember(established& next);
  ossl::outbound* sender();
  ossl::outbound* open_sender() { return outbox_.empty() && !cannot_seal_ ? sender() : nullptr; }
  inbound* receiver();
  state leave();

  std::shared_ptr<const ossl::sightings> sightings_;
  state state_;
  tls::role role_;
  tls::byte_vector outbox_;
  bool cannot_seal_ = false;  // sealing has failed
  flag wants_new_key_;
  std::vector<tls::alert> announced_;
  std::optional<ossl::connection_facts> facts_;
  std::uint64_t known_revision_ = 0;
  std::optional<ossl::overhead> sizes_;
};

}  // namespace schannel::core
