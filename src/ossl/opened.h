// What opening one record of an established connection comes to.
#pragma once

#include <variant>

#include "ossl/protection.h"
#include "tls/failure.h"

namespace schannel::ossl {

/// Application data, in the clear inside the record that brought it.
struct application_data {
  tls::mutable_bytes content;
};

/// Why this side does not take a record, and the fatal alert that says so.
struct refusal {
  tls::cause why;
  tls::alert_description says;
};

/// A record that is not, or not certainly, application data. What it means, or that it is refused, concerns
/// both directions of the connection. It lies where the caller put it, as it came.
struct matter {
  tls::mutable_bytes record;
  std::variant<opened_record, refusal> what;
};

using opened = std::variant<application_data, matter>;

/// What a record turned out to be in the end.
enum class received {
  application_data,
  handshake_message,  ///< a whole or partial handshake message, already processed
  close_notify,
  no_renegotiation,  ///< the peer declines the handshake that this side asked for
  nothing,           ///< a record without effect on the connection, such as a warning
};

struct reading {
  received what = received::nothing;
  /// Application data, inside the record that brought it.
  tls::mutable_bytes content{};
};

/// How far a handshake has come.
enum class handshake_status {
  wants_input,
  wants_credential,  ///< the server asks a client for a certificate and there is none
  declined,          ///< the peer will have no other handshake; the connection is what it was before
  complete,
};

}  // namespace schannel::ossl
