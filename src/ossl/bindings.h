// Channel bindings that are made of a certificate.
#pragma once

#include "ossl/certificate.h"

namespace schannel::ossl {

/// The hash of tls-server-end-point (RFC 5929 section 4.1) for a server's certificate; empty when its
/// signature names no hash, for which the RFC defines nothing.
tls::byte_vector end_point_hash(const certificate& server);

}  // namespace schannel::ossl
