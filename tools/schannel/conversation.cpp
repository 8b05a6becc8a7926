// Two lines per connection: whom we talk to, and how it ended; and one for each handshake in between.
#include "conversation.h"

#include <fmt/format.h>

#include "console.h"
#include "status_name.h"

namespace schannel::tool {
namespace {

std::string closing_line(const connection& peer, const agreement& agreed) {
  std::string how = describe(*peer.ended());
  if (!peer.is_established()) return how;
  return fmt::format("{} ({}, {} bytes sent, {} received)", how, describe(agreed), peer.moved().sent,
                     peer.moved().received);
}

// A peer that cannot be asked is no reason to stop talking.
void ask_again(connection& peer, security_context& context, const script& wanted) {
  context.require(wanted.required_then);
  const SECURITY_STATUS asked = peer.ask_again();
  if (asked != SEC_E_OK) note(fmt::format("no other handshake is possible ({})", status_text(asked)));
}

}  // namespace

ending converse(tcp_socket socket, security_context& context, const script& wanted) {
  agreement agreed;
  connection peer(std::move(socket), context, [&] {
    agreed = context.agreed();
    note(fmt::format("another handshake: {}", describe(agreed)));
  });
  peer.handshake();
  if (peer.is_established()) {
    agreed = context.agreed();
    note(fmt::format("{}: {}", wanted.who, describe(agreed)));
    if (wanted.asks_again && !peer.ended()) ask_again(peer, context, wanted);
    relay(peer, wanted.from).run();
  }
  note(closing_line(peer, agreed));
  return *peer.ended();
}

}  // namespace schannel::tool
