// Records that are longer than they may be, and headers that announce one.
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

TEST_CASE("SSPI-DecryptMessage-too-long: an alert says so, of whatever a header announces") {
  for (const language& spoken : aead_suites) {
    CAPTURE(spoken.suite);
    for (const std::size_t announced : {tls::max_fragment, tls::max_fragment + 1, std::size_t{0xFFFF}}) {
      CAPTURE(announced);
      end client{begin(tls::role::client, spoken)};
      end server{begin(tls::role::server, spoken)};
      shake_hands(client, server);
      const auto header = tls::make_header(tls::content_type::application_data, 0x0303, announced);
      tls::byte_vector record(header.begin(), header.end());
      if (announced <= tls::max_fragment) record.resize(header.size() + announced);
      REQUIRE_FALSE(opened(server.connection, record));
      tls::byte_vector said = server.connection.take_outbox();
      const auto heard = opened(client.connection, said);
      REQUIRE_FALSE(heard);
      CHECK(heard.failure().received.description == tls::alert_description::record_overflow);
    }
  }
}
