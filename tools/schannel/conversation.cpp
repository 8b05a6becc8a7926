// Two lines per connection: whom we talk to, and how it ended.
#include "conversation.h"

#include <fmt/format.h>

#include "console.h"

namespace schannel::tool {
namespace {

std::string closing_line(const connection& peer, const agreement& agreed) {
  std::string how = describe(*peer.ended());
  if (!peer.is_established()) return how;
  return fmt::format("{} ({}, {} bytes sent, {} received)", how, describe(agreed), peer.moved().sent,
                     peer.moved().received);
}

}  // namespace

int converse(tcp_socket socket, security_context& context, source from, std::string_view who) {
  connection peer(std::move(socket), context);
  agreement agreed;
  peer.handshake();
  if (peer.is_established()) {
    agreed = context.agreed();
    note(fmt::format("{}: {}", who, describe(agreed)));
    relay(peer, from).run();
  }
  note(closing_line(peer, agreed));
  return exit_status(*peer.ended());
}

}  // namespace schannel::tool
