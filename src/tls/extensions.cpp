// Walks through the extensions of a handshake message.
#include "tls/extensions.h"

#include "tls/reader.h"

namespace schannel::tls {
namespace {

constexpr std::uint8_t server_hello = 2;
constexpr std::uint8_t encrypted_extensions = 8;

}  // namespace

void extension_list::take(const_bytes message) {
  constexpr std::size_t version_and_random = 2 + 32;
  constexpr std::size_t suite_and_compression = 2 + 1;
  reader from(message);
  const auto type = from.take(1);
  const auto body = from.take_block(3);
  if (!type || !body) return;

  reader fields(*body);
  if ((*type)[0] == server_hello) {
    count_ = 0;
    if (!fields.take(version_and_random) || !fields.take_block(1) || !fields.take(suite_and_compression))
      return;
  } else if ((*type)[0] != encrypted_extensions) {
    return;
  }
  if (const auto extensions = fields.take_block(2)) add_all(*extensions);
}

void extension_list::add_all(const_bytes extensions) {
  reader from(extensions);
  while (!from.empty() && count_ < numbers_.size()) {
    const auto number = from.take_number(2);
    if (!number || !from.take_block(2)) return;
    numbers_[count_++] = static_cast<std::uint16_t>(*number);
  }
}

}  // namespace schannel::tls
