// The states of a connection, one type each. A state has just the operations that are allowed in it; an
// operation that may leave the state consumes it, and its result lists what may follow.
//
//   connect / accept -> handshaking --> established --open--> peer_closed
//                         |   ^  |       |  ^   |  |              |
//                         |   +--+ token |  |   |  | shut_down    | shut_down
//                         |       renegotiating |  +-> draining   |
//                         +--------> closed <---+--------+--------+
//
// A handshake message that open() meets puts `interrupted` around established, renegotiating or draining
// until the next leg.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "core/inbound.h"
#include "core/interrupted.h"
#include "core/step.h"
#include "ossl/outbound.h"

namespace schannel::core {

class established;
class renegotiating;
class peer_closed;
class draining;

/// Nothing is left to do; knows why.
class closed {
 public:
  explicit closed(tls::failure why) : why_(why) {}
  /// Both sides said goodbye.
  static closed cleanly() { return closed(); }

  const std::optional<tls::failure>& why() const { return why_; }

 private:
  closed() = default;

  std::optional<tls::failure> why_;
};

/// Proof that the peer's certificate was verified, or that the caller chose to do that. Without one there is
/// no established connection.
class peer_decision {
 private:
  friend class handshaking;
  static std::optional<peer_decision> about(const ossl::engine& finished);
  peer_decision() = default;
};

class handshaking {
 public:
  explicit handshaking(std::unique_ptr<ossl::engine> engine) : engine_(std::move(engine)) {}

  /// Takes every whole record of `input` until the handshake is complete. A failure of cause::not_tls leaves
  /// the handshake as it was.
  using advancing = step<progress, handshaking, established, closed>;
  advancing advance(tls::const_bytes input) &&;

  /// Says `what` under the keys that are in use. In the clear the handshake may still go on; under keys
  /// nothing may follow, because the handshake would use the same numbers again.
  using raising = step<progress, handshaking, closed>;
  raising raise(const tls::alert& what) &&;

  ossl::engine& engine() { return *engine_; }

 private:
  advancing take(tls::const_bytes input, std::size_t taken, bool resumes) &&;
  advancing go_on(progress outcome) &&;
  advancing finish(std::size_t consumed) &&;
  raising end_with(const tls::alert& what, const tls::result<tls::byte_vector>& record) &&;

  std::unique_ptr<ossl::engine> engine_;
  std::optional<remembered_bytes> paused_at_;  // what was taken when a credential was found missing
  tls::byte_vector kept_;                      // what the caller passed behind it
};

/// Both directions of a connection between its handshakes and goodbyes.
struct directions {
  peer_decision decision;
  inbound in;
  ossl::outbound out;

  /// What OpenSSL wrote, as it may go out. Throws when it cannot be sealed.
  tls::byte_vector take_output();
  /// The same for a connection that is over, or the alert that says why: what cannot be sealed is dropped.
  tls::byte_vector take_last_words();
};

class established {
 public:
  explicit established(directions both) : both_(std::move(both)) {}

  ossl::overhead sizes() const { return both_.out.sizes(); }
  const ossl::engine& engine() const { return both_.in.engine(); }
  ossl::engine& engine() { return both_.in.engine(); }
  ossl::outbound& sender() { return both_.out; }
  inbound& receiver() { return both_.in; }

  /// Takes a record that receiver() could not deal with alone.
  using opened =
      step<opening, established, interrupted<established>, interrupted<renegotiating>, peer_closed, closed>;
  opened open(const ossl::matter& about) &&;

  /// A leg between handshakes. Without input it asks for another one, or (TLS 1.3) for the client's
  /// certificate when that is wanted; with input it takes alerts and, before TLS 1.3, the start of the peer's
  /// handshake.
  using advancing = step<progress, established, interrupted<established>, renegotiating,
                         interrupted<renegotiating>, peer_closed, closed>;
  advancing advance(tls::const_bytes input) &&;
  /// The leg after an interruption, whose record is the first `taken` bytes of `input`.
  advancing resume(tls::const_bytes input, std::size_t taken) &&;

  /// Has a KeyUpdate written, which the next leg hands over: to the caller it looks as if one had arrived.
  using renewing = step<opening, interrupted<established>, closed>;
  renewing renew_key() &&;

  using shutting = step<progress, draining, closed>;
  shutting shut_down() &&;

  using raising = step<progress, established, closed>;
  raising raise(const tls::alert& what) &&;

 private:
  bool renegotiates() const;
  advancing start_handshake(std::size_t consumed) &&;
  advancing take_answer(tls::const_bytes input) &&;
  advancing take_record(tls::const_bytes input, std::size_t length) &&;

  directions both_;
};

/// Another handshake is under way (TLS 1.2 and before; what is under way in TLS 1.3 is a message that has
/// come in part, and leaves the connection established).
class renegotiating {
 public:
  explicit renegotiating(directions both) : both_(std::move(both)) {}

  ossl::overhead sizes() const { return both_.out.sizes(); }
  ossl::engine& engine() { return both_.in.engine(); }
  /// Application data may be sent until the peer has taken part.
  ossl::outbound* sender() { return peer_takes_part_ ? nullptr : &both_.out; }
  inbound& receiver() { return both_.in; }

  /// The peer's next handshake message, or an alert.
  using opened = step<opening, renegotiating, established, interrupted<renegotiating>,
                      interrupted<established>, peer_closed, closed>;
  opened open(const ossl::matter& about) &&;

  /// Takes handshake records as handshaking does. A failure of cause::record_out_of_place leaves application
  /// data, which is open()'s, where it is.
  using advancing = step<progress, renegotiating, established, peer_closed, closed>;
  advancing advance(tls::const_bytes input) &&;
  advancing resume(tls::const_bytes input, std::size_t taken) &&;

  using shutting = step<progress, draining, closed>;
  shutting shut_down() &&;

  using raising = step<progress, renegotiating, closed>;
  raising raise(const tls::alert& what) &&;

 private:
  advancing take(tls::const_bytes input, std::size_t taken, bool resumes) &&;

  directions both_;
  bool peer_takes_part_ = false;
  std::optional<remembered_bytes> paused_at_;  // what was taken when a credential was found missing
};

/// The peer said goodbye; we may still finish our sentence.
class peer_closed {
 public:
  explicit peer_closed(directions both) : both_(std::move(both)) {}

  ossl::overhead sizes() const { return both_.out.sizes(); }
  ossl::engine& engine() { return both_.in.engine(); }
  ossl::outbound& sender() { return both_.out; }

  using shutting = step<progress, closed>;
  shutting shut_down() &&;

  using raising = step<progress, peer_closed, closed>;
  raising raise(const tls::alert& what) &&;

 private:
  directions both_;
};

/// We said goodbye; the peer may still finish its sentence. There is no way to send.
class draining {
 public:
  explicit draining(inbound in) : in_(std::move(in)) {}

  ossl::engine& engine() { return in_.engine(); }
  inbound& receiver() { return in_; }

  using opened = step<opening, draining, interrupted<draining>, closed>;
  opened open(const ossl::matter& about) &&;

  using advancing = step<progress, draining>;
  advancing resume(tls::const_bytes, std::size_t taken) && {
    return {std::move(*this), progress{advanced{taken, true}}};
  }

 private:
  inbound in_;
};

}  // namespace schannel::core
