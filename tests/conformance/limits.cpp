// How much a peer may send that is no data, and what is no record at all.
#include <algorithm>

#include "support/ends.h"

using namespace peers;

namespace {

constexpr int empty_records = 1000;
constexpr int warnings = 100;

/// A record of that type in the clear, or what looks like one.
bytes forged(std::uint8_t type, bytes content, std::size_t length) {
  const bytes header{type, 3, 3, static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length)};
  bytes record(header.size() + length);
  std::copy(header.begin(), header.end(), record.begin());
  std::copy(content.begin(), content.end(), record.begin() + static_cast<std::ptrdiff_t>(header.size()));
  return record;
}

void check_refused(peer& one, const bytes& record) {
  CHECK(one.opens(record) == SEC_E_ILLEGAL_MESSAGE);
  CHECK(one.seals("anyone there").result == SEC_E_CONTEXT_EXPIRED);
}

}  // namespace

TEST_CASE("SSPI-DecryptMessage-empty-records: a thousand in a row and not one more") {
  for_every_version([](tls version) {
    pair both = established_pair(version);
    for (int count = 0; count < empty_records; ++count)
      REQUIRE(both.server.opens(both.client.seals("").record) == "");
    CHECK(both.server.opens(both.client.seals("a word").record) == "a word");
    for (int count = 0; count < empty_records; ++count)
      REQUIRE(both.server.opens(both.client.seals("").record) == "");
    check_refused(both.server, both.client.seals("").record);
  });
}

TEST_CASE("SSPI-DecryptMessage-warnings: a hundred in a row and not one more") {
  pair both = established_pair(tls::v1_2);
  const auto warned = [&] { return both.client.raises(TLS1_ALERT_WARNING, TLS1_ALERT_USER_CANCELED).token; };
  for (int count = 0; count < warnings; ++count) REQUIRE(both.server.opens(warned()) == "");
  CHECK(both.server.opens(both.client.seals("a word").record) == "a word");
  for (int count = 0; count < warnings; ++count) REQUIRE(both.server.opens(warned()) == "");
  check_refused(both.server, warned());
}

TEST_CASE("SSPI-DecryptMessage-altered-leaves-nothing: not a byte of what nobody vouches for") {
  for_every_end([](peer& one, peer& other) {
    const std::string text(300, 'x');
    bytes record = one.seals(text).record;
    record.back() ^= 1;
    const opening made = other.opens(record);
    REQUIRE(made == SEC_E_MESSAGE_ALTERED);
    const auto begin = made.memory.begin() + other.sizes().cbHeader;
    CHECK(std::all_of(begin, begin + 300, [](std::uint8_t byte) { return byte == 0; }));
  });
}

TEST_CASE("SSPI-DecryptMessage-in-the-clear: TLS 1.3 takes nothing after its handshake") {
  for (const bytes& record :
       {forged(20, {1}, 1), forged(21, {2, 10}, 2), forged(21, {1, 0}, 2), forged(22, {0, 0, 0, 0}, 4)}) {
    for (const role who : every_role) {
      pair both = established_pair(tls::v1_3);
      check_refused(both[who], record);
    }
  }
}

TEST_CASE("SSPI-DecryptMessage-too-long: a header that announces more than a record may hold") {
  for_every_end([](peer& one, peer&) {
    const std::size_t longest = 16384 + one.sizes().cbHeader - 5 + one.sizes().cbTrailer;
    check_refused(one, forged(23, {}, longest + 1));
  });
}
