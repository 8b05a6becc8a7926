// Credentials that a call brings to a context which has one already.
#include "handshakes.h"
#include "support/chunks.h"

using namespace peers;

namespace {

const certificate& other_certificate() {
  static const certificate made = certificate::self_signed(L"CN=localhost,OU=other");
  return made;
}

/// A server that asks for certificates; the client, which has none to show, has sent its first token.
pair asking_pair(tls version) {
  pair both = fresh_pair(version);
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
  REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
  return both;
}

/// One step of `who` with `given` in place of its own credential.
leg steps_with(peer& who, credential& given, bytes input) {
  std::swap(who.credential(), given);
  leg taken = who.steps(std::move(input));
  std::swap(who.credential(), given);
  return taken;
}

/// A step of the client with `given` and all that has arrived, which has no room for its token.
status steps_without_room(peer& client, credential& given) {
  bytes flight = client.inbox();
  std::uint8_t too_little[1] = {};
  buffers input{token(flight), empty()}, output{buffer(SECBUFFER_TOKEN, too_little, sizeof too_little)};
  call next = client.usual_call();
  next.credential = given.handle();
  next.requirements &= ~ULONG{ISC_REQ_ALLOCATE_MEMORY};
  next.input = input;
  next.output = output;
  return next.make();
}

/// Asks for another handshake with `given`, and brings none to the calls that follow.
leg asks_again_with(peer& who, credential given) {
  who.credential() = std::move(given);
  leg taken = asks_again(who);
  who.credential().free();
  return taken;
}

/// The other end notices that a handshake is wanted, and both go through it.
outcome renegotiates(pair& both, role first_to_notice) {
  CHECK(hears(both[first_to_notice]) == SEC_I_RENEGOTIATE);
  both[first_to_notice].continues();
  return shake_hands(both);
}

/// A connection with a client that has shown its certificate.
pair identified_pair() {
  pair both = pair_of(identified_client(tls::v1_2), credential::of(role::server, tls::v1_2));
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  REQUIRE(shake_hands(both).both_established());
  CHECK(certificate_seen_by(both.server).encoded == client_certificate().encoded());
  return both;
}

/// A server that has sent the client back for another group, and has its second hello to take.
pair pair_after_retry() {
  new_settings client(role::client), server(role::server);
  server.disables(TlsParametersCngAlgUsageKeyExchange, L"ECDH");
  server.setting.dwMinBitLength = 256;  // X25519, with which a client begins, has 255
  pair both = pair_of(client.acquire(), server.acquire());
  REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
  REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
  REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
  return both;
}

}  // namespace

TEST_CASE("SSPI-later-credential-kept: a renegotiation that another one began") {
  pair both = established_pair(tls::v1_2);
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  REQUIRE(asks_again_with(both.client, identified_client(tls::v1_2)).result == SEC_I_CONTINUE_NEEDED);
  REQUIRE(renegotiates(both, role::server).both_established());
  CHECK(certificate_seen_by(both.server).encoded == client_certificate().encoded());
  check_conversation(both);
}

TEST_CASE("SSPI-later-credential-kept: what a server asks for later, of a client that had another") {
  pair both = pair_of(identified_client(tls::v1_3), credential::of(role::server, tls::v1_3));
  REQUIRE(shake_hands(both).both_established());
  check_conversation(both);
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  REQUIRE(asks_again(both.server).result == SEC_E_OK);
  REQUIRE(hears(both.client) == SEC_I_RENEGOTIATE);
  credential_data wanted(role::client, tls::v1_3);
  wanted.uses(other_certificate());
  both.client.credential() = credential::from(SECPKG_CRED_OUTBOUND, &wanted.credentials);
  REQUIRE(both.client.continues().result == SEC_E_OK);
  check_conversation(both);
  CHECK(certificate_seen_by(both.server).encoded == other_certificate().encoded());
}

TEST_CASE("SSPI-later-credential-kept: a token that waited for room") {
  for_every_version([](tls version) {
    pair both = asking_pair(version);
    credential other = identified_client(version);
    CHECK(steps_without_room(both.client, other) == SEC_E_INSUFFICIENT_MEMORY);
    CHECK(shake_hands(both).both_established());
    CHECK(certificate_seen_by(both.server).encoded == client_certificate().encoded());
    check_conversation(both);
  });
}

