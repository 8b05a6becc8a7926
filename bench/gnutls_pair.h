// gnutls_pair: a client and a server of GnuTLS in one thread, with functions of their own in place of
// sockets.
#pragma once

#include <gnutls/gnutls.h>

#include <array>
#include <memory>
#include <vector>

#include "identity.h"
#include "suites.h"
#include "window.h"

namespace bench {

/// What handshakes are made with. Neither end verifies, as in openssl_contexts.
class gnutls_parameters {
 public:
  /// `resumes`: the server gives tickets, and takes them.
  gnutls_parameters(const suite& with, const identity& of_server, bool resumes);
  gnutls_parameters(const gnutls_parameters&) = delete;
  gnutls_parameters& operator=(const gnutls_parameters&) = delete;
  ~gnutls_parameters();

  /// Sets an end up, but for its transport.
  void apply_to(gnutls_session_t end, bool is_server) const;

 private:
  gnutls_priority_t priority_ = nullptr;
  gnutls_certificate_credentials_t client_ = nullptr;
  gnutls_certificate_credentials_t server_ = nullptr;
  gnutls_datum_t ticket_key_{};
};

/// One end. It reads from one window and writes to the other; where bytes are missing, it returns
/// GNUTLS_E_AGAIN.
class gnutls_end {
 public:
  gnutls_end(unsigned int role, const gnutls_parameters& with);
  gnutls_end(const gnutls_end&) = delete;
  gnutls_end& operator=(const gnutls_end&) = delete;
  ~gnutls_end() { gnutls_deinit(session); }

  gnutls_session_t session = nullptr;
  window read;
  window written;
};

/// Two ends whose handshake is complete.
class gnutls_pair {
 public:
  using saved_session = std::vector<unsigned char>;

  explicit gnutls_pair(const gnutls_parameters& with, const saved_session& resumed = {});

  /// Whether the client resumed a session.
  bool was_resumed() const { return gnutls_session_is_resumed(client.session) != 0; }
  /// What a later connection can resume; reads the tickets that a TLS 1.3 server sent.
  saved_session session();

  gnutls_end client;
  gnutls_end server;

 private:
  // All that each end sends until the handshake is complete.
  std::array<unsigned char, 16384> of_client_;
  std::array<unsigned char, 16384> of_server_;
};

}  // namespace bench
