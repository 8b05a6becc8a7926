// One thread speaks without a pause; the other hears of a new key, and has to answer with one.
#include "conformance/speaker.h"
#include "support/openssl_server.h"

using namespace peers;
using schannel::test::openssl_server;

TEST_CASE("SSPI-EncryptMessage-while-decrypting-a-new-key: every word arrives under the right key") {
  openssl_server server(std::size_t{0});
  auto line = std::make_shared<wire>();
  peer client(role::client, credential::of(role::client, tls::v1_3), line);
  peer nobody(role::server, credential(), line);
  const bytes flight = server.answers(client.steps_without_input().token);
  const leg last = client.steps(flight);
  REQUIRE(last.result == SEC_E_OK);
  server.answers(last.token);

  speaker words(client);
  for (int time = 0; time < 20; ++time) {
    while (server.heard().size() < 40U * static_cast<unsigned>(time)) {
      REQUIRE(words.refusal() == SEC_E_OK);
      server.answers(words.take(nobody));
      words.listens(static_cast<int>(server.heard().size()));
    }
    const bytes update = server.updates_its_key(true);
    REQUIRE(client.opens(update) == SEC_I_RENEGOTIATE);
    const leg answer = words.steps(update);
    CHECK(answer.result == SEC_E_OK);
    CHECK_FALSE(answer.token.empty());
  }
  const int said = words.stop();
  server.answers(words.take(nobody));
  std::string expected;
  for (int word = 0; word < said; ++word) expected += std::to_string(word);
  CHECK(server.heard() == expected);
  CHECK(words.refusal() == SEC_E_OK);
}
