// Servers that share the keys of their tickets, as several machines behind one name do.
#include "acquaintances.h"

using namespace peers;

#ifdef SECPKG_ATTR_SESSION_TICKET_KEYS  // newer than the SDK of mingw-w64
namespace {

SecPkgCred_SessionTicketKey key_named(BYTE name) {
  SecPkgCred_SessionTicketKey key{};
  key.TicketInfoVersion = SESSION_TICKET_INFO_VERSION;
  key.KeyId[0] = name;
  key.KeyingMaterial[0] = name;
  key.KeyingMaterialSize = 32;
  return key;
}

void use_keys(credential& server, std::vector<SecPkgCred_SessionTicketKey> keys) {
  SecPkgCred_SessionTicketKeys all{static_cast<DWORD>(keys.size()), keys.data()};
  REQUIRE(status{SetCredentialsAttributesW(server.handle(), SECPKG_ATTR_SESSION_TICKET_KEYS, &all,
                                           sizeof all)} == SEC_E_OK);
}

credential server_with(tls version, std::vector<SecPkgCred_SessionTicketKey> keys) {
  credential made = credential::of(role::server, version);
  use_keys(made, std::move(keys));
  return made;
}

/// Calls `story(acquaintances, version)` with a server that has the key 1, after a first meeting.
template <typename Story>
void after_a_ticket(Story story) {
  constexpr tls version = tls::v1_3;
  acquaintances both(credential::of(role::client, version), server_with(version, {key_named(1)}));
  both.server_wants = ASC_REQ_SESSION_TICKET;
  CHECK_FALSE(both.meet());
  story(both, version);
}

}  // namespace

TEST_CASE("SSPI-SetCredentialsAttributes-session-ticket-keys-shared: another server with the same key") {
  after_a_ticket([](acquaintances& both, tls version) {
    both.server() = server_with(version, {key_named(1)});
    CHECK(both.meet());
  });
}

TEST_CASE("SSPI-SetCredentialsAttributes-session-ticket-keys-shared: another server with another key") {
  after_a_ticket([](acquaintances& both, tls version) {
    both.server() = server_with(version, {key_named(2)});
    CHECK_FALSE(both.meet());
    both.server() = credential::of(role::server, version);
    CHECK_FALSE(both.meet());
  });
}

TEST_CASE("SSPI-SetCredentialsAttributes-session-ticket-keys-shared: a key that is replaced bit by bit") {
  after_a_ticket([](acquaintances& both, tls version) {
    use_keys(both.server(), {key_named(2), key_named(1)});
    CHECK(both.meet());
    // Over TLS 1.3 that brought a ticket of the new key.
    use_keys(both.server(), {key_named(2)});
    CHECK(both.meet() == (version == tls::v1_3));
    use_keys(both.server(), {key_named(3)});
    CHECK_FALSE(both.meet());
  });
}

TEST_CASE("SSPI-SetCredentialsAttributes-session-ticket-keys-shared: no keys are the server's own again") {
  after_a_ticket([](acquaintances& both, tls) {
    use_keys(both.server(), {});
    CHECK_FALSE(both.meet());
    CHECK(both.meet());
  });
}
#endif
