// The times that X.509 writes as text, as seconds.
#pragma once

#include <openssl/asn1.h>

#include <cstdint>

namespace schannel::ossl {

/// Seconds from 1970 (UTC) to `time`. A time that cannot be read lies before all others, so that whoever
/// compares it with the clock finds it expired.
std::int64_t seconds_since_1970(const ASN1_TIME* time);

}  // namespace schannel::ossl
