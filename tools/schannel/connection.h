// A TLS connection over a socket: bytes wait in queues on both sides of a security context, and every
// function does what can be done at once. How it ended is a value.
#pragma once

#include <functional>
#include <optional>

#include "bytes.h"
#include "ending.h"
#include "security_context.h"
#include "sockets.h"

namespace schannel::tool {

class connection {
 public:
  /// Calls `on_handshake` whenever a handshake after the first, or what TLS 1.3 has instead, is complete.
  connection(tcp_socket socket, security_context& context, std::function<void()> on_handshake)
      : socket_(std::move(socket)), context_(context), on_handshake_(std::move(on_handshake)) {}

  /// Runs the handshake until it is done or the connection has ended.
  void handshake();
  bool is_established() const { return established_; }

  /// Asks the peer for another handshake; over TLS 1.3 a server asks for the client's certificate. Returns
  /// the status: one that says it cannot be asked for leaves the connection as it was.
  SECURITY_STATUS ask_again();
  /// Another handshake is under way. Nothing else can be sent meanwhile.
  bool is_renegotiating() const { return renegotiating_ && !peer_closed_ && !ended_; }

  /// Encrypts a message of any length into the queue for the peer.
  void send(const_bytes message);
  /// Says goodbye: close_notify goes into the queue, and nothing after it. Receiving goes on.
  void shut_down();
  /// Sends of the queue what the socket takes.
  void transmit();
  /// Takes what the socket has, and decrypts the records that are whole.
  void receive();

  /// What the peer sent and nobody has consumed yet.
  byte_queue& received() { return received_; }
  /// How many bytes are on their way to the socket.
  std::size_t unsent() const { return outbox_.size(); }
  bool peer_has_closed() const { return peer_closed_; }
  const std::optional<ending>& ended() const { return ended_; }
  const traffic& moved() const { return moved_; }
  int socket() const { return socket_.number(); }
  /// The events of poll that the socket is to be watched for.
  short events(bool may_receive) const;

 private:
  void process();
  bool take_handshake_step();
  bool open_record();
  void note_progress(SECURITY_STATUS status);
  void fail(SECURITY_STATUS status, bool alert_is_queued);
  void transport_ended();
  void transport_broke(const std::error_code& error);
  void cannot_send();
  void end(ending how);
  void deliver_last_words();

  tcp_socket socket_;
  security_context& context_;
  std::function<void()> on_handshake_;
  byte_queue inbox_;     // from the socket, not yet decrypted
  byte_queue received_;  // plaintext
  byte_queue outbox_;    // records for the socket
  bool established_ = false;
  bool renegotiating_ = false;
  bool step_due_ = false;  // the handshake function wants the next record, not DecryptMessage
  bool awaits_certificate_ = false;
  bool we_closed_ = false;
  bool peer_closed_ = false;
  bool data_unsent_ = false;  // the outbox holds, or lost, more than handshake messages and alerts
  bool cannot_send_ = false;
  std::optional<ending> ended_;
  traffic moved_;
};

}  // namespace schannel::tool
