// Runs a story for every end of a connection, in every version.
#pragma once

#include <doctest/doctest.h>

#include "support/peers.h"
#include "support/wide_requirements.h"

namespace peers {

inline constexpr tls every_version[] = {tls::v1_2, tls::v1_3};
inline constexpr role every_role[] = {role::client, role::server};

/// Calls `story(version)`.
template <typename Story>
void for_every_version(Story story) {
  for (const tls version : every_version) {
    INFO(name_of(version));
    story(version);
  }
}

/// Calls `story(version, role)`.
template <typename Story>
void for_every_role_and_version(Story story) {
  for (const tls version : every_version) {
    for (const role who : every_role) {
      INFO(name_of(version));
      INFO(name_of(who));
      story(version, who);
    }
  }
}

/// Two ends over TLS 1.3 whose server has nothing more to ask for.
inline pair pair_without_late_authentication() {
  static requirement_buffer flags(no_late_authentication);
  pair both = fresh_pair(tls::v1_3);
  both.client.passes(flags.shown());
  REQUIRE(shake_hands(both).both_established());
  return both;
}

/// Calls `story(peer& one, peer& other)` with both ends of a new connection, once from each side and in each
/// version, and with a server that has nothing more to ask for.
template <typename Story>
void for_every_end(Story story) {
  for_every_role_and_version([&](tls version, role who) {
    pair both = established_pair(version);
    story(both[who], both[other(who)]);
  });
  for (const role who : every_role) {
    CAPTURE("the server cannot ask for a certificate later");
    pair both = pair_without_late_authentication();
    story(both[who], both[other(who)]);
  }
}

/// As for_every_end(), with `one` in the middle of its handshake.
template <typename Story>
void for_every_end_mid_handshake(Story story) {
  for_every_role_and_version([&](tls version, role who) {
    pair both = mid_handshake_pair(version, who);
    story(both[who], both[other(who)]);
  });
}

}  // namespace peers
