// Keys that both ends know beforehand, in place of certificates.
#include <algorithm>
#include <cstring>

#include "handshakes.h"

using namespace peers;

namespace {

const bytes key = to_bytes("0123456789abcdef");

/// SEC_PRESHAREDKEY or SEC_PRESHAREDKEY_IDENTITY: a size and that many bytes.
bytes sized(const bytes& content) {
  const auto size = static_cast<USHORT>(content.size());
  bytes packed(sizeof size + content.size());
  std::memcpy(packed.data(), &size, sizeof size);
  std::copy(content.begin(), content.end(), packed.begin() + sizeof size);
  return packed;
}

credential without_certificates(role who) {
  SCH_CREDENTIALS data{};
  data.dwVersion = SCH_CREDENTIALS_VERSION;
  data.dwFlags = SCH_USE_PRESHAREDKEY_ONLY;
  return credential::from(who == role::client ? SECPKG_CRED_OUTBOUND : SECPKG_CRED_INBOUND, &data);
}

/// Two ends that pass keys.
struct sharing_pair {
  bytes client_key = sized(key);
  bytes server_key = sized(key);
  bytes client_identity = sized(to_bytes("somebody"));
  bytes server_identity{};  ///< empty: none is passed
  pair both;

  explicit sharing_pair(credential client = without_certificates(role::client),
                        credential server = without_certificates(role::server))
      : both(pair_of(std::move(client), std::move(server))) {}

  void pass_all() {
    both.client.passes(buffer(SECBUFFER_PRESHARED_KEY, client_key));
    both.client.passes(buffer(SECBUFFER_PRESHARED_KEY_IDENTITY, client_identity));
    both.server.passes(buffer(SECBUFFER_PRESHARED_KEY, server_key));
    if (!server_identity.empty())
      both.server.passes(buffer(SECBUFFER_PRESHARED_KEY_IDENTITY, server_identity));
  }
  outcome meet() {
    pass_all();
    return shake_hands(both);
  }
};

/// What the first call of either function says to such a buffer.
void check_refused(ULONG type, bytes malformed) {
  CAPTURE(malformed.size());
  for (const role who : every_role) {
    sharing_pair sharing;
    sharing.pass_all();
    if (who == role::server) sharing.both.client.continues();
    sharing.both[who].passes(buffer(type, malformed));
    CHECK(sharing.both[who].continues().result == SEC_E_INVALID_TOKEN);
    CHECK_FALSE(sharing.both[who].has_context());
  }
}

}  // namespace

TEST_CASE("SSPI-PSK-same-key: a conversation without certificates") {
  sharing_pair sharing;
  REQUIRE(sharing.meet().both_established());
  check_conversation(sharing.both);
  SecPkgContext_ConnectionInfo info{};
  REQUIRE(asks(sharing.both.client, SECPKG_ATTR_CONNECTION_INFO, info) == SEC_E_OK);
  CHECK(info.dwProtocol == SP_PROT_TLS1_2_CLIENT);
  CHECK(info.dwCipherStrength == 256);
  SecPkgContext_CipherInfo suite{};
  suite.dwVersion = SECPKGCONTEXT_CIPHERINFO_V1;
  REQUIRE(asks(sharing.both.server, SECPKG_ATTR_CIPHER_INFO, suite) == SEC_E_OK);
  CHECK(suite.dwCipherSuite == 0x00A9);
  for (const role who : every_role)
    CHECK(certificate_seen_by(sharing.both[who]).asked == SEC_E_NO_CREDENTIALS);
  sharing.both.client.shuts_down();
  CHECK(sharing.both.server.reads() == goodbye);
}

TEST_CASE("SSPI-PSK-same-key: of 1 byte and of 256") {
  for (const std::size_t length : {1, 256}) {
    CAPTURE(length);
    sharing_pair sharing;
    sharing.client_key = sharing.server_key = sized(bytes(length, 0x5A));
    CHECK(sharing.meet().both_established());
  }
}

TEST_CASE("SSPI-PSK-identity: the same, another, none") {
  sharing_pair same;
  same.server_identity = sized(to_bytes("somebody"));
  CHECK(same.meet().both_established());
  sharing_pair another;
  another.server_identity = sized(to_bytes("somebody else"));
  const outcome came = another.meet();
  CHECK(came.server == SEC_E_ILLEGAL_MESSAGE);
  CHECK(came.client == SEC_E_ILLEGAL_MESSAGE);
  sharing_pair none;
  none.client_identity = sized({});
  CHECK(none.meet().both_established());
  sharing_pair longest;
  longest.client_identity = longest.server_identity = sized(bytes(256, 'x'));
  CHECK(longest.meet().both_established());
}

TEST_CASE("SSPI-PSK-other-key: neither end gets through") {
  sharing_pair sharing;
  sharing.server_key = sized(to_bytes("another key"));
  const outcome came = sharing.meet();
  CHECK(came.server == SEC_E_MESSAGE_ALTERED);
  CHECK(came.client == SEC_E_MESSAGE_ALTERED);
}

TEST_CASE("SSPI-PSK-no-key: neither end begins") {
  sharing_pair sharing;
  CHECK(sharing.both.client.continues().result == SEC_E_NO_CREDENTIALS);
  CHECK_FALSE(sharing.both.client.has_context());
  pair plain = fresh_pair(tls::v1_2);
  plain.client.continues();
  CHECK(sharing.both.server.steps(plain.server.inbox()).result == SEC_E_NO_CREDENTIALS);
  CHECK_FALSE(sharing.both.server.has_context());
}

TEST_CASE("SSPI-PSK-malformed: keys and identities") {
  for (const ULONG type : {ULONG{SECBUFFER_PRESHARED_KEY}, ULONG{SECBUFFER_PRESHARED_KEY_IDENTITY}}) {
    check_refused(type, {});
    check_refused(type, {4});
    check_refused(type, {4, 0, 1, 2, 3});
    check_refused(type, sized(bytes(257, 1)));
  }
  check_refused(SECBUFFER_PRESHARED_KEY, sized({}));
  check_refused(SECBUFFER_PRESHARED_KEY_IDENTITY, sized({'a', 0, 'b'}));
}

TEST_CASE("SSPI-PSK-other-credential: with certificates the key is of no account") {
  bytes unused = sized(key);
  for_every_version([&](tls version) {
    pair both = fresh_pair(version);
    both.client.passes(buffer(SECBUFFER_PRESHARED_KEY, unused));
    CHECK(shake_hands(both).both_established());
    CHECK(certificate_seen_by(both.client).encoded == server_certificate().encoded());
  });
}

TEST_CASE("SSPI-PSK-no-resumption: the second handshake is a whole one") {
  sharing_pair first;
  REQUIRE(first.meet().both_established());
  first.both.client.shuts_down();
  sharing_pair second(std::move(first.both.client.credential()), std::move(first.both.server.credential()));
  REQUIRE(second.meet().both_established());
  SecPkgContext_SessionInfo session{};
  REQUIRE(asks(second.both.client, SECPKG_ATTR_SESSION_INFO, session) == SEC_E_OK);
  CHECK((session.dwFlags & SSL_SESSION_RECONNECT) == 0);
}
