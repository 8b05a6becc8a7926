// How handshakes end: whose call succeeds first, and whether there is something to send with it.
#include "acquaintances.h"
#include "support/chunks.h"

using namespace peers;

namespace {

/// What one call of a handshake came to.
struct step {
  role who;
  SECURITY_STATUS result;
  bool has_token;

  friend bool operator==(const step&, const step&) = default;
};

constexpr auto sends = true;
constexpr auto is_silent = false;
constexpr SECURITY_STATUS goes_on = SEC_I_CONTINUE_NEEDED;

/// Every call until both ends are done, the client's first.
std::vector<step> steps_of(pair& both) {
  std::vector<step> taken;
  std::size_t done = 0;
  for (role who = role::client; done < 2 && taken.size() < 10; who = other(who)) {
    if (!taken.empty() && both[who].inbox().empty()) continue;
    const leg made = both[who].continues();
    taken.push_back({who, made.result.value, !made.token.empty()});
    if (made.result == SEC_E_OK) ++done;
    if (failed(made.result)) break;
  }
  return taken;
}

}  // namespace

TEST_CASE("SSPI-last-legs-over-tls-1-2: the server is done first") {
  pair both = fresh_pair(tls::v1_2);
  CHECK(steps_of(both) == std::vector<step>{{role::client, goes_on, sends},
                                            {role::server, goes_on, sends},
                                            {role::client, goes_on, sends},
                                            {role::server, SEC_E_OK, sends},
                                            {role::client, SEC_E_OK, is_silent}});
  check_conversation(both);
}

TEST_CASE("SSPI-last-legs-of-a-reconnect: the client is done first") {
  acquaintances known(tls::v1_2);
  REQUIRE_FALSE(known.meet());
  pair both = pair_of(std::move(known.client()), std::move(known.server()));
  CHECK(steps_of(both) == std::vector<step>{{role::client, goes_on, sends},
                                            {role::server, goes_on, sends},
                                            {role::client, SEC_E_OK, sends},
                                            {role::server, SEC_E_OK, is_silent}});
  check_conversation(both);
}

TEST_CASE("SSPI-last-legs-over-tls-1-3: the client is done first, and a ticket is the server's last word") {
  for (const bool has_ticket : {false, true}) {
    CAPTURE(has_ticket);
    pair both = fresh_pair(tls::v1_3);
    both.server.wants(usual_requirements(role::server) | (has_ticket ? ASC_REQ_SESSION_TICKET : 0));
    CHECK(steps_of(both) == std::vector<step>{{role::client, goes_on, sends},
                                              {role::server, goes_on, sends},
                                              {role::client, SEC_E_OK, sends},
                                              {role::server, SEC_E_OK, has_ticket}});
    if (has_ticket) CHECK(hears(both.client) == SEC_I_RENEGOTIATE);
    if (has_ticket) CHECK(both.client.continues().result == SEC_E_OK);
    check_conversation(both);
  }
}

TEST_CASE("SSPI-AcceptSecurityContext-proof-of-key: a signature that another key may have made") {
  pair both = pair_of(identified_client(tls::v1_2), credential::of(role::server, tls::v1_2));
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  both.client.continues();
  both.server.continues();
  REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
  auto flight = records_of(both.server.inbox());
  constexpr std::size_t certificate_verify = 2;  // behind the certificate and the key
  constexpr std::uint8_t type_of_it = 15;
  REQUIRE(flight.size() > certificate_verify);
  REQUIRE(flight[certificate_verify][5] == type_of_it);
  flight[certificate_verify].back() ^= 1;
  both.server.inbox().clear();
  for (const bytes& record : flight)
    both.server.inbox().insert(both.server.inbox().end(), record.begin(), record.end());
  const leg refused = both.server.continues();
  CHECK(refused.result == SEC_E_DECRYPT_FAILURE);
  constexpr std::uint8_t decrypt_error = 51;
  REQUIRE(refused.token.size() == 7);
  CHECK(refused.token.back() == decrypt_error);
}
