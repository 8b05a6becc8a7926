// Listens to what passes between the library and the SSL objects inside its connections.
#pragma once

#include "support/certificates.h"

namespace schannel::test {

/// While it lives it hears of the connections of this thread; there is one at a time.
class eavesdropper {
 public:
  eavesdropper();
  ~eavesdropper();
  eavesdropper(const eavesdropper&) = delete;
  eavesdropper& operator=(const eavesdropper&) = delete;

  void forgets() {
    fed.clear();
    written.clear();
  }

  bytes fed;      ///< what an SSL has read
  bytes written;  ///< what it has written
};

}  // namespace schannel::test
