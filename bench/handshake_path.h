// handshake_path: one way to make the same handshake over and over.
#pragma once

#include <memory>

#include "identity.h"
#include "suites.h"

namespace bench {

/// What is made: both ends in one thread. Neither verifies the certificate, which is its own root.
struct handshake {
  suite with;
  key_kind key;
  bool resumes;  ///< all but the first one, each with what the one before left
};

class handshake_path {
 public:
  virtual ~handshake_path() = default;

  /// One handshake, to its end and with its tickets taken; then both ends are deleted.
  virtual void run() = 0;
  /// Whether the last one resumed a session.
  virtual bool was_resumed() const = 0;
};

/// Through InitializeSecurityContext and AcceptSecurityContext.
std::unique_ptr<handshake_path> handshakes_of_schannel(const handshake& which);
/// Through SSL_do_handshake with memory BIOs.
std::unique_ptr<handshake_path> handshakes_of_openssl(const handshake& which);
/// Through gnutls_handshake.
std::unique_ptr<handshake_path> handshakes_of_gnutls(const handshake& which);

}  // namespace bench
