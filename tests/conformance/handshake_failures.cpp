// How a handshake fails, and how the other side learns of it.
#include "support/alerts.h"
#include "support/ends.h"

using namespace peers;

namespace {

constexpr std::size_t type_of_first_message = 5;

bytes alert_in_the_clear(std::uint8_t level, std::uint8_t description) {
  return {21, 3, 3, 0, 2, level, description};
}

/// A client to which the server's first message comes as one of another type.
pair client_before_nonsense(tls version) {
  pair both = mid_handshake_pair(version, role::server);
  both.client.inbox()[type_of_first_message] ^= 1;
  return both;
}

/// A client that checks the certificate by itself, before the server's flight.
pair distrustful_client(tls version) {
  credential_data data(role::client, version);
  data.credentials.dwFlags = SCH_CRED_AUTO_CRED_VALIDATION | SCH_CRED_NO_DEFAULT_CREDS;
  return pair_of(credential::from(SECPKG_CRED_OUTBOUND, &data.credentials),
                 credential::of(role::server, version), {.target = L"localhost"});
}

/// What has come for `one` fails for `reason`, and so does every call after it.
void check_it_fails_again(peer& one, SECURITY_STATUS reason) {
  const bytes flight = one.inbox();
  REQUIRE(one.steps(flight).result == reason);
  for (int time = 0; time < 2; ++time) {
    const leg again = one.steps(flight);
    CHECK(again.result == reason);
    CHECK(again.token.empty());
  }
  CHECK(one.steps_without_input().result == reason);
  CHECK(one.deletes_its_context() == SEC_E_OK);
}

}  // namespace

