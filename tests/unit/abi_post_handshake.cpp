// Post-handshake messages of TLS 1.3 at the C functions. A server of OpenSSL's sends them.
#include "support/chunks.h"
#include "support/ends.h"
#include "support/openssl_server.h"

using namespace peers;
using schannel::test::openssl_server;

namespace {

/// A client whose handshake with `server` is complete; what the server sent after it lies in the inbox.
peer client_of(openssl_server& server) {
  peer client(role::client, credential::of(role::client, tls::v1_3), std::make_shared<wire>());
  leg taken = client.continues();
  client.inbox() = server.answers(taken.token);
  taken = client.continues();
  REQUIRE(taken.result == SEC_E_OK);
  const bytes more = server.answers(taken.token);
  client.inbox().insert(client.inbox().end(), more.begin(), more.end());
  return client;
}

/// A client that has been interrupted by a ticket; the inbox starts with the record it came in.
peer interrupted_client_of(openssl_server& server) {
  peer client = client_of(server);
  REQUIRE(client.opens(client.inbox()) == SEC_I_RENEGOTIATE);
  return client;
}

void check_interrupts(peer& client, const bytes& input) {
  const std::size_t record = record_length(input);
  const opening made = client.opens(input);
  CHECK(made == SEC_I_RENEGOTIATE);
  CHECK(made.left[0].BufferType == SECBUFFER_STREAM_HEADER);
  CHECK(made.left[0].cbBuffer == 5);
  CHECK(made.left[1].BufferType == SECBUFFER_DATA);
  CHECK(made.left[1].cbBuffer == 0);
  CHECK(made.left[1].pvBuffer != nullptr);
  CHECK(made.left[2].BufferType == SECBUFFER_STREAM_TRAILER);
  CHECK(made.left[2].cbBuffer == record - 5);
  CHECK(made.left[3].BufferType == SECBUFFER_EXTRA);
  CHECK(made.left[3].pvBuffer == made.memory.data());
  CHECK(made.extra() == input);
}

}  // namespace

TEST_CASE("SSPI-DecryptMessage-renegotiate: once for each ticket and with all that follows it") {
  openssl_server server(2);
  peer client = client_of(server);
  REQUIRE(records_of(client.inbox()).size() == 2);
  const bytes words = server.says("hello");
  client.inbox().insert(client.inbox().end(), words.begin(), words.end());
  for (int ticket = 0; ticket < 2; ++ticket) {
    check_interrupts(client, client.inbox());
    CHECK(client.continues().result == SEC_E_OK);
  }
  CHECK(client.inbox() == words);
  CHECK(client.reads() == "hello");
}

TEST_CASE("SSPI-DecryptMessage-renegotiate: for a new key") {
  for (const bool demanding : {false, true}) {
    CAPTURE(demanding);
    openssl_server server(0);
    peer client = client_of(server);
    check_interrupts(client, server.updates_its_key(demanding));
  }
}

TEST_CASE("SSPI-InitializeSecurityContext-after-renegotiate: one record is used and the rest comes back") {
  openssl_server server(1);
  peer client = interrupted_client_of(server);
  const bytes words = server.says("hello");
  client.inbox().insert(client.inbox().end(), words.begin(), words.end());
  const leg taken = client.steps(client.inbox());
  CHECK(taken.result == SEC_E_OK);
  CHECK(taken.token.empty());
  CHECK(taken.extra == words.size());
  CHECK(client.opens(words) == "hello");
}

TEST_CASE("SSPI-InitializeSecurityContext-after-renegotiate: nothing is used of an empty input") {
  openssl_server server(1);
  peer client = interrupted_client_of(server);
  const leg taken = client.steps_without_input();
  CHECK(taken.result == SEC_E_OK);
  CHECK(taken.token.empty());
  CHECK(client.opens(server.says("hello")) == "hello");
}

TEST_CASE("SSPI-InitializeSecurityContext-after-renegotiate: nothing is used of what follows the record") {
  openssl_server server(1);
  peer client = interrupted_client_of(server);
  const bytes words = server.says("hello");
  const leg taken = client.steps(words);
  CHECK(taken.result == SEC_E_OK);
  CHECK(taken.extra == words.size());
  CHECK(client.opens(words) == "hello");
}

TEST_CASE("SSPI-InitializeSecurityContext-after-renegotiate: a key that was demanded is the token") {
  openssl_server server(0);
  peer client = client_of(server);
  const bytes update = server.updates_its_key(true);
  REQUIRE(client.opens(update) == SEC_I_RENEGOTIATE);
  const leg taken = client.steps(update);
  CHECK(taken.result == SEC_E_OK);
  CHECK_FALSE(taken.token.empty());
  CHECK(taken.extra == 0);
  server.answers(taken.token);
  server.answers(client.seals("under a new key").record);
  CHECK(server.heard() == "under a new key");
  CHECK(client.opens(server.says("so am I")) == "so am I");
}

