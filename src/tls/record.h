// Where a TLS record ends: the five bytes in front of every record (RFC 8446 section 5.1), read and written.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <variant>

#include "tls/alert.h"
#include "tls/bytes.h"

namespace schannel::tls {

enum class content_type : std::uint8_t {
  change_cipher_spec = 20,
  alert = 21,
  handshake = 22,
  application_data = 23,
};

inline constexpr std::size_t record_header_length = 5;
/// What the header of a record under keys says of its version, in TLS 1.3 as in TLS 1.2.
inline constexpr std::uint16_t record_version = 0x0303;
/// The longest plaintext of one record, in bytes.
inline constexpr std::size_t max_plaintext = 1U << 14;
/// The longest fragment a header may announce: TLS 1.2's allowance, the larger one (RFC 5246 section 6.2.3).
inline constexpr std::size_t max_fragment = max_plaintext + 2048;

/// The input ends before the record does; `missing` is exact once the header is whole.
struct incomplete {
  std::size_t missing;
};
/// The input cannot be the start of a TLS record; an alert says so.
struct not_a_record {
  alert_description alert = alert_description::unexpected_message;
};
/// The input starts with a whole record of `length` bytes, header included.
struct whole_record {
  content_type type;
  std::uint16_t version;
  std::size_t length;
};

using framing = std::variant<whole_record, incomplete, not_a_record>;

constexpr bool is_content_type(std::uint8_t byte) {
  return byte >= static_cast<std::uint8_t>(content_type::change_cipher_spec) &&
         byte <= static_cast<std::uint8_t>(content_type::application_data);
}

/// Looks at the start of `input` and says where its first record ends.
inline framing frame(const_bytes input) {
  // What is already here must look like a header, so that garbage is refused without waiting for more of it.
  if (!input.empty() && !is_content_type(input[0])) return not_a_record{};
  if (input.size() >= 2 && input[1] != 3) return not_a_record{};
  if (input.size() < record_header_length) return incomplete{record_header_length - input.size()};

  const std::size_t fragment = static_cast<std::size_t>(input[3]) << 8 | input[4];
  if (fragment > max_fragment) return not_a_record{alert_description::record_overflow};
  const std::size_t length = record_header_length + fragment;
  if (input.size() < length) return incomplete{length - input.size()};
  const auto version = static_cast<std::uint16_t>(input[1] << 8 | input[2]);
  return whole_record{static_cast<content_type>(input[0]), version, length};
}

using record_header = std::array<std::uint8_t, record_header_length>;

/// The header of a record whose fragment (all that follows the header) has `fragment_length` bytes.
inline record_header make_header(content_type type, std::uint16_t version, std::size_t fragment_length) {
  return {static_cast<std::uint8_t>(type), static_cast<std::uint8_t>(version >> 8),
          static_cast<std::uint8_t>(version), static_cast<std::uint8_t>(fragment_length >> 8),
          static_cast<std::uint8_t>(fragment_length)};
}

/// An alert record in the clear: what a connection says before it has keys.
byte_vector plaintext_alert(const alert& what, std::uint16_t version);

/// Calls `visit(whole_record, const_bytes record)` for each of the whole records that fill `records`.
template <typename Visitor>
void for_each_record(const_bytes records, Visitor&& visit) {
  while (!records.empty()) {
    const framing framed = frame(records);
    const auto* record = std::get_if<whole_record>(&framed);
    if (record == nullptr) return;
    visit(*record, records.first(record->length));
    records = records.subspan(record->length);
  }
}

}  // namespace schannel::tls
