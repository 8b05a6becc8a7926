// failure: why a connection, a credential or a certificate could not do what was asked. The C boundary is
// the only place that turns one into a status code.
#pragma once

#include "tls/alert.h"

namespace schannel::tls {

enum class cause {
  internal,               ///< an invariant of ours or of the TLS engine broke
  out_of_memory,          ///< an allocation failed; nothing was changed
  not_tls,                ///< the bytes do not start with a TLS record; nothing was consumed
  impossible_target,      ///< no server can have the name that was asked for
  malformed_options,      ///< an option the caller passed along with the token cannot be parsed
  protocol_violation,     ///< the peer sent something TLS does not allow here
  bad_record_mac,         ///< a record failed its integrity check
  decrypt_error,          ///< a handshake signature or Finished did not verify
  record_out_of_place,    ///< a record arrived that this state cannot take
  no_common_version,      ///< no protocol version is enabled on both sides
  no_common_parameters,   ///< no cipher suite, group or signature algorithm is enabled on both sides
  no_common_application,  ///< ALPN was demanded and nothing overlaps (RFC 7301 section 3.2)
  no_usable_algorithms,   ///< the credential's settings leave nothing to offer
  no_certificate,         ///< a certificate with a private key is needed and there is none
  bad_credential,         ///< a certificate or key of the credential cannot be used
  untrusted_root,         ///< the peer's chain does not end at a trusted root
  certificate_expired,    ///< a certificate of the chain is outside its validity period
  wrong_name,             ///< the certificate is not for the name that was asked for
  wrong_usage,            ///< the certificate is not for this purpose
  certificate_revoked,    ///< a certificate of the chain was revoked
  revocation_unknown,     ///< nothing tells whether a certificate of the chain was revoked
  revocation_offline,     ///< what would tell cannot be reached or is out of date
  certificate_rejected,   ///< the chain is invalid in some other way
  closed_in_handshake,    ///< the peer said goodbye before the handshake was complete
  peer_alert,             ///< the peer ended the connection with an alert
  too_long,               ///< the message does not fit one record
  buffer_too_small,       ///< the caller's room for a header or trailer is too small
  already_closed,         ///< the connection is closed in this direction
  not_established,        ///< no handshake has been completed yet
  unsupported,            ///< this implementation does not do that
};

/// A cause, and the peer's own words when it is peer_alert.
struct failure {
  cause why;
  alert received;

  constexpr failure(cause reason, alert last_words = {}) : why(reason), received(last_words) {}

  friend bool operator==(const failure&, const failure&) = default;
};

}  // namespace schannel::tls
