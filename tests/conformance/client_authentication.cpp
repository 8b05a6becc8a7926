// How a server asks for the client's certificate, and what a client without one is told.
#include "handshakes.h"
#include "support/chunks.h"

using namespace peers;

namespace {

constexpr ULONG asks_for_certificate = ASC_REQ_MUTUAL_AUTH;

/// A server that asks, and a client that wants to be told when it has nothing to show.
pair asking_pair(tls version, credential client) {
  pair both = pair_of(std::move(client), credential::of(role::server, version));
  both.server.wants(usual_requirements(role::server) | asks_for_certificate);
  both.client.wants(usual_requirements(role::client) & ~ULONG{ISC_REQ_USE_SUPPLIED_CREDS});
  return both;
}
pair asking_pair(tls version) {
  return asking_pair(version, credential::of(role::client, version));
}

/// The client has been told that a certificate is missing. The server's flight is still in its inbox.
pair paused_pair(tls version) {
  pair both = asking_pair(version);
  REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
  REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
  const leg paused = both.client.steps(both.client.inbox());
  REQUIRE(paused.result == SEC_I_INCOMPLETE_CREDENTIALS);
  CHECK(paused.token.empty());
  CHECK(paused.extra == 0);
  return both;
}

/// The rest of a handshake in which the client has just made this step.
void check_completes_after(const leg& step, pair& both) {
  const bool done = step.result == SEC_E_OK;
  CHECK_FALSE(failed(step.result));
  CHECK_FALSE(step.result == SEC_I_INCOMPLETE_CREDENTIALS);
  both.client.inbox().clear();
  both.client.sends(step.token);
  const outcome came = shake_hands(both);
  CHECK(came.server == SEC_E_OK);
  if (!done) CHECK(came.client == SEC_E_OK);
  check_conversation(both);
}

/// A connection over TLS 1.3 on which the server asks once the handshake is complete, and the client has
/// noticed.
pair asked_later(credential client) {
  pair both = pair_of(std::move(client), credential::of(role::server, tls::v1_3));
  REQUIRE(shake_hands(both).both_established());
  check_conversation(both);
  both.server.wants(usual_requirements(role::server) | asks_for_certificate);
  const leg asked = asks_again(both.server);
  REQUIRE(asked.result == SEC_E_OK);
  REQUIRE_FALSE(asked.token.empty());
  REQUIRE(hears(both.client) == SEC_I_RENEGOTIATE);
  return both;
}

}  // namespace

