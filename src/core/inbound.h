// inbound: the receiving direction of a connection whose first handshake is complete.
#pragma once

#include <memory>
#include <utility>

#include "core/progress.h"
#include "ossl/engine.h"
#include "ossl/inbound.h"

namespace schannel::core {

class inbound {
 public:
  inbound(std::unique_ptr<ossl::engine> engine, ossl::inbound direction)
      : engine_(std::move(engine)), direction_(std::move(direction)) {}

  /// Opens one whole record in place. Touches nothing that the sending direction uses.
  ossl::opened open(tls::mutable_bytes record) { return direction_.open(record); }
  /// Says what a record means that open() made a matter.
  tls::result<opening> settle(const ossl::matter& about);

  /// The direction for handshakes; see ossl::inbound.
  ossl::inbound& direction() { return direction_; }
  /// The engine behind both directions, for handshakes.
  ossl::engine& engine() { return *engine_; }
  const ossl::engine& engine() const { return *engine_; }

 private:
  std::unique_ptr<ossl::engine> engine_;
  ossl::inbound direction_;
};

/// The layout of a record in which `content` lies in the clear.
inline record_layout layout_of(tls::const_bytes record, tls::const_bytes content) {
  return {record.size(), static_cast<std::size_t>(content.data() - record.data()), content.size()};
}

}  // namespace schannel::core
