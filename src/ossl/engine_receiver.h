// engine_receiver: the peer's records through SSL_read, for the suites that are not AEAD. One copy a record,
// and OpenSSL's own limits.
#pragma once

#include "ossl/opened.h"

namespace schannel::ossl {

class engine;

class engine_receiver {
 public:
  /// `header` bytes stand before the plaintext of every record; `through` must outlive the receiver.
  engine_receiver(engine& through, std::size_t header) : engine_(&through), header_(header) {}

  /// Only OpenSSL can look into the record, and the sending direction uses it too: a matter, always.
  opened open(tls::mutable_bytes record);
  tls::result<reading> settle(const matter& about);
  tls::result<handshake_status> advance(tls::const_bytes record);
  bool is_control(tls::const_bytes) { return false; }

 private:
  engine* engine_;
  std::size_t header_;
};

}  // namespace schannel::ossl
