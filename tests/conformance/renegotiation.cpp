// Another handshake on a connection that has had one, before TLS 1.3.
#include <algorithm>

#include "handshakes.h"
#include "support/chunks.h"

using namespace peers;

namespace {

/// The client has asked for another handshake and the server has noticed.
void client_asks_and_is_heard(pair& both) {
  REQUIRE(asks_again(both.client).result == SEC_I_CONTINUE_NEEDED);
  REQUIRE(hears(both.server) == SEC_I_RENEGOTIATE);
}

/// The server has asked for another handshake and the client has noticed.
void server_asks_and_is_heard(pair& both) {
  REQUIRE(asks_again(both.server).result == SEC_E_OK);
  REQUIRE(hears(both.client) == SEC_I_RENEGOTIATE);
  both.client.inbox().clear();
}

/// The client takes up what the server asked for, and the server notices.
void client_follows(pair& both) {
  const leg hello = asks_again(both.client);
  REQUIRE(hello.result == SEC_I_CONTINUE_NEEDED);
  REQUIRE_FALSE(hello.token.empty());
  REQUIRE(hears(both.server) == SEC_I_RENEGOTIATE);
}

/// The handshake that `who` asks for, up to its end.
void renegotiate(pair& both, role who) {
  if (who == role::client) {
    client_asks_and_is_heard(both);
  } else {
    server_asks_and_is_heard(both);
    client_follows(both);
  }
  REQUIRE(shake_hands(both).both_established());
}

/// Calls `story(pair, role that asks)` for each version and role.
template <typename Story>
void for_every_asker(Story story) {
  for_every_renegotiable_version([&](const spoken& version) {
    for (const role who : every_role) {
      INFO(name_of(who));
      pair both = established_pair(version);
      story(both, who);
    }
  });
}

std::size_t goodbye_size(peer& one, peer& other) {
  const leg said = one.shuts_down();
  CHECK(said.result == SEC_E_OK);
  CHECK(other.reads() == goodbye);
  return said.token.size();
}

std::size_t usual_goodbye_size(const spoken& version, role who) {
  pair both = established_pair(version);
  return goodbye_size(both[who], both[other(who)]);
}

}  // namespace

