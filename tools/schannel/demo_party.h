// One of the two in the demonstration: a context, its end of the socket, and what has arrived there.
#pragma once

#include <string>
#include <string_view>

#include "bytes.h"
#include "security_context.h"
#include "sockets.h"

namespace schannel::tool {

class demo_party {
 public:
  demo_party(const credential& own, tcp_socket socket)
      : context_(own, "localhost", {}), socket_(std::move(socket)) {}

  std::string_view name() const { return context_.is_server() ? "server" : "client"; }
  std::string_view handshake_function() const {
    return context_.is_server() ? "AcceptSecurityContext" : "InitializeSecurityContext";
  }
  security_context& context() { return context_; }
  bool is_established() const { return is_established_; }

  /// Takes handshake steps until there is something to send or the handshake is done. Throws failure.
  handshake_step shake_hands();

  struct message {
    SECURITY_STATUS status;
    std::string text;
  };
  /// Waits for the next message; SEC_I_CONTEXT_EXPIRED is the other's goodbye.
  message read();

  void send(const_bytes bytes);

 private:
  void wait_for_more();
  handshake_step take_step();

  security_context context_;
  tcp_socket socket_;
  byte_queue inbox_;
  bool has_started_ = false;
  bool is_established_ = false;
};

}  // namespace schannel::tool
