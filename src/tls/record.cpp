// An alert as a record.
#include "tls/record.h"

namespace schannel::tls {
byte_vector plaintext_alert(const alert& what, std::uint16_t version) {
  const record_header header = make_header(content_type::alert, version, 2);
  byte_vector record(header.begin(), header.end());
  record.push_back(static_cast<std::uint8_t>(what.level));
  record.push_back(static_cast<std::uint8_t>(what.description));
  return record;
}

}  // namespace schannel::tls
