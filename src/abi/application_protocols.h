// SEC_APPLICATION_PROTOCOLS: the ALPN offer as Windows programs write it.
#pragma once

#include "tls/bytes.h"
#include "tls/result.h"

namespace schannel::abi {

/// The ALPN protocols of `option`, each with its length byte in front, in their order; lists of other
/// extensions are passed over. cause::malformed_options when a length points outside or a protocol is empty.
tls::result<tls::byte_vector> parse_application_protocols(tls::const_bytes option);

}  // namespace schannel::abi
