// What the other end hears when memory runs out.
#include "starving.h"

using namespace peers;

TEST_CASE("SSPI-failures-and-alerts: memory that runs out is internal_error to the other end") {
  constexpr std::uint8_t internal_error = 80;
  constexpr std::size_t stride = 23;
  for (const role who : every_role) {
    INFO(name_of(who));
    bool was_told = false;
    for (std::size_t nth = 1;; nth = after(nth, stride)) {
      CAPTURE(nth);
      pair both = mid_handshake_pair(tls::v1_2, other(who));
      const auto [made, said] = starved_leg(both[who], nth);
      if (!made.ran_out) break;
      if (!(made.result == SEC_E_INSUFFICIENT_MEMORY) || said.empty()) continue;
      was_told = true;
      REQUIRE(said.size() == 7);
      CHECK(bytes(said.begin() + 3, said.end()) == bytes{0, 2, TLS1_ALERT_FATAL, internal_error});
      CHECK(both[other(who)].steps(said).result == SEC_E_INTERNAL_ERROR);
    }
    CHECK(was_told);
  }
}
