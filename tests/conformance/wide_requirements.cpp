// SECBUFFER_FLAGS: the requirements beyond the 32 bits of fContextReq.
#include "support/wide_requirements.h"
#include "acquaintances.h"
#include "support/own_functions.h"

using namespace peers;

namespace {

constexpr WORD post_handshake_auth = 49;

/// A client that checks the server's certificate itself, which is a self-signed one.
credential checking_client(tls version) {
  credential_data wanted(role::client, version);
  wanted.credentials.dwFlags = SCH_CRED_AUTO_CRED_VALIDATION | SCH_CRED_NO_DEFAULT_CREDS;
  return credential::from(SECPKG_CRED_OUTBOUND, &wanted.credentials);
}

pair checking_pair(tls version) {
  return pair_of(checking_client(version), credential::of(role::server, version));
}

/// What CERT_CHECK_RESULT says.
HRESULT check_result(peer& one) {
  struct {
    DWORD chain_errors;
    HRESULT status;
  } found{0, S_FALSE};
  constexpr ULONG attribute = 0x71;  // SECPKG_ATTR_CERT_CHECK_RESULT
  CHECK(asks(one, attribute, found) == SEC_E_OK);
  return found.status;
}

bool offers_late_authentication(bytes hello) {
  SCH_EXTENSION_DATA wanted{post_handshake_auth, nullptr, 0};
  DWORD missing = 0;
  REQUIRE(get_extensions(hello.data(), static_cast<DWORD>(hello.size()), &wanted, 1, &missing,
                         SCH_EXTENSIONS_OPTIONS_NONE) == SEC_E_OK);
  return wanted.pExtData != nullptr;
}

}  // namespace

TEST_CASE("SSPI-SEC_FLAGS-too-short: with the first call, and with a later one") {
  ULONGLONG flags = 0;
  for_every_role_and_version([&](tls version, role who) {
    pair both = fresh_pair(version);
    if (who == role::server) both.client.continues();
    both[who].passes(buffer(SECBUFFER_FLAGS, &flags, 7));
    CHECK(both[who].continues().result == SEC_E_INVALID_TOKEN);
    CHECK_FALSE(both[who].has_context());
  });
  pair both = mid_handshake_pair(tls::v1_3, role::client);
  both.server.continues();
  both.client.passes(buffer(SECBUFFER_FLAGS, nullptr, 8));
  CHECK(both.client.steps(both.client.inbox()).result == SEC_E_INVALID_TOKEN);
  both.client.passes_nothing_more();
  CHECK(shake_hands(both).client == SEC_E_OK);
}

TEST_CASE("SSPI-SEC_FLAGS-lower-half: every bit of it") {
  requirement_buffer flags(0xFFFFFFFF);
  for_every_version([&](tls version) {
    pair both = fresh_pair(version);
    both.client.passes(flags.shown());
    both.server.passes(flags.shown());
    CHECK(shake_hands(both).both_established());
  });
}

TEST_CASE("SSPI-SEC_FLAGS-deferred-validation: from the first call on, or only when the server answers") {
  requirement_buffer flags(deferred_validation);
  for_every_version([&](tls version) {
    for (const bool from_the_start : {true, false}) {
      CAPTURE(from_the_start);
      pair both = checking_pair(version);
      if (from_the_start) both.client.passes(flags.shown());
      both.client.continues();
      if (!from_the_start) both.client.passes(flags.shown());
      REQUIRE(shake_hands(both).both_established());
      CHECK(check_result(both.client) == CERT_E_UNTRUSTEDROOT);
      check_conversation(both);
    }
  });
}

TEST_CASE("SSPI-SEC_FLAGS-deferred-validation: without it the certificate is refused") {
  for_every_version([](tls version) {
    pair both = checking_pair(version);
    CHECK(shake_hands(both).client == SEC_E_UNTRUSTED_ROOT);
  });
}

