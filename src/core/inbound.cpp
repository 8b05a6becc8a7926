// Opening of one record: where its plaintext goes and what it means.
#include "core/inbound.h"

#include <algorithm>

namespace schannel::core {

tls::result<opening> inbound::open(tls::mutable_bytes record) {
  const std::size_t header = std::min(header_, record.size());
  const auto read = engine_->read(record, record.subspan(header));
  if (!read) return read.failure();

  switch (read->what) {
    case ossl::received::close_notify:
      return opening{farewell{{record.size(), tls::record_header_length, 0}}};
    case ossl::received::handshake_message:
      return opening{interruption{{record.size(), tls::record_header_length, 0}}};
    case ossl::received::nothing:
      return opening{message{{record.size(), tls::record_header_length, 0}}};
    case ossl::received::application_data:
      break;
  }
  return opening{message{{record.size(), header, read->length}}};
}

}  // namespace schannel::core
