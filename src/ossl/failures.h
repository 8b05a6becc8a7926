// What went wrong inside OpenSSL, in our words.
#pragma once

#include <optional>

#include "tls/failure.h"

namespace schannel::ossl {

/// Why this side ended the connection, from the alert it chose to send.
tls::cause cause_of_own_alert(tls::alert_description sent);

/// What a certificate verification error (X509_V_ERR_...) means; nothing for X509_V_OK.
std::optional<tls::cause> cause_of_verification(int error);

/// What OpenSSL's error queue of a thread spoke of.
struct queued_errors {
  bool no_memory = false;
  bool unusable_certificate = false;  ///< the peer's certificate holds no key that can be decoded
};

/// Empties the error queue of this thread.
queued_errors take_errors();

/// Whether the error queue speaks of a failed allocation. Leaves it empty.
inline bool ran_out_of_memory() {
  return take_errors().no_memory;
}

}  // namespace schannel::ossl
