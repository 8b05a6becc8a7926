// A client that asks for short records and sends longer ones.
#include <openssl/ssl.h>

#include "connections.h"

using namespace schannel;
using namespace schannel::test;

namespace {

constexpr std::size_t longest = 1024;

/// A client's credential that asks for short records (RFC 6066 section 4).
ossl::context short_of_room(const language& spoken) {
  ossl::context made = context_of(tls::role::client, spoken);
  REQUIRE(SSL_CTX_set_tlsext_max_fragment_length(made.native(), TLSEXT_max_fragment_length_1024) == 1);
  return made;
}

}  // namespace

TEST_CASE("SSPI-max-fragment-length: a record that is longer is refused, and wiped") {
  for (const language& spoken : aead_suites) {
    CAPTURE(spoken.suite);
    auto started = core::connection::begin(short_of_room(spoken), {});
    REQUIRE(started);
    end client{*std::move(started)};
    end server{begin(tls::role::server, spoken)};
    shake_hands(client, server);
    REQUIRE(server.connection.facts());
    CHECK(server.connection.facts()->longest_plaintext == longest);
    CHECK(client.connection.facts()->longest_plaintext == longest);

    const std::string fits(longest, 'f');
    CHECK(text_of(server.connection, *sealed(client.connection, fits)) == fits);
    tls::byte_vector record = *sealed(client.connection, std::string(longest + 1, 'x'));
    const auto found = opened(server.connection, record);
    REQUIRE_FALSE(found);
    CHECK(found.failure().why == tls::cause::protocol_violation);
    CHECK(std::ranges::search(record, std::string_view("xxxx")).empty());
  }
}