TEST_CASE("SSPI-later-credential-not-kept: a part of a flight, and what is no record") {
  for_every_version([](tls version) {
    credential other = identified_client(version);
    const struct {
      std::string_view name;
      SECURITY_STATUS result;
      bool is_garbage;
    } mistakes[] = {{"partial", SEC_E_INCOMPLETE_MESSAGE, false}, {"garbage", SEC_E_INVALID_TOKEN, true}};
    for (const auto& mistake : mistakes) {
      INFO(mistake.name);
      pair both = asking_pair(version);
      bytes input = both.client.inbox();
      input.resize(4);
      if (mistake.is_garbage) input.assign(64, 0xFA);
      CHECK(steps_with(both.client, other, input).result == mistake.result);
      CHECK(shake_hands(both).both_established());
      CHECK(certificate_seen_by(both.server).asked == SEC_E_NO_CREDENTIALS);
      check_conversation(both);
    }
  });
}

TEST_CASE("SSPI-later-credential-not-kept: of calls that come for what an earlier one left") {
  for (const bool has_room : {false, true}) {
    CAPTURE(has_room);
    pair both = asking_pair(tls::v1_2);
    CHECK(steps_without_room(both.client, both.client.credential()) == SEC_E_INSUFFICIENT_MEMORY);
    credential other = identified_client(tls::v1_2);
    if (has_room) {
      const leg taken = steps_with(both.client, other, std::exchange(both.client.inbox(), {}));
      CHECK(taken.result == SEC_I_CONTINUE_NEEDED);
      both.client.sends(taken.token);
    } else {
      CHECK(steps_without_room(both.client, other) == SEC_E_INSUFFICIENT_MEMORY);
    }
    both.client.credential().free();
    REQUIRE(shake_hands(both).both_established());
    REQUIRE(asks_again(both.client).result == SEC_I_CONTINUE_NEEDED);
    REQUIRE(renegotiates(both, role::server).both_established());
    CHECK(certificate_seen_by(both.server).asked == SEC_E_NO_CREDENTIALS);
    check_conversation(both);
  }
}

TEST_CASE("SSPI-later-credential-not-kept: requirements that are not granted") {
  pair both = identified_pair();
  both.client.wants(usual_requirements(role::client) | ISC_REQ_DELEGATE);
  CHECK(asks_again_with(both.client, credential::of(role::client, tls::v1_2)).result ==
        SEC_E_UNSUPPORTED_FUNCTION);
  both.client.wants(usual_requirements(role::client));
  REQUIRE(asks_again(both.client).result == SEC_I_CONTINUE_NEEDED);
  REQUIRE(renegotiates(both, role::server).both_established());
  CHECK(certificate_seen_by(both.server).encoded == client_certificate().encoded());
}

TEST_CASE("SSPI-later-credential-without-certificate: what was shown before is shown no more") {
  pair both = identified_pair();
  REQUIRE(asks_again_with(both.client, credential::of(role::client, tls::v1_2)).result ==
          SEC_I_CONTINUE_NEEDED);
  REQUIRE(renegotiates(both, role::server).both_established());
  CHECK(certificate_seen_by(both.server).asked == SEC_E_NO_CREDENTIALS);
  check_conversation(both);
}

TEST_CASE("SSPI-later-credential-of-a-server: the rest of a handshake, and the next one") {
  pair both = pair_after_retry();
  credential other = credential::of(role::server, tls::v1_3, other_certificate());
  bytes hello = std::exchange(both.server.inbox(), {});
  const leg taken = steps_with(both.server, other, hello);
  REQUIRE(taken.result == SEC_I_CONTINUE_NEEDED);
  both.server.sends(taken.token);
  REQUIRE(shake_hands(both).both_established());
  CHECK(certificate_seen_by(both.client).encoded == other_certificate().encoded());

  pair again = established_pair(tls::v1_2);
  REQUIRE(
      asks_again_with(again.server, credential::of(role::server, tls::v1_2, other_certificate())).result ==
      SEC_E_OK);
  REQUIRE(renegotiates(again, role::client).both_established());
  CHECK(certificate_seen_by(again.client).encoded == other_certificate().encoded());
  check_conversation(again);
}