TEST_CASE("SSPI-SEC_FLAGS-no-post-handshake-authentication: with the flag and without") {
  requirement_buffer flags(no_late_authentication);
  pair both = fresh_pair(tls::v1_3);
  CHECK(offers_late_authentication(both.client.steps_without_input().token));
  pair discreet = fresh_pair(tls::v1_3);
  discreet.client.passes(flags.shown());
  CHECK_FALSE(offers_late_authentication(discreet.client.steps_without_input().token));
}

TEST_CASE("SSPI-AcceptSecurityContext-post-handshake-unsupported: by a client that said so") {
  requirement_buffer flags(no_late_authentication);
  pair both = fresh_pair(tls::v1_3);
  both.client.passes(flags.shown());
  REQUIRE(shake_hands(both).both_established());
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  const leg asked = both.server.steps_without_input();
  CHECK(asked.result == SEC_E_UNSUPPORTED_FUNCTION);
  CHECK(asked.token.empty());
  for (const role who : every_role) {
    CHECK(both[who].says("never mind") == SEC_E_OK);
    CHECK(both[other(who)].reads() == "never mind");
  }
}

TEST_CASE("SSPI-SEC_FLAGS-reuse-session-tickets: a ticket that was sent once") {
  for (const bool reuses : {false, true}) {
    CAPTURE(reuses);
    acquaintances both(tls::v1_3);
    both.server_wants = ASC_REQ_SESSION_TICKET;
    if (reuses) both.client_requires(reuse_tickets);
    CHECK_FALSE(both.meet());
    both.client_sends_a_hello();
    CHECK(both.meet() == reuses);
    CHECK(both.meet());
  }
}

TEST_CASE("SSPI-SEC_FLAGS-messages: refused by the first call of either function") {
  requirement_buffer flags(messages_mode);
  for_every_role_and_version([&](tls version, role who) {
    pair both = fresh_pair(version);
    if (who == role::server) both.client.continues();
    both[who].passes(flags.shown());
    CHECK(both[who].continues().result == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK_FALSE(both[who].has_context());
  });
}

TEST_CASE("SSPI-SEC_FLAGS-messages: a later call refuses them and nothing else") {
  requirement_buffer flags(messages_mode);
  for_every_version([&](tls version) {
    pair both = fresh_pair(version);
    both.client.continues();
    both.server.continues();
    both.client.passes(flags.shown());
    CHECK(both.client.steps(both.client.inbox()).result == SEC_E_UNSUPPORTED_FUNCTION);
    both.client.passes_nothing_more();
    CHECK(shake_hands(both).both_established());
  });
}

TEST_CASE("SSPI-SEC_FLAGS-explicit-session: refused of a client") {
  requirement_buffer flags(explicit_session);
  pair both = fresh_pair(tls::v1_3);
  both.client.passes(flags.shown());
  CHECK(both.client.continues().result == SEC_E_UNSUPPORTED_FUNCTION);
}

TEST_CASE(
    "SSPI-resumption-unverified: a check that was left out late is left out for that connection alone") {
  requirement_buffer flags(deferred_validation);
  for_every_version([&](tls version) {
    for (const ULONG manual : {0U, unsigned{ISC_REQ_MANUAL_CRED_VALIDATION}}) {
      CAPTURE(manual);
      pair lenient = checking_pair(version);
      lenient.server.wants(usual_requirements(role::server) | ASC_REQ_SESSION_TICKET);
      lenient.client.continues();
      lenient.client.wants(usual_requirements(role::client) | manual);
      if (manual == 0) lenient.client.passes(flags.shown());
      REQUIRE(shake_hands(lenient).both_established());
      check_conversation(lenient);
      pair strict = pair_of(std::move(lenient.client.credential()), std::move(lenient.server.credential()));
      CHECK(shake_hands(strict).client == SEC_E_UNTRUSTED_ROOT);
    }
  });
}
