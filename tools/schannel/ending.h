// How a connection ended: in one line for people, as an exit status for scripts.
#pragma once

#include <cstdint>
#include <string>

#include "security_context.h"

namespace schannel::tool {

enum class outcome {
  closed,          ///< The peer said goodbye.
  truncated,       ///< The transport ended before the peer said goodbye.
  alert_received,  ///< The peer gave up.
  alert_sent,      ///< We gave up, and told the peer.
  failed_closing,  ///< One side gave up after our goodbye: nobody could tell the peer, so it may be either.
  reset,           ///< The peer, or its system, dropped the transport.
  broken,          ///< The transport failed in another way.
  untrusted,       ///< We did not accept the server's certificate, and told it.
  not_tls,         ///< The peer speaks something else.
  failed,          ///< A call failed that should not have.
};

struct ending {
  outcome how;
  SECURITY_STATUS status = SEC_E_OK;  ///< The call's that failed.
  std::string detail{};               ///< What else there is to say.
};

/// What went over a connection, in bytes of plaintext.
struct traffic {
  std::uint64_t sent = 0;
  std::uint64_t received = 0;
};

/// 0 closed, 10 truncated, 12 fatal alert, 13 reset, 1 all else.
int exit_status(const ending& ended);

/// One sentence without a full stop: "closed cleanly: close_notify sent and received".
std::string describe(const ending& ended);

/// "TLS 1.3, TLS_AES_256_GCM_SHA384, ALPN h2".
std::string describe(const agreement& agreed);

}  // namespace schannel::tool
