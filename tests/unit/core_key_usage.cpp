// Keys that have sealed as many records as they may.
#include "connections.h"

using namespace schannel;
using namespace schannel::test;

namespace {

constexpr ossl::key_usage few{.renewed_from = 6, .limit = 9};

/// A client whose keys wear out soon, and its server.
struct worn_pair {
  explicit worn_pair(tls::version version)
      : client{begin(tls::role::client, version, {.usage = few})}, server{begin(tls::role::server, version)} {
    shake_hands(client, server);
    REQUIRE(server.connection.facts());
  }

  /// Seals until the client must not; returns how many records that were.
  std::size_t seals_all() {
    std::size_t count = 0;
    for (auto record = sealed(client.connection, "again"); record;
         record = sealed(client.connection, "again")) {
      CHECK(text_of(server.connection, *record) == "again");
      REQUIRE(++count < 100);
    }
    CHECK(sealed(client.connection, "more").failure().why == tls::cause::already_closed);
    return count;
  }

  /// The server takes the client's KeyUpdate.
  void server_follows() {
    deliver(client, server);
    const auto heard = opened(server.connection, server.inbox);
    REQUIRE(heard);
    CHECK(std::holds_alternative<core::interruption>(*heard));
    REQUIRE(server.advances());
    CHECK(server.inbox.empty());
  }

  end client;
  end server;
};

}  // namespace

TEST_CASE("SSPI-DecryptMessage-worn-key: it asks for the leg that changes the key, and opens nothing") {
  worn_pair both(tls::version::tls1_3);
  for (std::uint64_t count = 0; count < few.renewed_from; ++count)
    CHECK(text_of(both.server.connection, *sealed(both.client.connection, "hello")) == "hello");
  both.client.inbox = *sealed(both.server.connection, "hello yourself");
  const tls::byte_vector arrived = both.client.inbox;

  const auto asked = opened(both.client.connection, both.client.inbox);
  REQUIRE(asked);
  const auto* interruption = std::get_if<core::interruption>(&*asked);
  REQUIRE(interruption != nullptr);
  CHECK(interruption->layout.length == 0);
  CHECK(both.client.inbox == arrived);
  CHECK(sealed(both.client.connection, "now").failure().why == tls::cause::already_closed);

  REQUIRE(both.client.advances());
  CHECK(both.client.inbox == arrived);
  both.server_follows();
  CHECK(text_of(both.client.connection, arrived) == "hello yourself");
  CHECK(both.seals_all() == few.limit);
}

TEST_CASE("SSPI-EncryptMessage-worn-key: over TLS 1.3 an empty leg changes it") {
  worn_pair both(tls::version::tls1_3);
  for (int time = 0; time < 3; ++time) {
    CHECK(both.seals_all() == few.limit);
    REQUIRE(both.client.connection.advance({}));
    both.server_follows();
  }
}

TEST_CASE("SSPI-EncryptMessage-worn-key: over TLS 1.2 a renegotiation does, and a goodbye can be said") {
  worn_pair both(tls::version::tls1_2);
  CHECK(both.seals_all() == few.limit - 1);  // Finished was the first record
  REQUIRE(both.client.connection.advance({}));
  deliver(both.client, both.server);
  REQUIRE(opened(both.server.connection, both.server.inbox));
  shake_hands(both.server, both.client);
  CHECK(both.seals_all() == few.limit - 1);

  both.client.connection.will_say(tls::close_notify);
  REQUIRE(both.client.connection.advance({}));
  deliver(both.client, both.server);
  const auto heard = opened(both.server.connection, both.server.inbox);
  REQUIRE(heard);
  CHECK(std::holds_alternative<core::farewell>(*heard));
}
