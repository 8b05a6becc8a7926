// duplex_path: one end of a connection, through which one thread sends while another receives.
#pragma once

#include <algorithm>
#include <memory>

#include "record_path.h"

namespace bench {

/// More than for one thread: the threads have to begin at the same moment, and are not quite able to.
inline load duplex_load(std::size_t length) {
  return {length, std::min<std::size_t>(4096, (std::size_t{1} << 20) / length)};
}

class duplex_path {
 public:
  virtual ~duplex_path() = default;

  /// The other end's part, which comes first: seals what open_all() opens.
  virtual void prepare() = 0;
  /// May run at the same time, in two threads.
  virtual void seal_all() = 0;
  virtual void open_all() = 0;
};

/// One for both directions, or one for each: what the machine itself lets two threads do at once.
enum class connections { one, two };

/// EncryptMessage and DecryptMessage, on one context where there is one connection.
std::unique_ptr<duplex_path> duplex_of_schannel(const suite& with, load of, connections over);
/// SSL_write and SSL_read on one SSL, under a mutex: only one thread at a time may use it.
std::unique_ptr<duplex_path> duplex_of_openssl(const suite& with, load of);

}  // namespace bench
