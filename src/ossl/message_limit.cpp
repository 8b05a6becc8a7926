// OpenSSL tells of whole messages; in how many records one came follows from what fits a record.
#include "ossl/message_limit.h"

#include <utility>

namespace schannel::ossl {

void message_limit::begin_record(const tls::whole_record& record) {
  // RFC 8446 section 5.2: what is encrypted since TLS 1.3 has a type and a tag behind it.
  constexpr std::size_t type_and_tag = 1 + 16;
  const std::size_t overhead =
      tls::record_header_length + (record.type == tls::content_type::application_data ? type_and_tag : 0);
  room_ = record.length > overhead ? record.length - overhead : 0;
  first_ = sum_ = 0;
}

void message_limit::add_message(std::size_t length) {
  if (first_ == 0) first_ = length;
  sum_ += length;
}

bool message_limit::end_record(bool holds_messages) {
  if (!holds_messages) return false;
  const bool was_fragmented = std::exchange(goes_on_, first_ == 0) || sum_ > room_;
  return was_fragmented && first_ > most_;
}

}  // namespace schannel::ossl
