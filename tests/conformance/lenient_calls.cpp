// What calls may leave out or pass along without anyone minding.
#include "handshakes.h"

using namespace peers;

namespace {

/// The end of a certificate's validity, give or take what local time makes of it.
bool ends_about_with(LONGLONG expiry, const certificate& of) {
  constexpr LONGLONG day = 24LL * 3600 * 10'000'000;
  const FILETIME end = of.context()->pCertInfo->NotAfter;
  const auto told = static_cast<LONGLONG>(std::uint64_t{end.dwHighDateTime} << 32 | end.dwLowDateTime);
  return expiry > told - day && expiry < told + day;
}

/// The last call of a server's handshake.
leg last_leg_of_server(pair& both) {
  for (int leg = 0; leg < 3; ++leg) {
    both.client.continues();
    const auto taken = both.server.continues();
    if (taken.result == SEC_E_OK) return taken;
  }
  FAIL("the handshake does not end");
  return {};
}

bool is_hello_retry_request(const bytes& token) {
  // Its random is a fixed number (RFC 8446 section 4.1.3).
  constexpr std::size_t random_in_hello = 5 + 4 + 2;
  const bytes start{0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11};
  return token.size() > random_in_hello + start.size() &&
         std::equal(start.begin(), start.end(), token.begin() + random_in_hello);
}

}  // namespace

TEST_CASE("SSPI-attributes-may-be-null: in every call of a handshake") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    for (int leg = 0; leg < 6; ++leg) {
      const role who = leg % 2 == 0 ? role::client : role::server;
      peer& one = both[who];
      bytes arrived = std::exchange(one.inbox(), {});
      if (leg != 0 && arrived.empty()) continue;
      buffers input{token(arrived), empty()}, output{token()};
      PCtxtHandle context = one.has_context() ? one.context() : nullptr;
      wchar_t target[] = L"localhost";
      const ULONG requirements = usual_requirements(who);
      const status result{
          who == role::client
              ? InitializeSecurityContextW(one.credential().handle(), context, target, requirements, 0, 0,
                                           leg == 0 ? nullptr : static_cast<PSecBufferDesc>(input), 0,
                                           one.context(), output, nullptr, nullptr)
              : AcceptSecurityContext(one.credential().handle(), context, input, requirements, 0,
                                      one.context(), output, nullptr, nullptr)};
      CHECK_FALSE(failed(result));
      one.sends(take(output[0]));
    }
    check_conversation(both);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-needs-an-outbound-credential: a server's is none") {
  for_every_version([](tls version) {
    pair both = pair_of(credential::of(role::server, version), credential::of(role::server, version));
    CHECK(both.client.continues().result == SEC_E_NO_CREDENTIALS);
    CHECK_FALSE(both.client.has_context());
  });
}

