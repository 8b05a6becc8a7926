// KeyUpdate (RFC 8446 section 4.6.3), the one message that may still come to a TLS 1.3 server whose client it
// cannot ask for a certificate.
#pragma once

#include <array>
#include <variant>

#include "tls/alert.h"
#include "tls/bytes.h"
#include "tls/handshake_messages.h"

namespace schannel::tls {

enum class key_update_request : std::uint8_t { not_requested = 0, requested = 1 };

inline constexpr std::array<std::uint8_t, 5> key_update_message(key_update_request request) {
  return {static_cast<std::uint8_t>(handshake_type::key_update), 0, 0, 1, static_cast<std::uint8_t>(request)};
}

/// Reads one KeyUpdate after the other; each may be spread over several records, and ends its record
/// (section 5.1).
class key_update_reader {
 public:
  /// More has to come.
  struct unfinished {};
  /// What the content of a handshake record came to: the alert is why it must not be taken.
  using reading = std::variant<unfinished, key_update_request, alert_description>;

  /// Takes the content of the next handshake record.
  reading take(const_bytes content);

 private:
  static constexpr std::size_t header_size = 4;

  std::array<std::uint8_t, header_size + 1> message_{};
  std::size_t length_ = 0;
};

}  // namespace schannel::tls
