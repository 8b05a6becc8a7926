// handshake_messages: where handshake messages end in a stream of records (RFC 8446 section 4); one may be
// spread over many records, and one record may hold many.
#pragma once

#include <array>
#include <optional>

#include "tls/bytes.h"

namespace schannel::tls {

/// HandshakeType, as far as this library looks at it; the peer may send any other byte.
enum class handshake_type : std::uint8_t {
  hello_request = 0,
  client_hello = 1,
  server_hello = 2,
  certificate_request = 13,
  finished = 20,
  key_update = 24,
};

class handshake_messages {
 public:
  /// Takes the content of the next handshake record.
  void take(const_bytes content);

  /// Whether the records so far end inside a message.
  bool is_inside_message() const { return header_length_ != 0; }
  /// The type of the last message that ended in the latest record; nothing when none did.
  std::optional<handshake_type> ended() const { return ended_; }

 private:
  static constexpr std::size_t header_size = 4;

  std::array<std::uint8_t, header_size> header_{};
  std::size_t header_length_ = 0;
  std::size_t missing_ = 0;  // of the body, once the header is whole
  std::optional<handshake_type> ended_;
};

}  // namespace schannel::tls
