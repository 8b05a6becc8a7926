// A client that shows its certificate, in the handshake or after it, with memory that runs out.
#include "conformance/handshakes.h"
#include "stories.h"

using namespace peers;

namespace {

/// A server that asks for the client's certificate.
pair asking_pair(tls version, credential client) {
  pair both = pair_of(std::move(client), credential::of(role::server, version));
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  return both;
}

/// A connection over TLS 1.3 whose server asks only when the handshake is complete.
pair later_asking_pair() {
  pair both = pair_of(identified_client(tls::v1_3), credential::of(role::server, tls::v1_3));
  REQUIRE(shake_hands(both).both_established());
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  return both;
}

void check_identified(pair& both) {
  CHECK(certificate_seen_by(both.server).encoded == client_certificate().encoded());
  check_conversation(both);
}

}  // namespace

TEST_CASE("SSPI-memory-client-authentication: with a certificate from the start") {
  for_every_version([](tls version) {
    std::vector<scene<pair>> story{leg_of(role::client), leg_of(role::server), leg_of(role::client),
                                   leg_of(role::server)};
    if (version == tls::v1_2) story.push_back(leg_of(role::client));
    starve_each([version] { return asking_pair(version, identified_client(version)); }, story,
                check_identified);
  });
}

TEST_CASE("SSPI-memory-client-authentication: with one that is found when the server asks") {
  for_every_version([](tls version) {
    const scene<pair> finds_one = [version](pair& both, std::size_t nth) {
      both.client.credential() = identified_client(version);
      return take_leg(both.client, nth);
    };
    std::vector<scene<pair>> story{leg_of(role::client), leg_of(role::server), leg_of(role::client),
                                   finds_one, leg_of(role::server)};
    if (version == tls::v1_2) story.push_back(leg_of(role::client));
    const auto begin = [version] {
      pair both = asking_pair(version, credential::of(role::client, version));
      both.client.wants(usual_requirements(role::client) & ~ULONG{ISC_REQ_USE_SUPPLIED_CREDS});
      return both;
    };
    starve_each(begin, story, check_identified);
  });
}

TEST_CASE("SSPI-memory-client-authentication: after TLS 1.3's handshake") {
  starve_each(
      later_asking_pair,
      {leg_of(role::server), [](pair& both, std::size_t nth) { return open_record(both.client, nth); },
       leg_of(role::client), leg_of(role::server)},
      [](pair& both) {
        both.server.wants(usual_requirements(role::server));
        check_identified(both);
      });
}

TEST_CASE("SSPI-later-credential-kept: a token that waited for memory") {
  for_every_version([](tls version) {
    pair both = asking_pair(version, credential::of(role::client, version));
    both.client.continues();
    both.server.continues();
    credential other = identified_client(version);
    std::swap(both.client.credential(), other);
    {
      const failing_memory::shortage_of_tokens none_left;
      CHECK(both.client.steps(both.client.inbox()).result == SEC_E_INSUFFICIENT_MEMORY);
    }
    both.client.credential().free();
    REQUIRE(shake_hands(both).both_established());
    check_identified(both);

    // The next request is answered with the same certificate.
    REQUIRE(asks_again(both.server).result == SEC_E_OK);
    REQUIRE(hears(both.client) == SEC_I_RENEGOTIATE);
    both.client.continues();
    if (version == tls::v1_2) REQUIRE(shake_hands(both).both_established());
    check_identified(both);
  });
}
