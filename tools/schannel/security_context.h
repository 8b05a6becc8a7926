// One end of a connection: the calls of SSPI with values instead of buffers. It does no input or output.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bytes.h"
#include "certificates.h"
#include "credential.h"

namespace schannel::tool {

/// What InitializeSecurityContext or AcceptSecurityContext returned.
struct handshake_step {
  SECURITY_STATUS status;
  byte_vector token;   ///< To be sent to the peer, whatever the status.
  std::size_t unused;  ///< So many bytes at the end of the input are still to be dealt with.
};

/// What EncryptMessage made.
struct sealed_message {
  SECURITY_STATUS status;
  byte_vector record;
};

/// What DecryptMessage found in the first record of its input.
struct opened_message {
  SECURITY_STATUS status;
  const_bytes data;    ///< Inside the input.
  std::size_t unused;  ///< So many bytes at the end of the input are still to be dealt with.
};

/// What the two ends agreed on.
struct agreement {
  std::string version;
  std::string cipher_suite;
  std::string protocol;     ///< By ALPN; empty without.
  bool resumed = false;     ///< The session is an earlier connection's.
  std::string client = {};  ///< The subject of the client's certificate; empty without.
};

class security_context {
 public:
  /// A context of the side that `own` is for; `own` has to outlive it. `target` is the server's name, for
  /// clients; `protocols` are offered through ALPN or chosen from, the first one first.
  security_context(const credential& own, std::string target, const std::vector<std::string>& protocols);
  security_context(const security_context&) = delete;
  security_context& operator=(const security_context&) = delete;
  ~security_context();

  bool is_server() const { return credential_.is_for_server(); }

  /// What the calls from now on require besides the usual: ASC_REQ_MUTUAL_AUTH, ASC_REQ_SESSION_TICKET.
  void require(ULONG more) { requirements_ |= more; }

  /// Calls the handshake function of this side with what was received; with nothing, to start a client, to
  /// ask for another handshake and to carry out a shutdown.
  handshake_step advance(mutable_bytes received);
  /// Calls ApplyControlToken(SCHANNEL_SHUTDOWN). The next advance() has the token.
  SECURITY_STATUS request_shutdown();

  /// Encrypts at most max_message() bytes.
  sealed_message seal(const_bytes message);
  /// Encrypts the `length` bytes behind the room for a header, in place; behind them is room for a trailer.
  /// Returns the record, which is shorter than `room` when the trailer is.
  mutable_bytes seal_in_place(mutable_bytes room, std::size_t length);
  /// Bytes in front of and behind a message that seal_in_place() wants.
  std::size_t header_room() const { return sizes_.cbHeader; }
  std::size_t trailer_room() const { return sizes_.cbTrailer; }
  /// Decrypts the first record of what was received, in place.
  opened_message open(mutable_bytes received);

  /// Calls DeleteSecurityContext. The destructor does it otherwise.
  SECURITY_STATUS remove();

  std::size_t max_message() const { return sizes_.cbMaximumMessage; }
  agreement agreed() const;
  /// The subject of the client's certificate: "CN=somebody"; empty when it showed none.
  std::string client() const;
  /// The peer's certificate, or none.
  certificate peer_certificate() const;

 private:
  void learn_sizes();
  SECURITY_STATUS call_handshake_function(SecBufferDesc& input, SecBufferDesc& output);
  template <typename Answer>
  std::optional<Answer> query(ULONG attribute, Answer answer = {}) const;

  const credential& credential_;
  std::string target_;
  byte_vector protocols_;  // as SEC_APPLICATION_PROTOCOLS; empty for none
  ULONG requirements_;
  bool exists_ = false;
  mutable CtxtHandle handle_{};
  SecPkgContext_StreamSizes sizes_{};
};

}  // namespace schannel::tool
