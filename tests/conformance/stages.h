// Brings an end of a connection into each of the states that shutdown events lead to, by every way there.
#pragma once

#include "support/ends.h"

namespace peers {

enum class stage { established, announced, own_goodbye, their_goodbye, both_goodbyes, fatal_alert };

/// The ways that lead to a stage.
inline std::size_t ways_to(stage wanted) {
  return wanted == stage::both_goodbyes ? 3 : wanted == stage::fatal_alert ? 2 : 1;
}

inline void hears_goodbye(peer& one) {
  REQUIRE(one.reads() == goodbye);
}
inline void says_goodbye(peer& one) {
  REQUIRE(one.shuts_down().result == SEC_E_OK);
}

inline void both_say_goodbye(peer& one, peer& other, std::size_t way) {
  if (way == 0) says_goodbye(one);
  says_goodbye(other);
  if (way == 2) says_goodbye(one);  // the two cross
  hears_goodbye(one);
  if (way == 1) says_goodbye(one);
}

inline void meets_fatal_alert(peer& one, peer& other, std::size_t way) {
  peer& raising = way == 0 ? other : one;
  REQUIRE(raising.raises(TLS1_ALERT_FATAL, TLS1_ALERT_BAD_CERTIFICATE).result == SEC_E_OK);
  if (way == 0) REQUIRE(one.reads() == SEC_E_CERT_UNKNOWN);
}

/// Takes `one` there; what this makes it send lies in the other's inbox.
inline void bring(peer& one, peer& other, stage wanted, std::size_t way) {
  switch (wanted) {
    case stage::established:
      return;
    case stage::announced:
      REQUIRE(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
      return;
    case stage::own_goodbye:
      return says_goodbye(one);
    case stage::their_goodbye:
      says_goodbye(other);
      return hears_goodbye(one);
    case stage::both_goodbyes:
      return both_say_goodbye(one, other, way);
    case stage::fatal_alert:
      return meets_fatal_alert(one, other, way);
  }
}

/// Calls `story(one, other)` for each role, version and way, with `one` at that stage.
template <typename Story>
void for_every_end_at(stage wanted, Story story) {
  for (std::size_t way = 0; way < ways_to(wanted); ++way) {
    CAPTURE(way);
    for_every_end([&](peer& one, peer& other) {
      bring(one, other, wanted, way);
      story(one, other, way);
    });
  }
}

}  // namespace peers
