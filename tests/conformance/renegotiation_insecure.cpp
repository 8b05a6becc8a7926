// Servers from before renegotiation was secured.
#include <algorithm>

#include "handshakes.h"
#include "support/chunks.h"

using namespace peers;

namespace {

constexpr std::size_t record_header = 5;
constexpr std::size_t message_header = 4;

/// A number of two bytes that becomes smaller.
void take_from(bytes& where, std::size_t at, std::size_t length) {
  const std::size_t before = std::size_t{where[at]} << 8 | where[at + 1];
  where[at] = static_cast<std::uint8_t>((before - length) >> 8);
  where[at + 1] = static_cast<std::uint8_t>(before - length);
}

/// Takes renegotiation_info (RFC 5746 section 3.2) out of a ServerHello, which comes first in a record of its
/// own.
void leave_out_secure_renegotiation(bytes& flight) {
  const bytes extension{0xFF, 0x01, 0, 1, 0};
  const std::size_t end = records_of(flight).front().size();
  const auto last = flight.begin() + static_cast<std::ptrdiff_t>(end);
  const auto found = std::search(flight.begin(), last, extension.begin(), extension.end());
  REQUIRE(found != last);
  constexpr std::size_t id_length = record_header + message_header + 2 + 32;
  constexpr std::size_t suite_and_compression = 3;
  const std::size_t all_extensions = id_length + 1 + flight[id_length] + suite_and_compression;
  flight.erase(found, found + static_cast<std::ptrdiff_t>(extension.size()));
  take_from(flight, all_extensions, extension.size());
  take_from(flight, record_header + 2, extension.size());
  take_from(flight, record_header - 2, extension.size());
}

}  // namespace

TEST_CASE("SSPI-renegotiation-insecure: a server that says nothing of RFC 5746") {
  for_every_renegotiable_version([](const spoken& version) {
    pair both = fresh_pair(version);
    REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
    REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
    leave_out_secure_renegotiation(both.client.inbox());
    const leg refused = both.client.continues();
    CHECK(refused.result == SEC_E_ILLEGAL_MESSAGE);
    constexpr std::uint8_t handshake_failure = 40;
    REQUIRE(refused.token.size() == 7);
    CHECK(refused.token.back() == handshake_failure);
    CHECK(both.client.steps_without_input().result == SEC_E_ILLEGAL_MESSAGE);
  });
}
