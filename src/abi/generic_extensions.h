// SEND_GENERIC_TLS_EXTENSION and SUBSCRIBE_GENERIC_TLS_EXTENSION: extensions that programs handle themselves.
#pragma once

#include "ossl/custom_extensions.h"
#include "tls/bytes.h"
#include "tls/result.h"

namespace schannel::abi {

/// One extension of a SECBUFFER_..._GENERIC_TLS_EXTENSION, and the message that carries it
/// (RFC 8446 section 4).
struct carried_extension {
  ossl::extension extension{};
  std::uint16_t message = 0;
};

/// cause::malformed_options when a flag is set or the content is not all there.
tls::result<carried_extension> parse_sent_extension(tls::const_bytes option);

/// The same, without content; cause::malformed_options also for more than two of them.
tls::result<std::vector<carried_extension>> parse_awaited_extensions(tls::const_bytes option);

/// What a client or a server is to do about them. cause::unsupported for a message that does not carry
/// extensions in that direction.
tls::result<ossl::extension_request> request_for(bool client, const std::vector<carried_extension>& sent,
                                                 const std::vector<carried_extension>& awaited);

}  // namespace schannel::abi
