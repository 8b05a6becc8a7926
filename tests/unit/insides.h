// What the library calls inside what tests of the C functions call by other names.
#pragma once

#include "support/peers.h"
#include "tls/version.h"

namespace schannel::test {

inline tls::role insides_of(peers::role who) {
  return who == peers::role::client ? tls::role::client : tls::role::server;
}

}  // namespace schannel::test
