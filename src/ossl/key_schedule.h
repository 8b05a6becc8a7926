// Keys from secrets, by OpenSSL's own key derivation functions.
#pragma once

#include <string_view>

#include "ossl/handles.h"
#include "ossl/secret.h"
#include "tls/result.h"

namespace schannel::ossl {

/// HKDF-Expand-Label with an empty context (RFC 8446 section 7.1): `length` bytes out of `from`.
tls::result<secret> expand_label(const EVP_MD* digest, const secret& from, std::string_view label,
                                 std::size_t length);

/// Whether that goes for a label and a length at all.
bool can_expand(const EVP_MD* digest, std::string_view label, std::size_t length);

/// Fills `room` with the keying material of `label` and `context` that follows from an exporter_master_secret
/// (RFC 8446 section 7.5). cause::malformed_options for a label or a length that it has none for.
tls::result<std::monostate> export_from(const EVP_MD* digest, const secret& exporter, std::string_view label,
                                        tls::const_bytes context, tls::mutable_bytes room);

/// The first `length` bytes of TLS 1.2's key block (RFC 5246 section 6.3) of a connection whose master secret
/// and randoms are known.
tls::result<long_secret> key_block(const SSL* ssl, std::size_t length);

/// The first `length` bytes that the PRF of the connection's version makes out of no secret, `label` and both
/// randoms, the client's first.
tls::result<secret> derive_without_secret(const SSL* ssl, std::string_view label, std::size_t length);

/// The suite of the connection's keys; while a handshake changes them, that of the new ones.
const SSL_CIPHER* suite_in_use(const SSL* ssl);

/// The digest that TLS derives this cipher suite's keys with.
const EVP_MD* derivation_digest(const SSL* ssl);

}  // namespace schannel::ossl
