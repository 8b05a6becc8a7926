// inbound: the receiving direction of a connection whose first handshake is complete.
#pragma once

#include <memory>
#include <utility>

#include "core/progress.h"
#include "ossl/engine.h"

namespace schannel::core {

class inbound {
 public:
  /// `header` is how many bytes stand before the plaintext of every record.
  inbound(std::unique_ptr<ossl::engine> engine, std::size_t header)
      : engine_(std::move(engine)), header_(header) {}

  /// Opens one whole record in place.
  tls::result<opening> open(tls::mutable_bytes record);

  /// The engine behind both directions, for handshakes.
  ossl::engine& engine() { return *engine_; }
  const ossl::engine& engine() const { return *engine_; }

 private:
  std::unique_ptr<ossl::engine> engine_;
  std::size_t header_;
};

}  // namespace schannel::core
