// Walks through the extensions of a handshake message.
#include "tls/extensions.h"

#include <optional>

namespace schannel::tls {
namespace {

constexpr std::uint8_t server_hello = 2;
constexpr std::uint8_t encrypted_extensions = 8;

/// Takes bytes off the front; a read beyond the end gives nothing from then on.
class reader {
 public:
  explicit reader(const_bytes from) : rest_(from) {}

  std::optional<const_bytes> take(std::size_t count) {
    if (count > rest_.size()) return std::nullopt;
    const const_bytes taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }

  std::optional<std::uint16_t> take_number() {
    const auto two = take(2);
    if (!two) return std::nullopt;
    return static_cast<std::uint16_t>((*two)[0] << 8 | (*two)[1]);
  }

  /// A block with its length in front, which has `width` bytes.
  std::optional<const_bytes> take_block(std::size_t width) {
    const auto length = take(width);
    if (!length) return std::nullopt;
    std::size_t count = 0;
    for (const std::uint8_t byte : *length) count = count << 8 | byte;
    return take(count);
  }

  bool empty() const { return rest_.empty(); }

 private:
  const_bytes rest_;
};

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
    const auto number = from.take_number();
    if (!number || !from.take_block(2)) return;
    numbers_[count_++] = *number;
  }
}

}  // namespace schannel::tls
