// The first call of either side.
#include "support/ends.h"

using namespace peers;

namespace {

bytes hello_of(tls version) {
  pair both = fresh_pair(version);
  both.client.continues();
  return both.server.inbox();
}

/// The first call of a client whose credential speaks `version`, with this input.
status starts_with(tls version, PSecBufferDesc input) {
  pair both = fresh_pair(version);
  buffers output{token()};
  call first = both.client.usual_call();
  first.input = input;
  first.output = output;
  const status result = first.make();
  both.client.sends(take(output[0]));
  CHECK(shake_hands(both).both_established());
  return result;
}

void check_handle_stays(tls version, const bytes& input, SECURITY_STATUS expected, CtxtHandle before) {
  pair both = fresh_pair(version);
  bytes sent = input, memory(4096, 0xEE);
  CtxtHandle handle = before;
  buffers in{token(sent), empty()}, output{token(memory)};
  call first = both.server.usual_call();
  first.requirements &= ~ULONG{ASC_REQ_ALLOCATE_MEMORY};
  first.input = in;
  first.output = output;
  first.new_context = &handle;
  CHECK(first.make() == expected);
  CHECK(output[0].BufferType == SECBUFFER_TOKEN);
  CHECK(output[0].cbBuffer == memory.size());
  CHECK(output[0].pvBuffer == memory.data());
  CHECK(memory == bytes(4096, 0xEE));
  CHECK(handle.dwLower == before.dwLower);
  CHECK(handle.dwUpper == before.dwUpper);
}

}  // namespace

TEST_CASE("SSPI-InitializeSecurityContext-first-call: a context and a hello") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    buffers output{token()};
    call first = both.client.usual_call();
    first.output = output;
    first.expiry.QuadPart = -1;
    CHECK(first.make() == SEC_I_CONTINUE_NEEDED);
    CHECK(both.client.has_context());
    CHECK(first.expiry.QuadPart == 0);
    CHECK(output[0].BufferType == SECBUFFER_TOKEN);
    const bytes hello = take(output[0]);
    REQUIRE(hello.size() > 50);
    constexpr std::uint8_t handshake = 22, client_hello = 1;
    CHECK(hello[0] == handshake);
    CHECK(hello[5] == client_hello);
    both.client.sends(hello);
    CHECK(shake_hands(both).both_established());
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-first-call-without-output: there is nowhere to put the hello") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    call first = both.client.usual_call();
    CHECK(first.make() == SEC_E_INVALID_TOKEN);
    CHECK_FALSE(both.client.has_context());
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-first-call-inputs: nothing in its several forms") {
  for_every_version([](tls version) {
    buffers none{}, one_empty{empty()}, empty_token{token()}, token_and_slot{token(), empty()};
    CHECK(starts_with(version, nullptr) == SEC_I_CONTINUE_NEEDED);
    CHECK(starts_with(version, none) == SEC_I_CONTINUE_NEEDED);
    CHECK(starts_with(version, one_empty) == SEC_I_CONTINUE_NEEDED);
    CHECK(starts_with(version, empty_token) == SEC_I_CONTINUE_NEEDED);
    CHECK(starts_with(version, token_and_slot) == SEC_I_CONTINUE_NEEDED);
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-first-call: a context and a flight") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    const leg first = both.server.steps(hello_of(version));
    CHECK(first.result == SEC_I_CONTINUE_NEEDED);
    CHECK(both.server.has_context());
    REQUIRE(first.token.size() > 500);
    constexpr std::uint8_t handshake = 22, server_hello = 2;
    CHECK(first.token[0] == handshake);
    CHECK(first.token[5] == server_hello);
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-incomplete-first-call: half a hello makes no context") {
  for_every_version([](tls version) {
    const bytes hello = hello_of(version);
    CtxtHandle marked;
    SecInvalidateHandle(&marked);
    for (std::size_t length = 0; length < hello.size(); length += length < 16 ? 1 : 31) {
      CAPTURE(length);
      const bytes part(hello.begin(), hello.begin() + length);
      check_handle_stays(version, part, SEC_E_INCOMPLETE_MESSAGE, marked);
      check_handle_stays(version, part, SEC_E_INCOMPLETE_MESSAGE, CtxtHandle{0, 0});
    }
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-needs-a-certificate: a server without one cannot answer") {
  for_every_version([](tls version) {
    credential_data data(role::server, version);
    credential without = credential::from(SECPKG_CRED_INBOUND, &data.credentials);
    REQUIRE(without.acquired == SEC_E_OK);
    pair both = pair_of(credential::of(role::client, version), std::move(without));
    both.client.continues();
    CHECK(both.server.continues().result == SEC_E_NO_CREDENTIALS);
    CHECK_FALSE(both.server.has_context());
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-needs-an-inbound-credential: a client's does not do") {
  for_every_version([](tls version) {
    pair both = pair_of(credential::of(role::client, version), credential::of(role::client, version));
    both.client.continues();
    CHECK(both.server.continues().result == SEC_E_NO_CREDENTIALS);
    CHECK_FALSE(both.server.has_context());
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-mutual-authentication: a stranger may show any certificate") {
  for_every_version([](tls version) {
    const certificate stranger = certificate::self_signed(L"CN=stranger");
    credential_data data(role::client, version);
    data.uses(stranger);
    pair both = pair_of(credential::from(SECPKG_CRED_OUTBOUND, &data.credentials),
                        credential::of(role::server, version));
    both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
    REQUIRE(shake_hands(both).both_established());
    PCCERT_CONTEXT shown = nullptr;
    REQUIRE(status{QueryContextAttributesW(both.server.context(), SECPKG_ATTR_REMOTE_CERT_CONTEXT, &shown)} ==
            SEC_E_OK);
    CHECK(certificate(shown).encoded() == stranger.encoded());
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-http-request: a browser at the wrong door") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    const leg answer = both.server.steps(to_bytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    CHECK(answer.result == SEC_E_INVALID_TOKEN);
    CHECK(answer.token.empty());
    CHECK_FALSE(both.server.has_context());
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-no-common-version: both sides learn why") {
  for (const tls of_client : every_version) {
    const tls of_server = of_client == tls::v1_2 ? tls::v1_3 : tls::v1_2;
    INFO(name_of(of_client));
    pair both = pair_of(credential::of(role::client, of_client), credential::of(role::server, of_server));
    both.client.continues();
    const leg refusal = both.server.continues();
    CHECK(refusal.result == SEC_E_UNSUPPORTED_FUNCTION);
    REQUIRE(refusal.token.size() == 7);
    CHECK(refusal.token[5] == TLS1_ALERT_FATAL);
    CHECK(refusal.token[6] == TLS1_ALERT_PROTOCOL_VERSION);
    CHECK(both.client.continues().result == SEC_E_UNSUPPORTED_FUNCTION);
  }
}

TEST_CASE("SSPI-AcceptSecurityContext-no-common-version: or the server alone, when it wants no alert") {
  for (const tls of_client : every_version) {
    const tls of_server = of_client == tls::v1_2 ? tls::v1_3 : tls::v1_2;
    INFO(name_of(of_client));
    pair both = pair_of(credential::of(role::client, of_client), credential::of(role::server, of_server));
    both.server.wants(usual_requirements(role::server) & ~ULONG{ASC_REQ_EXTENDED_ERROR});
    both.client.continues();
    const leg refusal = both.server.continues();
    CHECK(refusal.result == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(refusal.token.empty());
    CHECK_FALSE(both.server.has_context());
  }
}
