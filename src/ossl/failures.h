// What went wrong inside OpenSSL, in our words.
#pragma once

#include "tls/failure.h"

namespace schannel::ossl {

/// Why this side ended the connection, from the alert it chose to send.
tls::cause cause_of_own_alert(tls::alert_description sent);

/// What OpenSSL's error queue of a thread spoke of.
struct queued_errors {
  bool no_memory = false;               ///< an allocation failed; also when there is no word at all
  bool unusable_certificate = false;    ///< the peer's certificate holds no key that can be decoded
  bool insecure_renegotiation = false;  ///< the peer does not know RFC 5746
};

/// Empties the error queue of this thread, after an operation that failed.
queued_errors take_errors();

/// Tells OpenSSL, through which no exception may pass, that an allocation of ours failed: a callback that
/// fails after this lets the operation under way fail with cause::out_of_memory.
void report_shortage();

/// Whether an operation that failed did so for want of memory. Leaves the error queue empty.
inline bool ran_out_of_memory() {
  return take_errors().no_memory;
}

}  // namespace schannel::ossl
