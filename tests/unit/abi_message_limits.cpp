// What the administrator says about handshake messages in several records, and about the ids of sessions.
#include "support/configured.h"
#include "support/ends.h"

using namespace peers;

namespace {

constexpr std::size_t record_header = 5;

void append_record(bytes& to, const bytes& record, byte_view fragment) {
  to.insert(to.end(), record.begin(), record.begin() + 3);
  to.push_back(static_cast<std::uint8_t>(fragment.size() >> 8));
  to.push_back(static_cast<std::uint8_t>(fragment.size()));
  to.insert(to.end(), fragment.begin(), fragment.end());
}

/// The first record of `flight` in two, the first of which has `first` bytes of it.
bytes divided(const bytes& flight, std::size_t first) {
  const std::size_t length = static_cast<std::size_t>(flight[3]) << 8 | flight[4];
  const byte_view fragment = byte_view(flight).subspan(record_header, length);
  bytes split;
  append_record(split, flight, fragment.first(first));
  append_record(split, flight, fragment.subspan(first));
  split.insert(split.end(), flight.begin() + static_cast<std::ptrdiff_t>(record_header + length),
               flight.end());
  return split;
}

/// A client and a server whose first record is divided on its way.
outcome shake_hands_with(role who, tls version, std::size_t first) {
  pair both = fresh_pair(version);
  outcome last{both.client.continues().result, {SEC_I_CONTINUE_NEEDED}};
  if (who == role::server) {
    last.server = both.server.continues().result;
    both.client.inbox() = divided(both.client.inbox(), first);
  } else {
    both.server.inbox() = divided(both.server.inbox(), first);
  }
  return shake_hands(both);
}

/// A certificate of more than 16384 bytes.
const certificate& long_certificate() {
  static const certificate made = [] {
    std::wstring name = L"CN=localhost";
    for (int i = 0; i < 150; ++i) name += L", OU=" + std::wstring(60, L'x');
    return certificate::self_signed(name.c_str());
  }();
  return made;
}

pair pair_with_long_certificate(tls version) {
  return pair_of(credential::of(role::client, version),
                 credential::of(role::server, version, long_certificate()));
}

bytes session_id_of_server() {
  pair both = established_pair(tls::v1_2);
  SecPkgContext_SessionInfo session{};
  REQUIRE(QueryContextAttributesW(both.server.context(), SECPKG_ATTR_SESSION_INFO, &session) == SEC_E_OK);
  return {session.rgbSessionId, session.rgbSessionId + session.cbSessionId};
}

}  // namespace

TEST_CASE("SSPI-MessageLimit-fragmented: the defaults let hellos come in pieces") {
  for_every_role_and_version([](tls version, role who) {
    for (const std::size_t first : {1, 3, 4, 60})
      CHECK(shake_hands_with(who, version, first).both_established());
  });
}

TEST_CASE("SSPI-MessageLimit-fragmented: a limit below what a hello has") {
  const configured file("[Messaging]\nMessageLimitClient = 80\nMessageLimitServer = 80\n");
  for_every_role_and_version([](tls version, role who) {
    for (const std::size_t first : {1, 4, 60}) {
      const outcome came = shake_hands_with(who, version, first);
      CHECK(came[other(who)] == SEC_E_ILLEGAL_MESSAGE);
      CHECK(came[who] == SEC_E_ILLEGAL_MESSAGE);  // the alert says so
    }
  });
}

TEST_CASE("SSPI-MessageLimit-fragmented: in one record it may be longer") {
  const configured file("[Messaging]\nMessageLimitClient = 1\nMessageLimitServer = 1\n");
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    CHECK(shake_hands(both).both_established());
  });
}

TEST_CASE("SSPI-MessageLimit-fragmented: a certificate that no record can hold") {
  REQUIRE(long_certificate().encoded().size() > 0x4000);
  for_every_version([](tls version) {
    pair taken = pair_with_long_certificate(version);
    CHECK(shake_hands(taken).both_established());
    const configured file("[Messaging]\nMessageLimitClient = 0x4000\n");
    pair refused = pair_with_long_certificate(version);
    const outcome came = shake_hands(refused);
    CHECK(came.client == SEC_E_ILLEGAL_MESSAGE);
    CHECK(came.server == SEC_E_ILLEGAL_MESSAGE);
  });
}

TEST_CASE("SSPI-MessageLimit-none: not even a byte may be apart") {
  const configured file("[Messaging]\nMessageLimitClient = 0\nMessageLimitServer = 0\n");
  for_every_role_and_version([](tls version, role who) {
    CHECK(shake_hands_with(who, version, 1)[other(who)] == SEC_E_ILLEGAL_MESSAGE);
    pair whole = fresh_pair(version);
    CHECK(shake_hands(whole).both_established());
  });
}

TEST_CASE("SSPI-MessageLimit-client-certificate: the limit of a server that asks") {
  const configured file("[Messaging]\nMessageLimitServer = 0\nMessageLimitServerClientAuth = 0x8000\n");
  for_every_version([](tls version) {
    for (const bool asks : {false, true}) {
      CAPTURE(asks);
      pair both = fresh_pair(version);
      if (asks) both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
      both.client.continues();
      both.server.inbox() = divided(both.server.inbox(), 60);
      CHECK(shake_hands(both).server == (asks ? SEC_E_OK : SEC_E_ILLEGAL_MESSAGE));
    }
  });
}

TEST_CASE("SSPI-MachineID-in-session-id: bytes 4 to 7, and chance around them") {
  const configured file("MachineID = 0x44332211\n");
  const bytes one = session_id_of_server();
  const bytes two = session_id_of_server();
  REQUIRE(one.size() == 32);
  REQUIRE(two.size() == 32);
  for (const bytes& id : {one, two})
    CHECK(bytes(id.begin() + 4, id.begin() + 8) == bytes{0x11, 0x22, 0x33, 0x44});
  CHECK(one != two);
}