TEST_CASE("SSPI-messages-between-renegotiate-and-the-call: neither direction moves") {
  openssl_server server(1);
  peer client = interrupted_client_of(server);
  const bytes words = server.says("hello");
  for (int time = 0; time < 2; ++time) {
    CHECK(client.seals("hello").result == SEC_E_CONTEXT_EXPIRED);
    CHECK(client.opens(words) == SEC_E_CONTEXT_EXPIRED);
  }
  REQUIRE(client.continues().result == SEC_E_OK);
  CHECK(client.opens(words) == "hello");
  server.answers(client.seals("hello yourself").record);
  CHECK(server.heard() == "hello yourself");
}

TEST_CASE("SSPI-ApplyControlToken-shutdown-while-interrupted: one can always leave") {
  openssl_server server(1);
  peer client = interrupted_client_of(server);
  const leg said = client.shuts_down();
  CHECK(said.result == SEC_E_OK);
  CHECK(said.token.size() == 24);
  server.answers(said.token);
  CHECK(server.heard_goodbye());
}

TEST_CASE("SSPI-DecryptMessage-key-updates: a hundred in a row and not one more") {
  openssl_server server(0);
  peer client = client_of(server);
  const auto updated = [&](bool demanding) {
    const bytes update = server.updates_its_key(demanding);
    REQUIRE(client.opens(update) == SEC_I_RENEGOTIATE);
    server.answers(client.steps(update).token);
  };
  for (int count = 0; count < 100; ++count) updated(count % 2 == 0);
  CHECK(client.opens(server.says("a word")) == "a word");
  for (int count = 0; count < 100; ++count) updated(count % 2 == 0);
  CHECK(client.opens(server.updates_its_key(false)) == SEC_E_ILLEGAL_MESSAGE);
}

namespace {

/// A client that asks a server of OpenSSL's over TLS 1.2 for another handshake, in vain.
struct declined_client {
  declined_client() : server(openssl_server::that_declines()) {
    client.inbox() = server.answers(client.continues().token);
    client.inbox() = server.answers(client.continues().token);
    REQUIRE(client.continues().result == SEC_E_OK);
    const leg asked = client.steps_without_input();
    REQUIRE(asked.result == SEC_I_CONTINUE_NEEDED);
    refusal = server.answers(asked.token);
    REQUIRE_FALSE(refusal.empty());
  }

  void talks() {
    server.answers(client.seals("how do you do").record);
    CHECK(client.opens(server.says("very well")) == "very well");
  }

  /// Asks again, and completes the handshake.
  void renegotiates(bytes hello) {
    client.inbox() = server.answers(hello);
    for (int leg = 0; leg < 3 && !client.inbox().empty(); ++leg) {
      const auto taken = client.steps(client.inbox());
      REQUIRE_FALSE(failed(taken.result));
      client.inbox() = server.answers(taken.token);
      if (taken.result == SEC_E_OK) return;
    }
    FAIL("the handshake does not complete");
  }

  openssl_server server;
  peer client{role::client, credential::of(role::client, tls::v1_2), std::make_shared<wire>()};
  bytes refusal;
};

}  // namespace

TEST_CASE("SSPI-renegotiation-declined: a client is told by either function, and talks on") {
  for (const bool by_decryption : {true, false}) {
    CAPTURE(by_decryption);
    declined_client one;
    if (by_decryption)
      CHECK(one.client.opens(one.refusal) == SEC_I_NO_RENEGOTIATION);
    else
      CHECK(one.client.steps(one.refusal).result == SEC_I_NO_RENEGOTIATION);
    for (int time = 0; time < 3; ++time) one.talks();
    CHECK(one.server.heard() == "how do you dohow do you dohow do you do");
  }
}

TEST_CASE("SSPI-renegotiation-after-decline: a client may ask again, and so may the server") {
  for (const bool server_asks : {false, true}) {
    CAPTURE(server_asks);
    declined_client one;
    REQUIRE(one.client.opens(one.refusal) == SEC_I_NO_RENEGOTIATION);
    one.talks();
    one.server.grants_renegotiation();
    if (server_asks) REQUIRE(one.client.opens(one.server.asks_for_renegotiation()) == SEC_I_RENEGOTIATE);
    const leg asked = one.client.steps_without_input();
    REQUIRE(asked.result == SEC_I_CONTINUE_NEEDED);
    one.renegotiates(asked.token);
    one.talks();
  }
}

TEST_CASE("SSPI-renegotiation-declined: a goodbye is still a goodbye") {
  declined_client one;
  REQUIRE(one.client.opens(one.refusal) == SEC_I_NO_RENEGOTIATION);
  const leg said = one.client.shuts_down();
  CHECK(said.token.size() == 31);
  one.server.answers(said.token);
  CHECK(one.server.heard_goodbye());
}
