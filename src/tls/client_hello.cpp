// Walks through a ClientHello. Every length in it is the client's and is not believed.
#include "tls/client_hello.h"

#include "tls/reader.h"

namespace schannel::tls {
namespace {

constexpr std::uint8_t client_hello_type = 1;
constexpr std::size_t message_header_length = 1 + 3;
constexpr std::uint16_t server_name = 0;
constexpr std::uint32_t host_name_type = 0;

/// How many bytes the message has with its header; nothing before the header is there.
std::optional<std::size_t> message_length(const_bytes message) {
  reader from(message);
  from.take(1);
  const auto length = from.take_number(3);
  if (!length) return std::nullopt;
  return message_header_length + *length;
}

bool is_extension_list(const_bytes extensions) {
  reader from(extensions);
  while (!from.empty())
    if (!from.take(2) || !from.take_block(2)) return false;
  return true;
}

read_hello read_whole(const_bytes message) {
  if (const auto hello = client_hello::parse(message)) return *hello;
  return not_a_client_hello{};
}

}  // namespace

std::optional<client_hello> client_hello::parse(const_bytes message) {
  constexpr std::size_t version_and_random = 2 + 32;
  reader fields(message);
  const bool leads_to_extensions = fields.take(message_header_length) && fields.take(version_and_random) &&
                                   fields.take_block(1) && fields.take_block(2) && fields.take_block(1);
  if (!leads_to_extensions) return std::nullopt;
  if (fields.empty()) return client_hello({});  // RFC 5246 section 7.4.1.2: there need not be any
  const auto extensions = fields.take_block(2);
  if (!extensions || !fields.empty() || !is_extension_list(*extensions)) return std::nullopt;
  return client_hello(*extensions);
}

std::optional<const_bytes> client_hello::extension(std::uint16_t number) const {
  reader from(extensions_);
  while (!from.empty()) {
    const auto one = from.take_number(2);
    const auto content = from.take_block(2);
    if (!one || !content) return std::nullopt;
    if (*one == number) return content;
  }
  return std::nullopt;
}

std::optional<const_bytes> client_hello::host_name() const {
  const auto content = extension(server_name);
  if (!content) return std::nullopt;
  const auto list = reader(*content).take_block(2);
  if (!list) return std::nullopt;
  reader names(*list);
  while (!names.empty()) {
    const auto type = names.take_number(1);
    const auto name = names.take_block(2);
    if (!type || !name) return std::nullopt;
    if (*type == host_name_type) return name;
  }
  return std::nullopt;
}

read_hello read_client_hello_record(const_bytes input) {
  const framing framed = frame(input);
  if (const auto* partial = std::get_if<incomplete>(&framed)) return *partial;
  const auto* record = std::get_if<whole_record>(&framed);
  if (record == nullptr || record->type != content_type::handshake) return not_a_client_hello{};
  const const_bytes fragment = input.subspan(record_header_length, record->length - record_header_length);
  if (!fragment.empty() && fragment[0] != client_hello_type) return not_a_client_hello{};
  const auto length = message_length(fragment);
  if (!length || *length > fragment.size()) return fragmented{};
  return read_whole(fragment.first(*length));
}

read_hello read_client_hello_message(const_bytes input) {
  if (!input.empty() && input[0] != client_hello_type) return not_a_client_hello{};
  const auto length = message_length(input);
  if (!length) return incomplete{message_header_length - input.size()};
  if (*length > input.size()) return incomplete{*length - input.size()};
  return read_whole(input.first(*length));
}

}  // namespace schannel::tls
