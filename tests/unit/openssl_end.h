// One end of a connection that is OpenSSL's alone, in memory, client or server: it opens record after record
// and counts them.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "support/certificates.h"
#include "tls/version.h"

// OpenSSL's headers and those of Windows define the same macros, and do not go together.
struct ssl_st;
struct ssl_ctx_st;

namespace schannel::test {

/// Functions that return bytes return what is to be sent; each throws when OpenSSL refuses.
class openssl_end {
 public:
  /// It has a certificate, its own unless another is given; a client shows it at any time, a server asks for
  /// one when it is told to, and takes any.
  openssl_end(tls::role who, tls::version version, const issued_certificate& shown = make_certificate());
  openssl_end(const openssl_end&) = delete;
  openssl_end& operator=(const openssl_end&) = delete;

  /// Said before the hello: a client shows its certificate in the handshake or not at all; the peer's records
  /// have at most 512 bytes (RFC 6066 section 4); there is one suite of TLS 1.2.
  void forbids_late_questions();
  void wants_short_records();
  void knows_only(const char* suite);
  bytes says_hello();
  /// Takes one whole record: nothing of it is left, and nothing is missing.
  bytes opens(const bytes& record);
  bytes says(std::string_view text);
  bytes says_goodbye();
  /// A renegotiation of TLS 1.2: a HelloRequest or a ClientHello.
  bytes asks_for_handshake();
  /// The same, of a client that has come to speak nothing but a suite of Camellia.
  bytes asks_for_camellia();
  /// TLS 1.3: a KeyUpdate that demands one in return.
  bytes updates_its_key();
  /// TLS 1.3, of a server.
  bytes gives_a_ticket();
  bytes asks_for_certificate();

  /// All the text that it has been told.
  const std::string& heard() const { return heard_; }
  bool heard_goodbye() const;
  /// The fatal alert that ended the connection, by its number; 0 for none.
  int heard_alert() const { return heard_alert_; }
  /// How many records it has opened.
  std::size_t opened() const { return opened_; }
  /// All that was in them but text, in its order: their headers, the types inside them, whole messages.
  const bytes& read() const { return read_; }

 private:
  static void note_content(int sends, int version, int type, const void* content, std::size_t length,
                           ssl_st* ssl, void* self);
  static void note_alert(const ssl_st* ssl, int where, int value);
  bytes take_output();

  std::shared_ptr<ssl_ctx_st> context_;
  std::shared_ptr<ssl_st> ssl_;
  std::string heard_;
  std::size_t opened_ = 0;
  bytes read_;
  int heard_alert_ = 0;
};

}  // namespace schannel::test
