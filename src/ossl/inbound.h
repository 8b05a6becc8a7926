// inbound: the receiving direction of one connection whose handshake is complete. It opens with aead_receiver
// where the suite allows, and with SSL_read where it does not; who uses it does not know which.
#pragma once

#include "ossl/aead_receiver.h"
#include "ossl/engine_receiver.h"

namespace schannel::ossl {

class inbound {
 public:
  /// The direction as the handshake left it; `from` must outlive it.
  static tls::result<inbound> create(engine& from);

  /// Opens one whole record in place. Touches nothing that the sending direction uses.
  opened open(tls::mutable_bytes record) {
    return std::visit([&](auto& with) { return with.open(record); }, receiver_);
  }

  /// Says what a record is that open() made a matter, and hands it to the engine if it is for the handshake.
  /// A failure may leave an alert with the engine. Follows the change of keys in a renegotiation.
  tls::result<reading> settle(const matter& about);

  /// Hands one whole record that is no application data to a handshake under way.
  tls::result<handshake_status> advance(tls::const_bytes record);

  /// Whether `record`, which would be the next, holds something else than application data. Opens nothing;
  /// false where only opening could tell.
  bool is_control(tls::const_bytes record);

 private:
  using receiver = std::variant<aead_receiver, engine_receiver>;

  inbound(engine& from, receiver with) : engine_(&from), receiver_(std::move(with)) {}

  template <typename Done>
  tls::result<Done> follow(tls::const_bytes record, tls::result<Done> done);

  engine* engine_;
  receiver receiver_;
};

}  // namespace schannel::ossl
