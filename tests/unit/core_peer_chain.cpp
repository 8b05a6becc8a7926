// Whose certificates a connection knows after another handshake.
#include "connections.h"

using namespace schannel;
using namespace schannel::test;

namespace {

const tls::version version = tls::version::tls1_2;

ossl::context showing(const issued_certificate& shown) {
  ossl::settings wanted = context_of(tls::role::server, version).settings();
  wanted.identities = {{ossl::certificate(shown.certificate), ossl::private_key(shown.key), {}}};
  auto made = ossl::context::create(std::move(wanted));
  REQUIRE(made);
  return *std::move(made);
}

bool knows(const end& by, const issued_certificate& shown) {
  const auto& facts = by.connection.facts();
  REQUIRE(facts);
  REQUIRE(facts->peer_chain.size() == 1);
  return facts->peer_chain.front() == ossl::certificate(shown.certificate);
}

}  // namespace

TEST_CASE("after a renegotiation the peer's certificate is the one that it showed then") {
  const issued_certificate another = make_certificate({.common_name = "localhost", .key = key_type::rsa});
  end client{begin(tls::role::client, version)};
  end server{begin(tls::role::server, version)};
  shake_hands(client, server);
  CHECK(knows(client, localhost_certificate()));

  for (const issued_certificate* shown : {&another, &another, &localhost_certificate()}) {
    REQUIRE(server.connection.use_credential(showing(*shown)));
    REQUIRE(client.connection.advance({}));
    shake_hands(client, server);
    CHECK(knows(client, *shown));
    CHECK(text_of(client.connection, *sealed(server.connection, "hello")) == "hello");
  }
}
