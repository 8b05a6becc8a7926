// Servers that share the keys of their tickets, as several machines behind one name do.
#include "acquaintances.h"
#include "support/ticket_keys.h"

using namespace peers;

#ifdef SECPKG_ATTR_SESSION_TICKET_KEYS  // newer than the SDK of mingw-w64
namespace {

credential server_with(tls version, std::vector<SecPkgCred_SessionTicketKey> keys) {
  credential made = credential::of(role::server, version);
  REQUIRE(set_ticket_keys(made, std::move(keys)) == SEC_E_OK);
  return made;
}

/// Calls `story(acquaintances, version)` with a server that has the key 1, after a first meeting.
template <typename Story>
void after_a_ticket(Story story) {
  constexpr tls version = tls::v1_3;
  acquaintances both(credential::of(role::client, version), server_with(version, {ticket_key(1)}));
  both.server_wants = ASC_REQ_SESSION_TICKET;
  CHECK_FALSE(both.meet());
  story(both, version);
}

}  // namespace

TEST_CASE("SSPI-SetCredentialsAttributes-session-ticket-keys-shared: another server with the same key") {
  after_a_ticket([](acquaintances& both, tls version) {
    both.server() = server_with(version, {ticket_key(1)});
    CHECK(both.meet());
  });
}

TEST_CASE("SSPI-SetCredentialsAttributes-session-ticket-keys-shared: another server with another key") {
  after_a_ticket([](acquaintances& both, tls version) {
    both.server() = server_with(version, {ticket_key(2)});
    CHECK_FALSE(both.meet());
    both.server() = credential::of(role::server, version);
    CHECK_FALSE(both.meet());
  });
}

TEST_CASE("SSPI-SetCredentialsAttributes-session-ticket-keys-shared: a key that is replaced bit by bit") {
  after_a_ticket([](acquaintances& both, tls version) {
    REQUIRE(set_ticket_keys(both.server(), {ticket_key(2), ticket_key(1)}) == SEC_E_OK);
    CHECK(both.meet());
    // Over TLS 1.3 that brought a ticket of the new key.
    REQUIRE(set_ticket_keys(both.server(), {ticket_key(2)}) == SEC_E_OK);
    CHECK(both.meet() == (version == tls::v1_3));
    REQUIRE(set_ticket_keys(both.server(), {ticket_key(3)}) == SEC_E_OK);
    CHECK_FALSE(both.meet());
  });
}

TEST_CASE("SSPI-SetCredentialsAttributes-session-ticket-keys-shared: no keys are the server's own again") {
  after_a_ticket([](acquaintances& both, tls) {
    REQUIRE(set_ticket_keys(both.server(), {}) == SEC_E_OK);
    CHECK_FALSE(both.meet());
    CHECK(both.meet());
  });
}
#endif
