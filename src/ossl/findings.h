// findings: all that a check of the peer's certificate found wrong with it.
#pragma once

#include <cstdint>

#include "tls/failure.h"

namespace schannel::ossl {

class findings {
 public:
  void add(tls::cause what) { bits_ |= bit(what); }
  bool has(tls::cause what) const { return (bits_ & bit(what)) != 0; }
  /// Whether the certificate is good.
  bool empty() const { return bits_ == 0; }

 private:
  static constexpr std::uint64_t bit(tls::cause what) {
    return std::uint64_t{1} << static_cast<unsigned>(what);
  }

  std::uint64_t bits_ = 0;
};

}  // namespace schannel::ossl
