// From what went wrong to the SECURITY_STATUS that says so: the only place where the two meet.
#pragma once

#include "abi/sspi.h"
#include "tls/failure.h"

namespace schannel::abi {

/// The status of an alert the peer sent (Microsoft: "Schannel Error Codes for TLS and SSL Alerts").
SECURITY_STATUS to_status(tls::alert_description received);

SECURITY_STATUS to_status(const tls::failure& failure);

}  // namespace schannel::abi
