// openssl_pair: a client and a server of bare OpenSSL in one thread, with memory BIOs.
#pragma once

#include <openssl/ssl.h>

#include <memory>

#include "identity.h"
#include "suites.h"

namespace bench {

template <auto Free>
struct freed_by {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};
using ssl_ptr = std::unique_ptr<SSL, freed_by<SSL_free>>;
using ssl_context_ptr = std::unique_ptr<SSL_CTX, freed_by<SSL_CTX_free>>;
using session_ptr = std::unique_ptr<SSL_SESSION, freed_by<SSL_SESSION_free>>;

/// What handshakes are made with: one context each. Neither end verifies: the certificate is its own root,
/// and what is compared is the handshake.
struct openssl_contexts {
  openssl_contexts(const suite& with, const identity& of_server, int tickets);

  ssl_context_ptr client;
  ssl_context_ptr server;
};

/// Two ends whose handshake is complete.
struct openssl_pair {
  explicit openssl_pair(const openssl_contexts& with, SSL_SESSION* resumed = nullptr);
  openssl_pair(const openssl_pair&) = delete;
  openssl_pair& operator=(const openssl_pair&) = delete;
  /// As if both had said goodbye: OpenSSL resumes no session that ended otherwise.
  ~openssl_pair();

  /// Whether the client resumed a session.
  bool was_resumed() const { return SSL_session_reused(client.get()) == 1; }
  /// What a later connection can resume; reads the tickets that a TLS 1.3 server sent.
  session_ptr session();

  ssl_ptr client;
  ssl_ptr server;
};

}  // namespace bench
