// extension_list: the numbers of the extensions that a server's hello agreed to.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "tls/bytes.h"

namespace schannel::tls {

/// Extension numbers in the order of the messages. Never allocates; what exceeds its room, which no hello in
/// use does, is not kept.
class extension_list {
 public:
  std::span<const std::uint16_t> numbers() const { return {numbers_.data(), count_}; }

  /// Takes a handshake message with its header. A ServerHello (RFC 8446 section 4.1.3) starts the list anew,
  /// and EncryptedExtensions (section 4.3.1) go on with it. Any other message, or a broken one, changes
  /// nothing.
  void take(const_bytes message);

 private:
  void add_all(const_bytes extensions);

  std::array<std::uint16_t, 32> numbers_{};
  std::size_t count_ = 0;
};

}  // namespace schannel::tls