TEST_CASE("SSPI-InitializeSecurityContext-renegotiation: a ClientHello that only the server can read") {
  for_every_renegotiable_version([](const spoken& version) {
    pair both = established_pair(version);
    const leg asked = both.client.steps_without_input();
    CHECK(asked.result == SEC_I_CONTINUE_NEEDED);
    REQUIRE(records_of(asked.token).size() == 1);
    CHECK(asked.token[0] == 22);
    const bytes name = to_bytes("localhost");
    CHECK(std::search(asked.token.begin(), asked.token.end(), name.begin(), name.end()) == asked.token.end());
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-renegotiation: the server's wish is complete at once") {
  for_every_renegotiable_version([](const spoken& version) {
    pair both = established_pair(version);
    const leg asked = both.server.steps_without_input();
    CHECK(asked.result == SEC_E_OK);
    REQUIRE(records_of(asked.token).size() == 1);
    CHECK(asked.token[0] == 22);
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-renegotiation: an empty token is no input, as .NET passes it") {
  for_every_asker([](pair& both, role who) {
    const leg asked = both[who].steps({});
    CHECK(asked.result == (who == role::client ? SEC_I_CONTINUE_NEEDED : SEC_E_OK));
    CHECK(records_of(asked.token).size() == 1);
    CHECK(asked.missing == 0);
    CHECK(asked.extra == 0);
    CHECK(both[other(who)].opens(asked.token) == SEC_I_RENEGOTIATE);
  });
}

TEST_CASE("SSPI-DecryptMessage-renegotiation: a wish is no data") {
  for_every_asker([](pair& both, role who) {
    const bytes wish = both[who].steps_without_input().token;
    const opening heard = both[other(who)].opens(wish);
    CHECK(heard == SEC_I_RENEGOTIATE);
    CHECK(heard.left[0].BufferType == SECBUFFER_STREAM_HEADER);
    CHECK(heard.left[0].cbBuffer == 5);
    CHECK(heard.left[1].BufferType == SECBUFFER_DATA);
    CHECK(heard.left[1].cbBuffer == 0);
    CHECK(heard.left[2].BufferType == SECBUFFER_STREAM_TRAILER);
    CHECK(heard.left[2].cbBuffer == wish.size() - 5);
  });
}

TEST_CASE("SSPI-DecryptMessage-renegotiation: 32 bytes follow the header of a HelloRequest over TLS 1.0") {
  pair both = established_pair(tls_1_0);
  REQUIRE(asks_again(both.server).result == SEC_E_OK);
  const opening heard = hears(both.client);
  REQUIRE(heard == SEC_I_RENEGOTIATE);
  CHECK(heard.left[2].cbBuffer == 32);
}

TEST_CASE("SSPI-InitializeSecurityContext-follows-renegotiation: without input or with the EXTRA bytes") {
  for_every_renegotiable_version([](const spoken& version) {
    for (const bool passes_extra : {false, true}) {
      CAPTURE(passes_extra);
      pair both = established_pair(version);
      REQUIRE(asks_again(both.server).result == SEC_E_OK);
      REQUIRE(hears(both.client) == SEC_I_RENEGOTIATE);
      const leg hello =
          passes_extra ? both.client.steps(both.client.inbox()) : both.client.steps_without_input();
      CHECK(hello.result == SEC_I_CONTINUE_NEEDED);
      CHECK(hello.extra == 0);
      both.client.inbox().clear();
      both.client.sends(hello.token);
      REQUIRE(hears(both.server) == SEC_I_RENEGOTIATE);
      CHECK(shake_hands(both).both_established());
      check_conversation(both);
    }
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-takes-records: without a look at them by DecryptMessage") {
  for_every_renegotiable_version([](const spoken& version) {
    pair both = established_pair(version);
    server_asks_and_is_heard(both);
    REQUIRE(asks_again(both.client).result == SEC_I_CONTINUE_NEEDED);
    CHECK(shake_hands(both).both_established());
    check_conversation(both);
  });
}

TEST_CASE("SSPI-renegotiation-completes: time and again, and the connection is as good as new") {
  for_every_asker([](pair& both, role who) {
    for (int time = 0; time < 3; ++time) {
      CAPTURE(time);
      renegotiate(both, who);
      check_conversation(both);
    }
    CHECK(both.client.inbox().empty());
    CHECK(both.server.inbox().empty());
  });
}

TEST_CASE("SSPI-renegotiation-completes: a goodbye is as long as ever") {
  for_every_renegotiable_version([](const spoken& version) {
    for (const role who : every_role) {
      INFO(name_of(who));
      pair both = established_pair(version);
      renegotiate(both, who);
      const std::size_t usual = usual_goodbye_size(version, who);
      CHECK(goodbye_size(both[who], both[other(who)]) == usual);
      CHECK(both[other(who)].says("one more thing") == SEC_E_OK);
      CHECK(both[who].reads() == "one more thing");
      CHECK(goodbye_size(both[other(who)], both[who]) == usual);
    }
  });
}

TEST_CASE("SSPI-renegotiation-data-in-flight: words that cross the client's wish are heard") {
  for_every_renegotiable_version([](const spoken& version) {
    pair both = established_pair(version);
    REQUIRE(both.client.says("before I ask") == SEC_E_OK);
    REQUIRE(both.server.says("while you ask") == SEC_E_OK);
    REQUIRE(asks_again(both.client).result == SEC_I_CONTINUE_NEEDED);
    CHECK(hears(both.server) == "before I ask");
    REQUIRE(both.server.says("and before I knew") == SEC_E_OK);
    REQUIRE(hears(both.server) == SEC_I_RENEGOTIATE);
    REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
    CHECK(hears(both.client) == "while you ask");
    CHECK(hears(both.client) == "and before I knew");
    REQUIRE(hears(both.client) == SEC_I_RENEGOTIATE);
    CHECK(shake_hands(both).both_established());
    check_conversation(both);
  });
}

TEST_CASE("SSPI-renegotiation-data-in-flight: words that cross the server's wish are heard") {
  for_every_renegotiable_version([](const spoken& version) {
    pair both = established_pair(version);
    REQUIRE(both.server.says("before I ask") == SEC_E_OK);
    REQUIRE(asks_again(both.server).result == SEC_E_OK);
    REQUIRE(both.client.says("before I knew") == SEC_E_OK);
    CHECK(hears(both.server) == "before I knew");
    CHECK(hears(both.client) == "before I ask");
    REQUIRE(hears(both.client) == SEC_I_RENEGOTIATE);
    both.client.inbox().clear();
    client_follows(both);
    CHECK(shake_hands(both).both_established());
    check_conversation(both);
  });
}

TEST_CASE("SSPI-renegotiation-talks-on: whoever asked goes on until the answer comes") {
  pair both = established_pair(tls_1_2);
  REQUIRE(asks_again(both.client).result == SEC_I_CONTINUE_NEEDED);
  CHECK(both.client.says("by the way") == SEC_E_OK);
  REQUIRE(both.server.says("go on") == SEC_E_OK);
  CHECK(hears(both.client) == "go on");
}

TEST_CASE("SSPI-messages-between-renegotiate-and-the-call: a request for another handshake comes first") {
  for_every_renegotiable_version([](const spoken& version) {
    pair both = established_pair(version);
    REQUIRE(asks_again(both.server).result == SEC_E_OK);
    const bytes words = both.server.seals("are you there?").record;
    REQUIRE(hears(both.client) == SEC_I_RENEGOTIATE);
    CHECK(both.client.says("not now") == SEC_E_CONTEXT_EXPIRED);
    CHECK(both.client.opens(words) == SEC_E_CONTEXT_EXPIRED);
    CHECK(both.client.steps_without_input().result == SEC_I_CONTINUE_NEEDED);
    CHECK(both.client.opens(words) == "are you there?");
  });
}

TEST_CASE("SSPI-renegotiation-client-certificate: the one that the client had all along") {
  for (const bool from_the_start : {true, false}) {
    CAPTURE(from_the_start);
    pair both =
        pair_of(from_the_start ? identified_client(tls::v1_2) : credential::of(role::client, tls::v1_2),
                credential::of(role::server, tls::v1_2));
    REQUIRE(shake_hands(both).both_established());
    REQUIRE(certificate_seen_by(both.server).asked == SEC_E_NO_CREDENTIALS);
    both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
    server_asks_and_is_heard(both);
    // A credential that the program finds now serves as well.
    if (!from_the_start) both.client.credential() = identified_client(tls::v1_2);
    client_follows(both);
    REQUIRE(shake_hands(both).both_established());
    CHECK(certificate_seen_by(both.server).encoded == client_certificate().encoded());
    check_conversation(both);
  }
}

TEST_CASE("SSPI-renegotiation-client-certificate: a client that has none is told") {
  for (const bool finds_one : {true, false}) {
    CAPTURE(finds_one);
    pair both = established_pair(tls_1_2);
    both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
    both.client.wants(usual_requirements(role::client) & ~ULONG{ISC_REQ_USE_SUPPLIED_CREDS});
    server_asks_and_is_heard(both);
    client_follows(both);
    REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
    const leg paused = both.client.steps(both.client.inbox());
    REQUIRE(paused.result == SEC_I_INCOMPLETE_CREDENTIALS);
    CHECK(paused.token.empty());
    if (finds_one) both.client.credential() = identified_client(tls::v1_2);
    REQUIRE(shake_hands(both).both_established());
    CHECK(certificate_seen_by(both.server).encoded == (finds_one ? client_certificate().encoded() : bytes{}));
    check_conversation(both);
  }
}

TEST_CASE("SSPI-renegotiation-goodbye: the client's function hears it while it waits") {
  for_every_renegotiable_version([](const spoken& version) {
    pair both = established_pair(version);
    REQUIRE(asks_again(both.client).result == SEC_I_CONTINUE_NEEDED);
    both.server.shuts_down();
    const leg heard = both.client.continues();
    CHECK(heard.result == SEC_I_CONTEXT_EXPIRED);
    CHECK(heard.token.empty());
  });
}

TEST_CASE("SSPI-renegotiation-goodbye: and so does a server's") {
  for_every_renegotiable_version([](const spoken& version) {
    pair both = established_pair(version);
    REQUIRE(asks_again(both.server).result == SEC_E_OK);
    both.client.shuts_down();
    const leg heard = both.server.continues();
    CHECK(heard.result == SEC_I_CONTEXT_EXPIRED);
    CHECK(heard.token.empty());
  });
}

TEST_CASE("SSPI-renegotiation-goodbye: DecryptMessage hears it too") {
  for_every_asker([](pair& both, role who) {
    asks_again(both[who]);
    both[other(who)].shuts_down();
    CHECK(hears(both[who]) == goodbye);
  });
}

TEST_CASE("SSPI-shutdown-instead-of-renegotiation: one goodbye of the usual size") {
  for_every_renegotiable_version([](const spoken& version) {
    for (const role who : every_role) {
      INFO(name_of(who));
      if (usual_goodbye_size(version, who) != 31) continue;  // a suite that is not AEAD has no way to say it
      pair both = established_pair(version);
      REQUIRE_FALSE(failed(asks_again(both[who]).result));
      REQUIRE(hears(both[other(who)]) == SEC_I_RENEGOTIATE);
      const leg said = both[other(who)].shuts_down();
      CHECK(said.result == SEC_E_OK);
      CHECK(records_of(said.token).size() == 1);
      CHECK(said.token.size() == usual_goodbye_size(version, other(who)));
      CHECK(both[who].opens(said.token) == goodbye);
    }
  });
}

TEST_CASE("SSPI-shutdown-while-renegotiating: whoever asked may change its mind") {
  for_every_renegotiable_version([](const spoken& version) {
    for (const role who : every_role) {
      INFO(name_of(who));
      if (usual_goodbye_size(version, who) != 31) continue;  // a suite that is not AEAD has no way to say it
      pair both = established_pair(version);
      REQUIRE_FALSE(failed(asks_again(both[who]).result));
      const leg said = both[who].shuts_down();
      CHECK(said.result == SEC_E_OK);
      CHECK(records_of(said.token).size() == 1);
      CHECK(said.token.size() == usual_goodbye_size(version, who));
      CHECK(both[who].says("what I meant was") == SEC_E_CONTEXT_EXPIRED);
      peer& told = both[other(who)];
      REQUIRE(hears(told) == SEC_I_RENEGOTIATE);
      CHECK(told.continues().result == goodbye);
      CHECK(told.opens(bytes(40, 23)) == SEC_E_CONTEXT_EXPIRED);
    }
  });
}
