// What went wrong inside OpenSSL, in our words.
#pragma once

#include <optional>

#include "tls/failure.h"

namespace schannel::ossl {

/// Why this side ended the connection, from the alert it chose to send.
tls::cause cause_of_own_alert(tls::alert_description sent);

/// What a certificate verification error (X509_V_ERR_...) means; nothing for X509_V_OK.
std::optional<tls::cause> cause_of_verification(int error);

/// Whether OpenSSL's error queue of this thread speaks of a failed allocation. Leaves the queue empty.
bool ran_out_of_memory();

}  // namespace schannel::ossl
