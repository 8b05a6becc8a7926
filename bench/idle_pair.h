// idle_pair: two ends of a connection whose handshake is complete, and who have nothing to say.
#pragma once

#include <functional>
#include <memory>

#include "suites.h"

namespace bench {

/// Whether the client of a TLS 1.3 connection offers to be asked for a certificate after the handshake.
enum class late_authentication { offered, refused };

class idle_pair {
 public:
  virtual ~idle_pair() = default;

  virtual void delete_client() = 0;
  virtual void delete_server() = 0;
};

using make_idle_pair = std::function<std::unique_ptr<idle_pair>()>;

/// All pairs share one credential of each role.
make_idle_pair idle_pairs_of_schannel(const suite& with, late_authentication late);
/// All pairs share one SSL_CTX of each role.
make_idle_pair idle_pairs_of_openssl(const suite& with);

}  // namespace bench
