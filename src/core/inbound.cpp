// What the records of an established connection mean.
#include "core/inbound.h"

namespace schannel::core {

tls::result<opening> inbound::settle(const ossl::matter& about) {
  const auto read = direction_.settle(about);
  if (!read) return read.failure();

  const record_layout without_data{about.record.size(), tls::record_header_length, 0};
  switch (read->what) {
    case ossl::received::close_notify:
      return opening{farewell{without_data}};
    case ossl::received::handshake_message:
      return opening{interruption{without_data}};
    case ossl::received::no_renegotiation:
      return opening{declining{without_data}};
    case ossl::received::nothing:
      return opening{message{without_data}};
    case ossl::received::application_data:
      break;
  }
  return opening{message{layout_of(about.record, read->content)}};
}

}  // namespace schannel::core
