// TLS alerts (RFC 8446 section 6, RFC 5246 section 7.2): what a connection says about its own end.
#pragma once

#include <cstdint>

namespace schannel::tls {

enum class alert_level : std::uint8_t { warning = 1, fatal = 2 };

/// AlertDescription; any other byte value may stand here too, since the peer chooses it.
enum class alert_description : std::uint8_t {
  close_notify = 0,
  unexpected_message = 10,
  bad_record_mac = 20,
  decryption_failed = 21,
  record_overflow = 22,
  decompression_failure = 30,
  handshake_failure = 40,
  bad_certificate = 42,
  unsupported_certificate = 43,
  certificate_revoked = 44,
  certificate_expired = 45,
  certificate_unknown = 46,
  illegal_parameter = 47,
  unknown_ca = 48,
  access_denied = 49,
  decode_error = 50,
  decrypt_error = 51,
  export_restriction = 60,
  protocol_version = 70,
  insufficient_security = 71,
  internal_error = 80,
  inappropriate_fallback = 86,
  user_canceled = 90,
  no_renegotiation = 100,
  missing_extension = 109,
  unsupported_extension = 110,
  unrecognized_name = 112,
  bad_certificate_status_response = 113,
  unknown_psk_identity = 115,
  certificate_required = 116,
  no_application_protocol = 120,
};

struct alert {
  alert_level level = alert_level::fatal;
  alert_description description = alert_description::internal_error;

  friend bool operator==(const alert&, const alert&) = default;
};

inline constexpr alert close_notify{alert_level::warning, alert_description::close_notify};

}  // namespace schannel::tls
