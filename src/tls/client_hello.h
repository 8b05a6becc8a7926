// client_hello: what a client asks for, read from its first message before any connection exists
// (RFC 8446 section 4.1.2; older versions write it alike).
#pragma once

#include <optional>
#include <variant>

#include "tls/bytes.h"
#include "tls/record.h"

namespace schannel::tls {

/// The extensions of a ClientHello. It points into the message it was read from.
class client_hello {
 public:
  /// Reads a whole message, header included; nothing when it contradicts itself.
  static std::optional<client_hello> parse(const_bytes message);

  /// The content of the extension with that number; nothing when the client did not send it.
  std::optional<const_bytes> extension(std::uint16_t number) const;

  /// The first host name of server_name (RFC 6066 section 3); nothing when there is none or it cannot be
  /// read.
  std::optional<const_bytes> host_name() const;

 private:
  explicit client_hello(const_bytes extensions) : extensions_(extensions) {}

  const_bytes extensions_;
};

/// The input is something else, or a message that contradicts itself.
struct not_a_client_hello {};
/// The message goes on in the next record, so that a name in it may lie in two pieces.
struct fragmented {};

using read_hello = std::variant<client_hello, incomplete, not_a_client_hello, fragmented>;

/// Reads the ClientHello in the record that `input` starts with.
read_hello read_client_hello_record(const_bytes input);

/// Reads the ClientHello that `input` starts with, without a record around it.
read_hello read_client_hello_message(const_bytes input);

}  // namespace schannel::tls
