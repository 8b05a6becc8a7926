// What went wrong inside OpenSSL, in our words.
#pragma once

#include "ossl/missing_algorithm.h"
#include "tls/failure.h"

namespace schannel::ossl {

/// Why this side ended the connection, from the alert it chose to send.
tls::cause cause_of_own_alert(tls::alert_description sent);

/// What OpenSSL's error queue of a thread spoke of.
struct queued_errors {
  bool no_memory = false;               ///< an allocation failed; also when there is no word at all
  bool no_algorithm = false;            ///< no provider that may be used has it, and that was said first
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

/// Why an operation failed that nothing but memory or an algorithm can be missing for: cause::out_of_memory,
/// or cause::no_usable_algorithms. Leaves the error queue empty.
tls::cause what_is_missing();

/// The same, thrown: std::bad_alloc or missing_algorithm.
[[noreturn]] void throw_what_is_missing();

}  // namespace schannel::ossl
