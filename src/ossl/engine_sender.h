// engine_sender: this side's records through SSL_write, for the suites that are not AEAD. One copy a record,
// no empty messages, and no alert but close_notify: OpenSSL offers no function for those.
#pragma once

#include "ossl/protection.h"
#include "tls/alert.h"

namespace schannel::ossl {

class engine;

class engine_sender {
 public:
  /// `sizes` are the largest a record of the suite can have; `through` must outlive the sender.
  engine_sender(engine& through, overhead sizes) : engine_(&through), sizes_(sizes) {}

  overhead sizes() const { return sizes_; }

  /// Seals application data that is not empty; cause::unsupported for anything else.
  tls::result<std::size_t> seal(tls::content_type type, const record_parts& of);
  /// cause::unsupported for anything but close_notify.
  tls::result<tls::byte_vector> seal_alert(const tls::alert& what);
  /// cause::unsupported: only OpenSSL sends handshake messages here.
  tls::result<tls::byte_vector> seal_message(tls::const_bytes) { return tls::cause::unsupported; }

  bool is_independent() const { return false; }
  bool wants_new_key() const { return false; }
  bool is_worn_out() const { return false; }

  /// OpenSSL counts right by itself here.
  tls::result<tls::byte_vector> reframe(tls::mutable_bytes record) {
    return tls::byte_vector(record.begin(), record.end());
  }

 private:
  engine* engine_;
  overhead sizes_;
};

}  // namespace schannel::ossl
