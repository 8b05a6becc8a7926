// What follows a first handshake, or a first connection, with memory that runs out: renegotiation, new keys
// and resumption, each call of them at every allocation.
#include <functional>
#include <memory>
#include <type_traits>
#include <vector>

#include "conformance/acquaintances.h"
#include "starving.h"
#include "support/openssl_server.h"

using namespace peers;
using schannel::test::openssl_server;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t stride = 197;
#else
constexpr std::size_t stride = 23;
#endif

/// A call of one end, in which the nth allocation fails.
template <typename Meeting>
using scene = std::function<attempt(Meeting&, std::size_t nth)>;

/// Lets each call of a story fail at every allocation, in a meeting of its own in which the ones before
/// succeeded. Calls `check_end(Meeting&)` when a call, or the last of all, got the memory it wanted.
template <typename Begin, typename Meeting = std::invoke_result_t<Begin>>
void starve_each(Begin begin, const std::type_identity_t<std::vector<scene<Meeting>>>& story,
                 const std::type_identity_t<std::function<void(Meeting&)>>& check_end) {
  for (std::size_t at = 0; at < story.size(); ++at) {
    CAPTURE(at);
    bool goes_on = true;
    for (std::size_t nth = 1; goes_on; nth = after(nth, stride)) {
      CAPTURE(nth);
      Meeting meeting = begin();
      for (std::size_t before = 0; before < at; ++before)
        REQUIRE_FALSE(failed(story[before](meeting, 0).result));
      const attempt made = story[at](meeting, nth);
      goes_on = made.ran_out;
      if (failed(made.result)) {
        CAPTURE(made.result);
        CHECK(made.ran_out);
        CHECK(is_a_failure_of_memory(made.result));
      } else if (at + 1 == story.size()) {
        check_end(meeting);
      }
      check_still_there(meeting.client);
      if constexpr (requires { meeting.server.context(); }) check_still_there(meeting.server);
    }
  }
}

scene<pair> leg_of(role who) {
  return [who](pair& both, std::size_t nth) { return take_leg(both[who], nth); };
}

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

/// A connection whose server has an EC key. What blinds an RSA key is wrong for its next 32 signatures when
/// OpenSSL 3.0 finds no memory to make it anew.
pair pair_without_blinding() {
  static const certificate shown = certificate::signed_with(0, L"CN=localhost", szOID_ECDSA_SHA256);
  pair both =
      pair_of(credential::of(role::client, tls::v1_2), credential::of(role::server, tls::v1_2, shown));
  REQUIRE(shake_hands(both).both_established());
  return both;
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
      [] { return pair_without_blinding(); },
      {leg_of(role::client), [](pair& both, std::size_t nth) { return open_record(both.server, nth); },
       leg_of(role::server), leg_of(role::client), leg_of(role::server), leg_of(role::client)},
      [](pair& both) { check_conversation(both); });
}

TEST_CASE("SSPI-memory-key-update: hearing of the server's, and answering with one") {
  starve_each([] { return visit(); },
              {[](visit& made, std::size_t nth) { return open_record(made.client, nth); },
               [](visit& made, std::size_t nth) { return take_leg(made.client, nth); }},
              [](visit& made) {
                REQUIRE(made.client.says("with another key") == SEC_E_OK);
                made.server.answers(made.line->to_server);
                CHECK(made.server.heard() == "with another key");
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
