// wire: the BIO between one SSL and memory. OpenSSL reads from the caller's span and writes to an outbox; no
// byte is copied on the way in, and no I/O happens here.
#pragma once

#include <utility>

#include "ossl/opaque.h"
#include "tls/bytes.h"

namespace schannel::ossl {

class wire {
 public:
  wire() = default;
  wire(const wire&) = delete;
  wire& operator=(const wire&) = delete;

  /// A new BIO over this wire, which must outlive it; nullptr when memory runs out.
  opaque_bio make_bio();

  /// Lends `bytes` to OpenSSL until take_back().
  void lend(tls::const_bytes bytes) { incoming_ = bytes; }
  /// Ends the loan; returns how many of its bytes OpenSSL did not read.
  std::size_t take_back() { return std::exchange(incoming_, {}).size(); }

  /// What OpenSSL wrote since the last call.
  tls::byte_vector take_output() { return std::exchange(outgoing_, {}); }

 private:
  friend struct wire_functions;

  tls::const_bytes incoming_;
  tls::byte_vector outgoing_;
};

}  // namespace schannel::ossl