TEST_CASE("SSPI-InitializeSecurityContext-alert-becomes-a-status: every description") {
  for_every_version([](tls version) {
    for (int description = 1; description < 256; ++description) {
      CAPTURE(description);
      pair both = mid_handshake_pair(version, role::client);
      const leg heard = both.client.steps(alert_in_the_clear(2, static_cast<std::uint8_t>(description)));
      CHECK(heard.result == status_of_alert(description));
      CHECK(heard.token.empty());
    }
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-alert-becomes-a-status: every description") {
  for_every_version([](tls version) {
    for (int description = 1; description < 256; ++description) {
      CAPTURE(description);
      // Over TLS 1.3 it announces an end and is none, whatever its level (RFC 8446 section 6).
      if (version == tls::v1_3 && description == TLS1_ALERT_USER_CANCELED) continue;
      pair both = mid_handshake_pair(version, role::server);
      const leg heard = both.server.steps(alert_in_the_clear(2, static_cast<std::uint8_t>(description)));
      CHECK(heard.result == status_of_alert(description));
      CHECK(heard.token.empty());
    }
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-alert-becomes-a-status: in a record of another version") {
  for_every_role_and_version([](tls version, role who) {
    // Whoever speaks TLS 1.3 writes the same number into all of its records.
    if (version == tls::v1_3 && who == role::server) return;
    for (const std::uint8_t minor_version : {1, 2, 4}) {
      CAPTURE(int{minor_version});
      pair both = mid_handshake_pair(version, who);
      bytes alert = alert_in_the_clear(2, TLS1_ALERT_PROTOCOL_VERSION);
      alert[2] = minor_version;
      const leg heard = both[who].steps(alert);
      CHECK(heard.result == SEC_E_UNSUPPORTED_FUNCTION);
      CHECK(heard.token.empty());
    }
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-goodbye-mid-handshake: it is too early to leave") {
  for_every_end_mid_handshake([](peer& one, peer&) {
    const leg heard = one.steps(alert_in_the_clear(1, 0));
    CHECK(heard.result == SEC_E_ILLEGAL_MESSAGE);
    CHECK(heard.token.empty());
    CHECK(one.steps_without_input().result == SEC_E_ILLEGAL_MESSAGE);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-goodbye-mid-handshake: by a client that leaves after its hello") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::server);
    REQUIRE(both.client.shuts_down().result == SEC_E_OK);
    CHECK(both.server.continues().result == SEC_E_ILLEGAL_MESSAGE);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-failed-again: the reason stays known") {
  for_every_version([](tls version) {
    pair both = client_before_nonsense(version);
    check_it_fails_again(both.client, SEC_E_ILLEGAL_MESSAGE);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-failed-again: to a server as well") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::server);
    REQUIRE_FALSE(failed(both.client.continues().result));
    both.server.inbox().back() ^= 1;
    check_it_fails_again(both.server, SEC_E_MESSAGE_ALTERED);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-failure-with-extended-error: the server is told") {
  for_every_version([](tls version) {
    pair both = client_before_nonsense(version);
    const leg failure = both.client.continues();
    CHECK(failure.result == SEC_E_ILLEGAL_MESSAGE);
    CHECK((failure.attributes & ISC_RET_EXTENDED_ERROR) != 0);
    REQUIRE(failure.token.size() == 7);
    CHECK(failure.token[0] == 21);
    CHECK(bytes(failure.token.begin() + 3, failure.token.end()) ==
          bytes{0, 2, TLS1_ALERT_FATAL, TLS1_ALERT_UNEXPECTED_MESSAGE});
    CHECK(both.server.continues().result == SEC_E_ILLEGAL_MESSAGE);
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-failure-with-extended-error: the client is told") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::server);
    REQUIRE_FALSE(failed(both.client.continues().result));
    both.server.inbox().back() ^= 1;
    const leg failure = both.server.continues();
    CHECK(failure.result == SEC_E_MESSAGE_ALTERED);
    CHECK((failure.attributes & ASC_RET_EXTENDED_ERROR) != 0);
    // Over TLS 1.3 the server seals what it says by then.
    REQUIRE(failure.token.size() == (version == tls::v1_2 ? 7 : 24));
    CHECK(failure.token[0] == (version == tls::v1_2 ? 21 : 23));
    const status heard = version == tls::v1_2 ? both.client.continues().result : both.client.reads().result;
    CHECK(heard == SEC_E_MESSAGE_ALTERED);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-failure-without-extended-error: no one is told") {
  for_every_version([](tls version) {
    pair both = client_before_nonsense(version);
    both.client.wants(usual_requirements(role::client) & ~ISC_REQ_EXTENDED_ERROR);
    const leg failure = both.client.continues();
    CHECK(failure.result == SEC_E_ILLEGAL_MESSAGE);
    CHECK((failure.attributes & ISC_RET_EXTENDED_ERROR) == 0);
    CHECK(failure.token.empty());
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-failure-without-extended-error: in memory of the caller") {
  for_every_role_and_version([](tls version, role who) {
    pair both =
        who == role::client ? client_before_nonsense(version) : mid_handshake_pair(version, role::server);
    if (who == role::server) {
      REQUIRE_FALSE(failed(both.client.continues().result));
      both.server.inbox().back() ^= 1;
    }
    bytes arrived = both[who].inbox(), memory(4096, 0xEE);
    buffers input{token(arrived), empty()}, output{token(memory)};
    const CtxtHandle mark{0x1234, 0x5678};
    CtxtHandle elsewhere = mark;
    call next = both[who].usual_call();
    next.requirements = 0;
    next.input = input;
    next.output = output;
    next.new_context = &elsewhere;
    CHECK(next.make() == (who == role::client ? SEC_E_ILLEGAL_MESSAGE : SEC_E_MESSAGE_ALTERED));
    const ULONG told = who == role::client ? ISC_RET_EXTENDED_ERROR : ASC_RET_EXTENDED_ERROR;
    CHECK((next.attributes & told) == 0);
    CHECK(output[0].BufferType == SECBUFFER_TOKEN);
    CHECK(output[0].cbBuffer == 0);
    CHECK(memory == bytes(4096, 0xEE));
    CHECK(elsewhere.dwLower == mark.dwLower);
    CHECK(elsewhere.dwUpper == mark.dwUpper);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-untrusted-root: no one vouches for the server") {
  for_every_version([](tls version) {
    pair both = distrustful_client(version);
    both.client.continues();
    both.server.continues();
    const leg refusal = both.client.continues();
    CHECK(refusal.result == SEC_E_UNTRUSTED_ROOT);
    CHECK_FALSE(refusal.token.empty());
    CHECK(both.server.continues().result == SEC_E_UNTRUSTED_ROOT);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-untrusted-root: nor is anyone told of it who did not ask") {
  for_every_version([](tls version) {
    pair both = distrustful_client(version);
    both.client.wants(usual_requirements(role::client) & ~ULONG{ISC_REQ_EXTENDED_ERROR});
    both.client.continues();
    both.server.continues();
    const leg refusal = both.client.continues();
    CHECK(refusal.result == SEC_E_UNTRUSTED_ROOT);
    CHECK(refusal.token.empty());
    CHECK(both.client.steps_without_input().result == SEC_E_UNTRUSTED_ROOT);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-untrusted-root: a program may look for itself") {
  for_every_version([](tls version) {
    pair both = distrustful_client(version);
    both.client.wants(usual_requirements(role::client) | ISC_REQ_MANUAL_CRED_VALIDATION);
    CHECK(shake_hands(both).both_established());
  });
}
