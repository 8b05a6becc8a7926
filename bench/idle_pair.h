// idle_pair: two ends of a connection who have said one thing each, and say nothing more.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "suites.h"

namespace bench {

/// Whether the client of a TLS 1.3 connection offers to be asked for a certificate after the handshake.
enum class late_authentication { offered, refused };

/// How long what each has said is: what only a first message makes a library keep counts, too.
inline constexpr std::size_t bytes_before_idling = 1024;

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
