// feed(): hands a caller's bytes to a handshake, one record at a time, and says where it stopped.
#pragma once

#include <algorithm>

#include "ossl/engine.h"
#include "ossl/inbound.h"
#include "tls/bytes.h"

namespace schannel::core {

enum class feeding_end {
  input_used_up,     ///< all whole records are taken and more are needed; `missing` bytes for the next one
  not_tls,           ///< what follows is no record
  application_data,  ///< what follows is not the handshake's (TLS 1.2 and before)
  wants_credential,  ///< the server asks for a certificate; the next feed() goes on from here
  declined,          ///< the peer does not want this handshake
  complete,
  failed,
};

struct feeding {
  feeding_end end = feeding_end::input_used_up;
  std::size_t consumed = 0;
  std::size_t missing = 0;
  tls::failure why = tls::cause::internal;
};

/// Feeds `input` from its byte `consumed` on. In another handshake than the first one records are opened
/// `through` the receiving direction, and application data ends it instead of being fed.
feeding feed(ossl::engine& engine, ossl::inbound* through, tls::const_bytes input, std::size_t consumed);

/// Recognises bytes that a caller passes a second time.
class remembered_bytes {
 public:
  explicit remembered_bytes(tls::const_bytes bytes) : bytes_(bytes.begin(), bytes.end()) {}

  /// How many bytes of `input` are the remembered ones: all of them or none.
  std::size_t count_in(tls::const_bytes input) const {
    const bool starts =
        input.size() >= bytes_.size() && std::equal(bytes_.begin(), bytes_.end(), input.begin());
    return starts ? bytes_.size() : 0;
  }

 private:
  tls::byte_vector bytes_;
};

}  // namespace schannel::core
