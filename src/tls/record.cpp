// Record framing: no keys, no state.
#include "tls/record.h"

namespace schannel::tls {
namespace {

bool is_content_type(std::uint8_t byte) {
  return byte >= static_cast<std::uint8_t>(content_type::change_cipher_spec) &&
         byte <= static_cast<std::uint8_t>(content_type::application_data);
}

}  // namespace

framing frame(const_bytes input) {
  // What is already here must look like a header, so that garbage is refused without waiting for more of it.
  if (!input.empty() && !is_content_type(input[0])) return not_a_record{};
  if (input.size() >= 2 && input[1] != 3) return not_a_record{};
  if (input.size() < record_header_length) return incomplete{record_header_length - input.size()};

  const std::size_t fragment = static_cast<std::size_t>(input[3]) << 8 | input[4];
  if (fragment > max_fragment) return not_a_record{};
  const std::size_t length = record_header_length + fragment;
  if (input.size() < length) return incomplete{length - input.size()};
  const auto version = static_cast<std::uint16_t>(input[1] << 8 | input[2]);
  return whole_record{static_cast<content_type>(input[0]), version, length};
}

record_header make_header(content_type type, std::uint16_t version, std::size_t fragment_length) {
  return {static_cast<std::uint8_t>(type), static_cast<std::uint8_t>(version >> 8),
          static_cast<std::uint8_t>(version), static_cast<std::uint8_t>(fragment_length >> 8),
          static_cast<std::uint8_t>(fragment_length)};
}

byte_vector plaintext_alert(const alert& what, std::uint16_t version) {
  const record_header header = make_header(content_type::alert, version, 2);
  byte_vector record(header.begin(), header.end());
  record.push_back(static_cast<std::uint8_t>(what.level));
  record.push_back(static_cast<std::uint8_t>(what.description));
  return record;
}

}  // namespace schannel::tls