TEST_CASE("SSPI-InitializeSecurityContext-client-certificate: shown when the server asks") {
  for_every_version([](tls version) {
    pair both = asking_pair(version, identified_client(version));
    REQUIRE(shake_hands(both).both_established());
    CHECK(certificate_seen_by(both.server).encoded == client_certificate().encoded());
    check_conversation(both);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-client-certificate: kept from a server that does not ask") {
  for_every_version([](tls version) {
    pair both = pair_of(identified_client(version), credential::of(role::server, version));
    REQUIRE(shake_hands(both).both_established());
    CHECK(certificate_seen_by(both.server).asked == SEC_E_NO_CREDENTIALS);
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-without-client-certificate: a server that asked goes on without") {
  for_every_version([](tls version) {
    pair both = asking_pair(version);
    both.client.wants(usual_requirements(role::client));
    REQUIRE(shake_hands(both).both_established());
    CHECK(certificate_seen_by(both.server).asked == SEC_E_NO_CREDENTIALS);
    check_conversation(both);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-incomplete-credentials: told before anything is answered") {
  for_every_version([](tls version) { paused_pair(version); });
}

TEST_CASE("SSPI-InitializeSecurityContext-incomplete-credentials: not where the server does not ask") {
  for_every_version([](tls version) {
    pair both = asking_pair(version);
    both.server.wants(usual_requirements(role::server));
    CHECK(shake_hands(both).both_established());
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-supplied-credentials: what there is will do") {
  for_every_version([](tls version) {
    pair both = asking_pair(version);
    both.client.wants(usual_requirements(role::client) | ISC_REQ_USE_SUPPLIED_CREDS);
    REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
    REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
    const leg answer = both.client.steps(both.client.inbox());
    CHECK_FALSE(answer.token.empty());
    check_completes_after(answer, both);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-incomplete-credentials-continued: the same input, as supplied") {
  for_every_version([](tls version) {
    pair both = paused_pair(version);
    both.client.wants(usual_requirements(role::client) | ISC_REQ_USE_SUPPLIED_CREDS);
    check_completes_after(both.client.steps(both.client.inbox()), both);
    CHECK(certificate_seen_by(both.server).asked == SEC_E_NO_CREDENTIALS);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-incomplete-credentials-continued: the very same call") {
  for_every_version([](tls version) {
    pair both = paused_pair(version);
    check_completes_after(both.client.steps(both.client.inbox()), both);
    CHECK(certificate_seen_by(both.server).asked == SEC_E_NO_CREDENTIALS);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-incomplete-credentials-continued: no more input") {
  for_every_version([](tls version) {
    for (const bool passes_a_token : {false, true}) {
      CAPTURE(passes_a_token);
      pair both = paused_pair(version);
      check_completes_after(passes_a_token ? both.client.steps({}) : both.client.steps_without_input(), both);
      CHECK(certificate_seen_by(both.server).asked == SEC_E_NO_CREDENTIALS);
    }
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-incomplete-credentials-continued: a new credential's is shown") {
  for_every_version([](tls version) {
    for (const bool repeats_input : {true, false}) {
      CAPTURE(repeats_input);
      pair both = paused_pair(version);
      both.client.credential() = identified_client(version);
      const bytes input = repeats_input ? both.client.inbox() : bytes{};
      check_completes_after(both.client.steps(input), both);
      CHECK(certificate_seen_by(both.server).encoded == client_certificate().encoded());
    }
  });
}

TEST_CASE(
    "SSPI-InitializeSecurityContext-incomplete-credentials-continued: the flight in pieces is the same") {
  for_every_version([](tls version) {
    pair both = asking_pair(version);
    REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
    REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
    int pauses = 0;
    bytes arrived;
    const bytes flight = both.client.inbox();
    leg last;
    for (const bytes& piece : pieces_of(flight, 97)) {
      arrived.insert(arrived.end(), piece.begin(), piece.end());
      last = both.client.steps(arrived);
      while (last.result == SEC_I_INCOMPLETE_CREDENTIALS && ++pauses < 5) last = both.client.steps(arrived);
      if (last.result == SEC_E_INCOMPLETE_MESSAGE) continue;
      REQUIRE_FALSE(failed(last.result));
      both.client.sends(last.token);
      arrived.erase(arrived.begin(), arrived.end() - static_cast<std::ptrdiff_t>(last.extra));
    }
    CHECK(pauses == 1);
    last.token.clear();
    check_completes_after(last, both);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-incomplete-credentials-once: a handshake asks one time") {
  for_every_version([](tls version) {
    pair both = asking_pair(version);
    int pauses = 0;
    REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
    REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
    leg next = both.client.steps(both.client.inbox());
    for (; next.result == SEC_I_INCOMPLETE_CREDENTIALS && pauses < 5; ++pauses)
      next = both.client.steps(both.client.inbox());
    CHECK(pauses == 1);
    check_completes_after(next, both);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-incomplete-credentials-once: and again in the next") {
  pair both = paused_pair(tls::v1_2);
  check_completes_after(both.client.steps(both.client.inbox()), both);
  REQUIRE(asks_again(both.server).result == SEC_E_OK);
  REQUIRE(hears(both.client) == SEC_I_RENEGOTIATE);
  REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
  REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
  CHECK(both.client.steps(both.client.inbox()).result == SEC_I_INCOMPLETE_CREDENTIALS);
  check_completes_after(both.client.steps(both.client.inbox()), both);
}

TEST_CASE("SSPI-InitializeSecurityContext-incomplete-credentials-once: and for each that comes later") {
  pair both = asked_later(credential::of(role::client, tls::v1_3));
  both.client.wants(usual_requirements(role::client) & ~ULONG{ISC_REQ_USE_SUPPLIED_CREDS});
  CHECK(both.client.steps(both.client.inbox()).result == SEC_I_INCOMPLETE_CREDENTIALS);
  CHECK(both.client.continues().result == SEC_E_OK);
  check_conversation(both);
  CHECK(certificate_seen_by(both.server).asked == SEC_E_NO_CREDENTIALS);

  REQUIRE(asks_again(both.server).result == SEC_E_OK);
  REQUIRE(hears(both.client) == SEC_I_RENEGOTIATE);
  CHECK(both.client.steps(both.client.inbox()).result == SEC_I_INCOMPLETE_CREDENTIALS);
  both.client.credential() = identified_client(tls::v1_3);
  CHECK(both.client.continues().result == SEC_E_OK);
  check_conversation(both);
  CHECK(certificate_seen_by(both.server).encoded == client_certificate().encoded());
}

TEST_CASE("SSPI-InitializeSecurityContext-incomplete-credentials-issuers: asked while the handshake waits") {
  for_every_version([](tls version) {
    pair both = paused_pair(version);
    SecPkgContext_IssuerListInfoEx issuers{};
    issuers.cIssuers = 99;
    CHECK(asks(both.client, SECPKG_ATTR_ISSUER_LIST_EX, issuers) == SEC_E_OK);
    CHECK(issuers.cIssuers == 0);
    if (issuers.aIssuers != nullptr) FreeContextBuffer(issuers.aIssuers);
    check_completes_after(both.client.steps(both.client.inbox()), both);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-incomplete-credentials-shutdown: a client may leave instead") {
  for_every_version([](tls version) {
    pair both = paused_pair(version);
    const leg said = both.client.shuts_down();
    CHECK(said.result == SEC_E_OK);
    CHECK(records_of(said.token).size() == 1);
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-post-handshake: the certificate comes later and is seen then") {
  pair both = asked_later(identified_client(tls::v1_3));
  REQUIRE(certificate_seen_by(both.server).asked == SEC_E_NO_CREDENTIALS);
  const leg answer = both.client.continues();
  CHECK(answer.result == SEC_E_OK);
  REQUIRE_FALSE(answer.token.empty());
  CHECK(both.client.inbox().empty());
  while (!both.server.inbox().empty()) {
    REQUIRE(hears(both.server) == SEC_I_RENEGOTIATE);
    REQUIRE(both.server.continues().result == SEC_E_OK);
  }
  CHECK(certificate_seen_by(both.server).encoded == client_certificate().encoded());
  check_conversation(both);
}

TEST_CASE("SSPI-AcceptSecurityContext-post-handshake: words that cross the question are heard") {
  pair both = pair_of(identified_client(tls::v1_3), credential::of(role::server, tls::v1_3));
  REQUIRE(shake_hands(both).both_established());
  both.server.wants(usual_requirements(role::server) | asks_for_certificate);
  REQUIRE(both.server.says("before I ask") == SEC_E_OK);
  REQUIRE(asks_again(both.server).result == SEC_E_OK);
  REQUIRE(both.server.says("after I asked") == SEC_E_OK);
  REQUIRE(both.client.says("before I knew") == SEC_E_OK);
  CHECK(both.client.reads() == "before I ask");
  CHECK(both.client.reads() == "after I asked");
  CHECK(both.server.reads() == "before I knew");
  REQUIRE(both.client.says("after I answered") == SEC_E_OK);
  CHECK(both.server.reads() == "after I answered");
  CHECK(certificate_seen_by(both.server).encoded == client_certificate().encoded());
}

TEST_CASE(
    "SSPI-InitializeSecurityContext-post-handshake: a client without a certificate answers all the same") {
  pair both = asked_later(credential::of(role::client, tls::v1_3));
  CHECK(both.client.continues().result == SEC_E_OK);
  check_conversation(both);
  CHECK(certificate_seen_by(both.server).asked == SEC_E_NO_CREDENTIALS);
}

TEST_CASE("SSPI-InitializeSecurityContext-post-handshake: or is told first, and finds one") {
  pair both = asked_later(credential::of(role::client, tls::v1_3));
  both.client.wants(usual_requirements(role::client) & ~ULONG{ISC_REQ_USE_SUPPLIED_CREDS});
  const leg paused = both.client.steps(both.client.inbox());
  REQUIRE(paused.result == SEC_I_INCOMPLETE_CREDENTIALS);
  CHECK(paused.token.empty());
  both.client.credential() = identified_client(tls::v1_3);
  CHECK(both.client.continues().result == SEC_E_OK);
  check_conversation(both);
  CHECK(certificate_seen_by(both.server).encoded == client_certificate().encoded());
}
