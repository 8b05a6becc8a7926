// relay: carries bytes between a connection and the standard streams, both ways at once, until it ends.
#pragma once

#include "connection.h"

namespace schannel::tool {

/// Where the bytes for the peer come from: standard input, or what the peer sends. With nothing to send, what
/// the peer sends is dropped.
enum class source { standard_input, echo, nothing };

class relay {
 public:
  relay(connection& peer, source from);

  /// Returns when the connection has ended and all of its data is written. Throws failure when a standard
  /// stream fails.
  void run();

 private:
  struct readiness {
    bool socket = false;
    bool input = false;
    bool output = false;
  };

  bool is_finished();
  bool is_time_to_close();
  bool uses_streams() const { return from_ == source::standard_input; }
  readiness wait();
  void read_input();
  void write_output();
  void send_back();

  connection& peer_;
  source from_;
  bool closes_with_peer_;
  bool input_ended_ = false;
};

}  // namespace schannel::tool
