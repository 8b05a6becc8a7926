// Wishes for another handshake that the other end does not grant, and data that crosses those it does.
#include "handshakes.h"

using namespace peers;

namespace {

/// The server has asked for another handshake, and the client says that it will have none.
void server_asks_in_vain(pair& both) {
  REQUIRE(asks_again(both.server).result == SEC_E_OK);
  REQUIRE(hears(both.client) == SEC_I_RENEGOTIATE);
  both.client.inbox().clear();
  REQUIRE(both.client.raises(TLS1_ALERT_WARNING, TLS1_ALERT_NO_RENEGOTIATION).result == SEC_E_OK);
}

}  // namespace

TEST_CASE("SSPI-renegotiation-declined: DecryptMessage tells, and the conversation goes on") {
  pair both = established_pair(tls_1_2);
  server_asks_in_vain(both);
  const opening told = hears(both.server);
  CHECK(told == SEC_I_NO_RENEGOTIATION);
  CHECK(told.left[1].BufferType == SECBUFFER_DATA);
  CHECK(told.left[1].cbBuffer == 0);
  check_conversation(both);
}

TEST_CASE("SSPI-renegotiation-declined: AcceptSecurityContext tells as well") {
  pair both = established_pair(tls_1_2);
  server_asks_in_vain(both);
  const leg told = both.server.continues();
  CHECK(told.result == SEC_I_NO_RENEGOTIATION);
  CHECK(told.token.empty());
  CHECK(both.server.inbox().empty());
  check_conversation(both);
}

TEST_CASE("SSPI-renegotiation-declined: without a wish it is one warning among others") {
  pair both = established_pair(tls_1_2);
  REQUIRE(both.client.raises(TLS1_ALERT_WARNING, TLS1_ALERT_NO_RENEGOTIATION).result == SEC_E_OK);
  CHECK(hears(both.server) == "");
  check_conversation(both);
}

TEST_CASE("SSPI-renegotiation-after-decline: a server may ask again") {
  pair both = established_pair(tls_1_2);
  server_asks_in_vain(both);
  REQUIRE(hears(both.server) == SEC_I_NO_RENEGOTIATION);
  check_conversation(both);

  REQUIRE(asks_again(both.server).result == SEC_E_OK);
  REQUIRE(hears(both.client) == SEC_I_RENEGOTIATE);
  both.client.inbox().clear();
  REQUIRE(asks_again(both.client).result == SEC_I_CONTINUE_NEEDED);
  CHECK(shake_hands(both).both_established());
  check_conversation(both);
}

TEST_CASE("SSPI-renegotiation-data-until-answered: a server that has answered hears what came before") {
  pair both = established_pair(tls_1_2);
  REQUIRE(asks_again(both.client).result == SEC_I_CONTINUE_NEEDED);
  REQUIRE(both.client.says("by the way") == SEC_E_OK);
  REQUIRE(both.client.says("and then") == SEC_E_OK);
  REQUIRE(hears(both.server) == SEC_I_RENEGOTIATE);
  REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
  CHECK(hears(both.server) == "by the way");
  CHECK(hears(both.server) == "and then");
  CHECK(shake_hands(both).both_established());
  check_conversation(both);
}

TEST_CASE(
    "SSPI-renegotiation-data-until-answered: a client that has asked hears all that precedes the answer") {
  pair both = established_pair(tls_1_2);
  REQUIRE(both.server.says("first") == SEC_E_OK);
  REQUIRE(asks_again(both.client).result == SEC_I_CONTINUE_NEEDED);
  REQUIRE(both.server.says("second") == SEC_E_OK);
  REQUIRE(hears(both.server) == SEC_I_RENEGOTIATE);
  REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
  CHECK(hears(both.client) == "first");
  CHECK(hears(both.client) == "second");
  CHECK(shake_hands(both).both_established());
  check_conversation(both);
}