TEST_CASE("SSPI-first-call-needs-a-new-handle: of either function") {
  for_every_role_and_version([](tls version, role who) {
    pair both = fresh_pair(version);
    if (who == role::server) both.client.continues();
    bytes arrived = both[who].inbox();
    buffers input{token(arrived), empty()}, output{token()};
    call first = both[who].usual_call();
    first.input = input;
    first.output = output;
    first.new_context = nullptr;
    CHECK(first.make() == SEC_E_INVALID_HANDLE);
    CHECK(take(output[0]).empty());
    CHECK(shake_hands(both).both_established());
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-other-input: bindings, DTLS and what nobody knows") {
  // Not every header has these.
  constexpr ULONG srtp_profiles = 19;
  constexpr ULONG srtp_key_identifier = 20;
  constexpr ULONG token_binding = 21;
  constexpr ULONG dtls_mtu = 24;
  for_every_version([](tls version) {
    for (const ULONG type : {ULONG{SECBUFFER_CHANNEL_BINDINGS}, ULONG{SECBUFFER_TARGET_HOST}, srtp_profiles,
                             srtp_key_identifier, token_binding, dtls_mtu, ULONG{99}}) {
      CAPTURE(type);
      pair both = fresh_pair(version);
      bytes anything(64, 0xEE);
      both.client.passes(buffer(type, anything));
      CHECK(shake_hands(both).both_established());
    }
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-extra-in-any-place: behind other buffers") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::server);
    bytes flight = both.client.inbox();
    constexpr std::size_t more = 3;
    flight.insert(flight.end(), {22, 3, 3});
    bytes protocols = application_protocols({"h2"});
    buffers input{token(flight), buffer(SECBUFFER_APPLICATION_PROTOCOLS, protocols), empty()},
        output{token()};
    call next = both.client.usual_call();
    next.input = input;
    next.output = output;
    CHECK_FALSE(failed(next.make()));
    CHECK(input[1].BufferType == SECBUFFER_APPLICATION_PROTOCOLS);
    CHECK(input[2].BufferType == SECBUFFER_EXTRA);
    CHECK(input[2].cbBuffer == more);
    CHECK_FALSE(take(output[0]).empty());
  });
}

TEST_CASE("SSPI-handshake-options-in-any-place: in front of the token and of the EMPTY buffer") {
  for_every_version([](tls version) {
    bytes protocols = application_protocols({"h2"});
    const SecBuffer option = buffer(SECBUFFER_APPLICATION_PROTOCOLS, protocols);
    pair both = fresh_pair(version, {.client_protocols = protocols});
    REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
    bytes hello = both.server.inbox();
    constexpr std::size_t more = 3;
    hello.insert(hello.end(), {22, 3, 3});
    buffers input{option, empty(), token(hello)}, output{token()};
    call first = both.server.usual_call();
    first.input = input;
    first.output = output;
    CHECK(first.make() == SEC_I_CONTINUE_NEEDED);
    CHECK(input[0].BufferType == SECBUFFER_APPLICATION_PROTOCOLS);
    CHECK(input[1].BufferType == SECBUFFER_EXTRA);
    CHECK(input[1].cbBuffer == more);
    both.server.inbox().clear();
    both.server.sends(take(output[0]));
    REQUIRE(shake_hands(both).both_established());
    SecPkgContext_ApplicationProtocol chosen{};
    REQUIRE(asks(both.server, SECPKG_ATTR_APPLICATION_PROTOCOL, chosen) == SEC_E_OK);
    CHECK(to_text({chosen.ProtocolId, chosen.ProtocolIdSize}) == "h2");
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-extra-without-a-place: data behind the last flight") {
  pair both = mid_handshake_pair(tls::v1_2, role::server);
  both.client.continues();
  REQUIRE(both.server.continues().result == SEC_E_OK);
  const bytes record = both.server.seals("already here").record;
  bytes arrived = std::exchange(both.client.inbox(), {});
  arrived.insert(arrived.end(), record.begin(), record.end());
  buffers input{token(arrived)}, output{token()};
  call last = both.client.usual_call();
  last.input = input;
  last.output = output;
  CHECK(last.make() == SEC_E_OK);
  CHECK(take(output[0]).empty());
  CHECK(both.client.opens(record) == "already here");
}

TEST_CASE("SSPI-InitializeSecurityContext-alert-buffer-on-failure: the record is the token") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::server);
    bytes flight = both.client.inbox();
    constexpr std::size_t type_of_first_message = 5;
    flight[type_of_first_message] ^= 1;
    buffers input{token(flight), empty()}, output{token(), alert()};
    call next = both.client.usual_call();
    next.input = input;
    next.output = output;
    CHECK(next.make() == SEC_E_ILLEGAL_MESSAGE);
    CHECK(output[1].BufferType == SECBUFFER_ALERT);
    CHECK(output[1].cbBuffer == 0);
    CHECK(output[1].pvBuffer == nullptr);
    const bytes told = take(output[0]);
    REQUIRE(told.size() == 7);
    CHECK(told[0] == 21);
    CHECK(both.server.steps(told).result == SEC_E_ILLEGAL_MESSAGE);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-later-call-without-output: the token waits") {
  for_every_version([](tls version) {
    pair both = mid_handshake_pair(version, role::server);
    bytes flight = both.client.inbox();
    buffers input{token(flight), empty()};
    call next = both.client.usual_call();
    next.input = input;
    CHECK(next.make() == SEC_E_INVALID_TOKEN);
    CHECK(input[1].BufferType == SECBUFFER_EMPTY);
    CHECK(shake_hands(both).both_established());
    check_conversation(both);
  });
}

TEST_CASE("SSPI-InitializeSecurityContext-takes-no-data: it comes back as it was") {
  for_every_end([](peer& one, peer& other) {
    const bytes record = other.seals("for DecryptMessage").record;
    const leg mistaken = one.steps(record);
    CHECK(mistaken.result == SEC_E_OK);
    CHECK(mistaken.token.empty());
    CHECK(mistaken.extra == record.size());
    CHECK(one.opens(record) == "for DecryptMessage");
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-expiry: with and without a certificate of the client's") {
  constexpr LONGLONG never = 0x7FFFFFFFFFFFFFFF;
  for_every_version([&](tls version) {
    pair anonymous = fresh_pair(version);
    CHECK(last_leg_of_server(anonymous).expiry == never);
    pair identified = pair_of(identified_client(version), credential::of(role::server, version));
    identified.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
    CHECK(ends_about_with(last_leg_of_server(identified).expiry, client_certificate()));
  });
}

TEST_CASE("SSPI-AcceptSecurityContext-hello-retry-request: a server that wants another curve") {
  new_settings client(role::client), server(role::server);
  server.disables(TlsParametersCngAlgUsageKeyExchange, L"ECDH");
  server.setting.dwMinBitLength = 256;  // X25519, with which a client begins, has 255
  pair both = pair_of(client.acquire(), server.acquire());
  both.client.continues();
  CHECK(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
  CHECK(is_hello_retry_request(both.client.inbox()));
  CHECK(shake_hands(both).both_established());
  check_conversation(both);
}

TEST_CASE("SSPI-InitializeSecurityContext-manual-by-credential: the attribute is the call's") {
  for_every_version([](tls version) {
    for (const ULONG asked : {ULONG{0}, ULONG{ISC_REQ_MANUAL_CRED_VALIDATION}}) {
      pair both = fresh_pair(version);  // whose credential says it
      both.client.wants((usual_requirements(role::client) & ~ULONG{ISC_REQ_MANUAL_CRED_VALIDATION}) | asked);
      const leg first = both.client.continues();
      CHECK(((first.attributes & ISC_RET_MANUAL_CRED_VALIDATION) != 0) == (asked != 0));
      CHECK(shake_hands(both).both_established());
    }
  });
}
