// A server of OpenSSL's in memory: it says what no Schannel server can be made to say.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/certificates.h"

// OpenSSL's headers and those of Windows define the same macros, and do not go together.
struct ssl_st;
struct ssl_ctx_st;

namespace schannel::test {

/// What a server shows to its clients, however wrong it is.
struct shown_identity {
  std::vector<issued_certificate> chain{};  ///< its own certificate first
  bytes response{};                         ///< of OCSP, for clients that ask; none when empty
  bool speaks_tls1_2 = false;               ///< instead of TLS 1.3
  bool declines_renegotiation = false;      ///< until grants_renegotiation()
};

class openssl_server {
 public:
  /// `tickets` follow its handshake, each in a record of its own.
  explicit openssl_server(std::size_t tickets);
  explicit openssl_server(const shown_identity& shown, std::size_t tickets = 0);
  /// Over TLS 1.2; declines every renegotiation until grants_renegotiation().
  static openssl_server that_declines();
  openssl_server(const openssl_server&) = delete;
  openssl_server& operator=(const openssl_server&) = delete;

  /// Takes what the client sent and returns the answer. Application data is kept for heard().
  bytes answers(const bytes& input);
  bytes says(std::string_view text);
  /// TLS 1.3: a record of application data under the keys of the handshake, the first behind the ServerHello.
  bytes says_too_early(std::string_view text);
  /// A KeyUpdate, which demands one in return or does not.
  bytes updates_its_key(bool demanding);
  void grants_renegotiation();
  /// A HelloRequest.
  bytes asks_for_renegotiation();

  /// All that the client has said.
  const std::string& heard() const { return heard_; }
  /// The alert that the client sent, by its number; 0 for none.
  int heard_alert() const { return heard_alert_; }
  /// Whether the client asked for an OCSP response.
  bool was_asked_for_response() const { return was_asked_for_response_; }
  bool heard_goodbye() const;
  /// RFC 5705; no context is not the same as an empty one.
  bytes exports(std::string_view label, std::optional<std::string_view> context, std::size_t length) const;

 private:
  bytes take_output();

  static int staple(ssl_st* ssl, void* self);
  static void note_alert(const ssl_st* ssl, int where, int value);
  static void note_secret(const ssl_st* ssl, const char* line);

  bytes response_;
  std::shared_ptr<ssl_ctx_st> context_;
  std::shared_ptr<ssl_st> ssl_;
  std::string heard_;
  bool was_asked_for_response_ = false;
  int heard_alert_ = 0;
  bytes handshake_secret_;
};

}  // namespace schannel::test
