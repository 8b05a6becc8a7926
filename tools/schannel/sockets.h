// TCP sockets that never block: what connects, what listens, and how to wait for them.
#pragma once

#include <cstddef>
#include <string>
#include <system_error>

#include "bytes.h"
#include "endpoint.h"

namespace schannel::tool {

/// What one call moved. Nothing at all means: not now, wait for the socket.
struct transfer {
  std::size_t bytes = 0;
  bool end_of_stream = false;
  std::error_code error;
};

/// A file descriptor that closes itself.
class descriptor {
 public:
  explicit descriptor(int number) : number_(number) {}
  descriptor(descriptor&& other) noexcept;
  descriptor& operator=(descriptor&& other) noexcept;
  ~descriptor();

  int number() const { return number_; }

 private:
  int number_;
};

class tcp_socket {
 public:
  /// Takes over a connected socket.
  explicit tcp_socket(descriptor socket);

  int number() const { return socket_.number(); }
  transfer receive(mutable_bytes into);
  transfer send(const_bytes bytes);
  /// Sends FIN after what was sent, then takes in and forgets what still comes for up to a second: a socket
  /// closed with unread bytes resets the connection, and a last alert could be lost on its way.
  void close_gently();

 private:
  descriptor socket_;
};

/// A connection that came in, and where it came from.
struct visitor {
  tcp_socket socket;
  std::string from;
};

class listener {
 public:
  /// Throws failure when the address cannot be listened on.
  explicit listener(const endpoint& local);

  std::uint16_t port() const;
  /// Waits for the next connection.
  visitor accept();

 private:
  descriptor socket_;
};

/// Connects to the first address of `remote` that answers. Throws failure.
tcp_socket connect_to(const endpoint& remote);

/// Waits until one of `events` (of poll) happens to a descriptor, or for `milliseconds`; -1 is for ever.
void wait_for(int descriptor, short events, int milliseconds = -1);

}  // namespace schannel::tool