TEST_CASE("SSPI-later-credential-not-kept: of a server that was given a part of a hello") {
  pair both = pair_after_retry();
  credential other = credential::of(role::server, tls::v1_3, other_certificate());
  bytes part = both.server.inbox();
  // A ChangeCipherSpec comes first, and is one record more.
  const auto records = records_of(part);
  part.assign(records.back().begin(), records.back().begin() + 9);
  CHECK(steps_with(both.server, other, part).result == SEC_E_INCOMPLETE_MESSAGE);
  REQUIRE(shake_hands(both).both_established());
  CHECK(certificate_seen_by(both.client).encoded == server_certificate().encoded());
}

TEST_CASE("SSPI-later-credential-of-the-other-side: refused, and forgotten") {
  for_every_role_and_version([](tls version, role who) {
    pair both = mid_handshake_pair(version, role::server);
    if (who == role::server) both.client.continues();
    credential wrong = credential::of(other(who), version);
    const leg refused = steps_with(both[who], wrong, both[who].inbox());
    CHECK(refused.result == SEC_E_NO_CREDENTIALS);
    CHECK(refused.token.empty());
    CHECK(refused.extra == 0);
    CHECK(shake_hands(both)[who] == SEC_E_OK);
    check_conversation(both);
  });
}

TEST_CASE("SSPI-later-credential-of-the-other-side: a server's without a certificate is none either") {
  pair both = pair_after_retry();
  credential_data wanted(role::server, tls::v1_3);
  credential empty_handed = credential::from(SECPKG_CRED_INBOUND, &wanted.credentials);
  REQUIRE(empty_handed.acquired == SEC_E_OK);
  CHECK(steps_with(both.server, empty_handed, both.server.inbox()).result == SEC_E_NO_CREDENTIALS);
  CHECK(shake_hands(both).both_established());
}

TEST_CASE("SSPI-later-credential-of-the-other-side: good enough to say goodbye with") {
  for_every_end([](peer& one, peer& other_end) {
    CHECK(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
    credential wrong = credential::of(other(one.who()), tls::v1_2);
    std::swap(one.credential(), wrong);
    const leg said = one.steps_without_input();
    CHECK(said.result == SEC_E_OK);
    one.sends(said.token);
    CHECK(other_end.reads() == goodbye);
  });
}

TEST_CASE("SSPI-later-credential-looks-at-the-peer: one that checks does, one that does not does not") {
  const auto client_with = [](DWORD flags) {
    old_settings settings(role::client);
    settings.data.dwFlags = flags | SCH_CRED_NO_DEFAULT_CREDS;
    return settings.acquire();
  };
  pair trusting =
      pair_of(client_with(SCH_CRED_MANUAL_CRED_VALIDATION), credential::of(role::server, tls::v1_2));
  REQUIRE(shake_hands(trusting).both_established());
  REQUIRE(asks_again_with(trusting.client, client_with(SCH_CRED_AUTO_CRED_VALIDATION)).result ==
          SEC_I_CONTINUE_NEEDED);
  CHECK(renegotiates(trusting, role::server).client == SEC_E_UNTRUSTED_ROOT);

  pair careful = pair_of(client_with(SCH_CRED_AUTO_CRED_VALIDATION), credential::of(role::server, tls::v1_2));
  careful.client.continues();
  careful.server.continues();
  credential trusts = client_with(SCH_CRED_MANUAL_CRED_VALIDATION);
  const bytes flight = careful.client.inbox();
  CHECK(steps_with(careful.client, trusts, bytes(flight.begin(), flight.begin() + 4)).result ==
        SEC_E_INCOMPLETE_MESSAGE);
  SUBCASE("its own is the one that counts after that one's failure") {
    CHECK(careful.client.steps(flight).result == SEC_E_UNTRUSTED_ROOT);
  }
  SUBCASE("the other counts when it is given with all of the flight") {
    CHECK(steps_with(careful.client, trusts, flight).result == SEC_I_CONTINUE_NEEDED);
  }
}
