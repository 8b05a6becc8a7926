// secret_tap: how the traffic secrets of TLS 1.3 come out of OpenSSL's handshake.
//
// OpenSSL hands them out in one public way, the lines of a key log, whose formatting costs more than all of
// a record's keys. So a small provider in this process offers TLS13-KDF, passes every derivation on to
// OpenSSL's own implementation, and tells the connection at hand what came out. It rests on how libssl asks
// for its derivations, so it is tried once, on a handshake with a key log beside it; where the two differ,
// and in FIPS mode, the key log is used.
#pragma once

#include "tls/bytes.h"

namespace schannel::ossl {

/// Which secret (RFC 8446 section 7.1).
enum class traffic_secret {
  client_handshake,
  server_handshake,
  client_application,
  server_application,
};

/// Is told the secrets of a connection. Must not throw.
class secret_listener {
 public:
  virtual void hear(traffic_secret which, tls::const_bytes value) = 0;

 protected:
  ~secret_listener() = default;
};

/// While it lives, what this thread's handshakes derive is told to `listener`.
class listening {
 public:
  explicit listening(secret_listener& listener);
  listening(const listening&) = delete;
  listening& operator=(const listening&) = delete;
  ~listening();

 private:
  secret_listener* before_;
};

/// The property query for an SSL_CTX whose secrets are to be told; nullptr where the key log has to do it.
/// Tried once in a process. Safe to call from any thread.
const char* tapping_properties();

}  // namespace schannel::ossl
