// schannel_handshake: the same handshake over and over, without the headers of Windows.
#pragma once

#include <memory>

#include "identity.h"
#include "suites.h"

namespace bench {

class schannel_handshakes {
 public:
  static std::unique_ptr<schannel_handshakes> create(const suite& with, const identity& of_server,
                                                     bool resumes);

  virtual ~schannel_handshakes() = default;
  /// One handshake, to its end and with its tickets taken; then both contexts are deleted.
  virtual void run() = 0;
  /// Whether the last one resumed a session.
  virtual bool was_resumed() const = 0;
};

}  // namespace bench
