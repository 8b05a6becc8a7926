// What an operation on a connection came to. "17 more bytes" and "the peer said goodbye" are values here.
#pragma once

#include <cstddef>
#include <variant>

#include "tls/bytes.h"
#include "tls/record.h"
#include "tls/result.h"

namespace schannel::core {

/// The input was taken up to `consumed` bytes; the rest belongs to whoever comes next.
struct advanced {
  std::size_t consumed = 0;
  bool complete = false;  ///< no more legs are needed
};
/// The peer asks for a certificate and there is none; the leg goes on when it is called again.
struct wants_credential {
  std::size_t consumed = 0;
};
/// The connection is shut down and nothing is left to send.
struct goodbye {
  std::size_t consumed = 0;
};

/// The peer does not want the handshake that this side asked for; the connection goes on without.
struct declined {
  std::size_t consumed = 0;
};

/// What came of one leg of a handshake or shutdown; tls::incomplete consumed nothing and changed nothing.
using progress = std::variant<advanced, tls::incomplete, wants_credential, goodbye, declined>;

/// One record of the input, taken apart: `length` bytes of which `header` precede the plaintext.
struct record_layout {
  std::size_t length = 0;
  std::size_t header = 0;
  std::size_t plaintext = 0;
};

/// Application data, possibly none, now lies in the clear behind the header.
struct message {
  record_layout layout;
};
/// The peer's close_notify.
struct farewell {
  record_layout layout;
};
/// A handshake message after the handshake; the connection must be advanced before it goes on.
struct interruption {
  record_layout layout;
};

/// The warning with which the peer declines the handshake that this side asked for.
struct declining {
  record_layout layout;
};

/// What opening the first record of the input came to; tls::incomplete consumed nothing and changed nothing.
using opening = std::variant<message, tls::incomplete, farewell, interruption, declining>;

}  // namespace schannel::core
