// The five bytes of a KeyUpdate, and nothing else.
#include "tls/key_update.h"

#include <algorithm>

namespace schannel::tls {

key_update_reader::reading key_update_reader::take(const_bytes content) {
  if (content.empty()) return alert_description::unexpected_message;  // section 5.1
  const std::size_t here = std::min(content.size(), message_.size() - length_);
  std::copy_n(content.begin(), here, message_.begin() + static_cast<std::ptrdiff_t>(length_));
  length_ += here;
  if (length_ < header_size) return unfinished{};

  constexpr auto expected = key_update_message(key_update_request::not_requested);
  if (message_[0] != expected[0]) return alert_description::unexpected_message;
  const auto length = const_bytes(message_).subspan(1, header_size - 1);
  if (std::ranges::all_of(length, [](std::uint8_t byte) { return byte == 0; }))
    return alert_description::decode_error;
  if (!std::ranges::equal(length, const_bytes(expected).subspan(1, header_size - 1)))
    return alert_description::illegal_parameter;
  if (length_ < message_.size()) return unfinished{};
  if (here < content.size()) return alert_description::unexpected_message;
  const std::uint8_t request = message_.back();
  if (request > static_cast<std::uint8_t>(key_update_request::requested))
    return alert_description::illegal_parameter;
  length_ = 0;
  return static_cast<key_update_request>(request);
}

}  // namespace schannel::tls
