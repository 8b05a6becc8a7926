// Records that OpenSSL opens; the plaintext goes where the record was.
#include "ossl/engine_receiver.h"

#include <algorithm>

#include "ossl/engine.h"

namespace schannel::ossl {

opened engine_receiver::open(tls::mutable_bytes record) {
  return matter{record, opened_record{static_cast<tls::content_type>(record[0]), record}};
}

tls::result<reading> engine_receiver::settle(const matter& about) {
  return engine_->read(about.record, about.record.subspan(std::min(header_, about.record.size())));
}

tls::result<handshake_status> engine_receiver::advance(tls::const_bytes record) {
  return engine_->advance(record);
}

}  // namespace schannel::ossl
