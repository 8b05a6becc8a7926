// What follows a first handshake, or a first connection, with memory that runs out: renegotiation, new keys
// and resumption, each call of them at every allocation.
#include <memory>

#include "conformance/acquaintances.h"
#include "stories.h"
#include "support/openssl_server.h"
#include "unblinded.h"

using namespace peers;
using schannel::test::openssl_server;

namespace {

/// A client of ours and a server of OpenSSL's that has changed its key and wants the same of the client.
struct visit {
  visit() {
    leg taken = client.continues();
    while (taken.result == SEC_I_CONTINUE_NEEDED) {
      line->to_client = server.answers(std::exchange(line->to_server, {}));
      taken = client.continues();
    }
    REQUIRE(taken.result == SEC_E_OK);
    server.answers(std::exchange(line->to_server, {}));
    line->to_client = server.updates_its_key(true);
  }

  std::shared_ptr<wire> line = std::make_shared<wire>();
  peer client{role::client, credential::of(role::client, tls::v1_3), line};
  openssl_server server{std::size_t{0}};
};

/// The client has a new key, and says so before it uses it.
void check_answered(visit& made) {
  CHECK_FALSE(made.line->to_server.empty());
  REQUIRE(made.client.says("with another key") == SEC_E_OK);
  made.server.answers(made.line->to_server);
  CHECK(made.server.heard() == "with another key");
}

/// Two ends that have met before, with the ticket or the id of that session.
pair second_meeting(tls version) {
  acquaintances known(version);
  known.server_wants = version == tls::v1_3 ? ASC_REQ_SESSION_TICKET : 0;
  REQUIRE_FALSE(known.meet());
  pair both = pair_of(std::move(known.client()), std::move(known.server()));
  both.server.wants(usual_requirements(role::server) | known.server_wants);
  return both;
}

}  // namespace

TEST_CASE("SSPI-memory-renegotiation: a call of either end fails") {
  starve_each(
      [] {
        pair both = unblinded_pair(tls::v1_2);
        REQUIRE(shake_hands(both).both_established());
        return both;
      },
      {leg_of(role::client), [](pair& both, std::size_t nth) { return open_record(both.server, nth); },
       leg_of(role::server), leg_of(role::client), leg_of(role::server), leg_of(role::client)},
      [](pair& both) { check_conversation(both); });
}

TEST_CASE("SSPI-memory-key-update: hearing of the server's, and answering with one") {
  starve_each([] { return visit(); },
              {[](visit& made, std::size_t nth) { return open_record(made.client, nth); },
               [](visit& made, std::size_t nth) { return take_leg(made.client, nth); }},
              check_answered);
}

TEST_CASE("SSPI-memory-key-update: what was demanded is not forgotten") {
  starve_each([] { return visit(); },
              {[](visit& made, std::size_t nth) { return open_record(made.client, nth); }},
              [](visit& made) {
                REQUIRE_FALSE(failed(take_leg(made.client, 0).result));
                check_answered(made);
              });
}

TEST_CASE("SSPI-memory-resumption: of the session that both know") {
  for_every_version([](tls version) {
    starve_each([version] { return second_meeting(version); },
                {leg_of(role::client), leg_of(role::server), leg_of(role::client), leg_of(role::server)},
                [](pair& both) {
                  check_conversation(both);
                  SecPkgContext_SessionInfo session{};
                  REQUIRE(asks(both.client, SECPKG_ATTR_SESSION_INFO, session) == SEC_E_OK);
                  CHECK((session.dwFlags & SSL_SESSION_RECONNECT) != 0);
                });
  });
}
