// A client's late answer, behind much else that is no data, and longer than a record.
#include "connections.h"

using namespace schannel;
using namespace schannel::test;

namespace {

/// A certificate that goes on in a second record with the byte by which a KeyUpdate begins.
ossl::identity long_identity() {
  std::string filling;
  for (int count = 0; count < 20'000; ++count) filling += "18";
  const issued_certificate made = make_certificate({.extensions = {{"1.2.3.4", "DER:" + filling}}});
  return {ossl::certificate(made.certificate), ossl::private_key(made.key), {}};
}

/// Two that have shaken hands; then the server asks for a certificate.
struct asked_pair {
  explicit asked_pair(const ossl::request& of_client = {})
      : client{begin(tls::role::client, tls::version::tls1_3, of_client)} {
    shake_hands(client, server);
    REQUIRE(server.connection.facts());
    server.connection.want_client_certificate(true);
    REQUIRE(server.connection.advance({}));
    deliver(server, client);
  }

  end client;
  end server{begin(tls::role::server, tls::version::tls1_3)};
};

}  // namespace

TEST_CASE("SSPI-AcceptSecurityContext-takes-answer: behind many new keys, all at once") {
  // A key that is worn out at once is changed by every empty leg.
  constexpr ossl::key_usage one_record{.renewed_from = 0, .limit = 1000};
  asked_pair both({.usage = one_record});
  auto& [client, server] = both;
  for (int count = 0; count < 80; ++count) {
    REQUIRE(client.connection.advance({}));
    deliver(client, server);
  }
  REQUIRE(opened(client.connection, client.inbox));
  REQUIRE(client.advances());
  CHECK(client.inbox.empty());
  deliver(client, server);

  const auto taken = server.connection.advance(server.inbox);
  REQUIRE(taken);
  const auto* done = std::get_if<core::advanced>(&*taken);
  REQUIRE(done != nullptr);
  CHECK(done->complete);
  CHECK(done->consumed == server.inbox.size());
  CHECK(text_of(server.connection, *sealed(client.connection, "that was all")) == "that was all");
}

TEST_CASE("SSPI-AcceptSecurityContext-takes-answer: a record in the middle of it is no KeyUpdate") {
  asked_pair both;
  auto& [client, server] = both;
  client.connection.use_identities({long_identity()});
  REQUIRE(opened(client.connection, client.inbox));
  REQUIRE(client.advances());
  deliver(client, server);
  CHECK(server.inbox.size() > tls::max_plaintext);

  const auto taken = server.advances();
  REQUIRE(taken);
  CHECK(std::get<core::advanced>(*taken).complete);
  CHECK(server.inbox.empty());
  CHECK(server.connection.facts()->peer_chain.size() == 1);
  CHECK(text_of(server.connection, *sealed(client.connection, "that was all")) == "that was all");
  CHECK(text_of(client.connection, *sealed(server.connection, "it was much")) == "it was much");
}
