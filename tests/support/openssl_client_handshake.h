// A server at the C functions, and a client of OpenSSL's.
#pragma once

#include "support/ends.h"
#include "support/openssl_client.h"

namespace schannel::test {

/// Completes the handshake; both have what follows it.
inline void shake_hands(openssl_client& client, peers::peer& server) {
  server.inbox() = client.says_hello();
  peers::leg last = server.continues();
  while (last.result == SEC_I_CONTINUE_NEEDED) {
    server.inbox() = client.answers(last.token);
    last = server.continues();
  }
  REQUIRE(last.result == SEC_E_OK);
  const bytes more = client.answers(last.token);
  server.inbox().insert(server.inbox().end(), more.begin(), more.end());
}

}  // namespace schannel::test
