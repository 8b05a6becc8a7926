// The states of a connection, one type each. A state has just the operations that are allowed in it; an
// operation that may leave the state consumes it, and its result lists what may follow.
//
//   connect / accept -> handshaking --> established --open--> peer_closed
//                         |   ^  |        |   | shut_down        | shut_down
//                         |   +--+ token  |   +----> draining    |
//                         +--------> closed <----------+---------+
//
// A post-handshake message puts `interrupted` around established or draining until the next leg.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "core/inbound.h"
#include "core/progress.h"
#include "ossl/outbound.h"

namespace schannel::core {

class established;
class peer_closed;
class draining;
template <typename Within>
class interrupted;

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

/// The next state, what the operation came to, and what the peer must get.
template <typename Answer, typename... Next>
struct step {
  std::variant<Next...> next;
  tls::result<Answer> answer;
  tls::byte_vector to_send{};
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

  const ossl::engine& engine() const { return *engine_; }
  void leave_validation_to_caller() { engine_->leave_validation_to_caller(); }

 private:
  advancing go_on(std::size_t consumed) &&;
  advancing finish(std::size_t consumed) &&;
  raising end_with(const tls::alert& what, const tls::result<tls::byte_vector>& record) &&;

  std::unique_ptr<ossl::engine> engine_;
};

class established {
 public:
  /// Only a finished handshake leads here.
  established(peer_decision, inbound in, ossl::outbound out) : in_(std::move(in)), out_(std::move(out)) {}

  ossl::overhead sizes() const { return out_.sizes(); }
  ossl::connection_facts facts() const { return in_.facts(); }
  ossl::outbound& sender() { return out_; }

  using opened = step<opening, established, interrupted<established>, peer_closed, closed>;
  opened open(tls::mutable_bytes record) &&;

  /// Handles what a caller passes to a handshake call between handshakes: an alert record is opened, all else
  /// is left for open(). Without input it is a wish to renegotiate: cause::unsupported before TLS 1.3.
  using advancing = step<progress, established, peer_closed, closed>;
  advancing advance(tls::const_bytes input) &&;

  using shutting = step<progress, draining, closed>;
  shutting shut_down() &&;

  using raising = step<progress, established, closed>;
  raising raise(const tls::alert& what) &&;

 private:
  tls::byte_vector reframed();

  inbound in_;
  ossl::outbound out_;
};

/// The peer said goodbye; we may still finish our sentence.
class peer_closed {
 public:
  explicit peer_closed(ossl::outbound out) : out_(std::move(out)) {}

  ossl::overhead sizes() const { return out_.sizes(); }
  ossl::outbound& sender() { return out_; }

  using shutting = step<progress, closed>;
  shutting shut_down() &&;

  using raising = step<progress, peer_closed, closed>;
  raising raise(const tls::alert& what) &&;

 private:
  ossl::outbound out_;
};

/// We said goodbye; the peer may still finish its sentence. There is no way to send.
class draining {
 public:
  draining(inbound in) : in_(std::move(in)) {}

  using opened = step<opening, draining, interrupted<draining>, closed>;
  opened open(tls::mutable_bytes record) &&;

 private:
  inbound in_;
};

/// open() met a post-handshake message. It is processed already; until the caller has asked what it means,
/// with advance(), neither direction moves.
template <typename Within>
class interrupted {
 public:
  interrupted(Within within, tls::const_bytes record)
      : within_(std::move(within)), length_(record.size()), start_(record.begin(), record.end()) {}

  /// Consumes the remembered record when `input` starts with it, and nothing otherwise.
  using advancing = step<progress, Within>;
  advancing advance(tls::const_bytes input) && {
    return {std::move(within_), progress{advanced{starts_with_record(input) ? length_ : 0, true}}};
  }

  /// Where the connection goes on when the caller asks for something else.
  Within resumed() && { return std::move(within_); }

 private:
  bool starts_with_record(tls::const_bytes input) const {
    return input.size() >= length_ && std::equal(start_.begin(), start_.end(), input.begin());
  }

  Within within_;
  std::size_t length_;
  tls::byte_vector start_;
};

}  // namespace schannel::core
