// A connection from its handshake to its end, told on standard error.
#pragma once

#include <string_view>

#include "relay.h"

namespace schannel::tool {

/// Runs the handshake, then the relay. `who` begins the line about a handshake that succeeded: "connected to
/// localhost:443". Returns the exit status.
int converse(tcp_socket socket, security_context& context, source from, std::string_view who);

}  // namespace schannel::tool
