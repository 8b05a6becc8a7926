// A connection from its handshake to its end, told on standard error.
#pragma once

#include <string>

#include "relay.h"

namespace schannel::tool {

/// What is to be said and done in a connection.
struct script {
  std::string who{};  ///< Begins the line about a handshake that succeeded: "connected to localhost:443".
  source from = source::standard_input;
  bool asks_again = false;  ///< Asks for another handshake after the first.
  ULONG required_then = 0;  ///< What that one requires besides: ASC_REQ_MUTUAL_AUTH.
};

/// Runs the handshake, then the relay. Returns how the connection ended.
ending converse(tcp_socket socket, security_context& context, const script& wanted);

}  // namespace schannel::tool
