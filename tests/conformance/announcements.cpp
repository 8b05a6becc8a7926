// Several requests at once, goodbyes at the wrong level, and names that no server has.
#include "support/ends.h"

using namespace peers;

namespace {

status announce_alert(peer& to, DWORD level, DWORD description) {
  SCHANNEL_ALERT_TOKEN wanted{SCHANNEL_ALERT, level, description};
  buffers tokens{buffer(SECBUFFER_TOKEN, &wanted, sizeof wanted)};
  return to.apply_control_tokens(tokens);
}

}  // namespace

TEST_CASE("SSPI-ApplyControlToken-requests-together: a warning leaves first, whichever was asked for first") {
  for (const bool warning_first : {true, false}) {
    for_every_end([&](peer& one, peer& other) {
      CAPTURE(warning_first);
      if (warning_first)
        REQUIRE(announce_alert(one, TLS1_ALERT_WARNING, TLS1_ALERT_USER_CANCELED) == SEC_E_OK);
      REQUIRE(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
      if (!warning_first)
        REQUIRE(announce_alert(one, TLS1_ALERT_WARNING, TLS1_ALERT_USER_CANCELED) == SEC_E_OK);
      const leg said = one.steps_without_input();
      CHECK(said.result == SEC_E_OK);
      one.sends(said.token);
      CHECK(other.reads() == "");
      CHECK(other.reads() == SEC_I_CONTEXT_EXPIRED);
      CHECK(one.says("too late") == SEC_E_CONTEXT_EXPIRED);
    });
  }
}

TEST_CASE("SSPI-ApplyControlToken-requests-together: behind a fatal alert there is no goodbye") {
  for_every_end([](peer& one, peer& other) {
    REQUIRE(one.apply_control_token(SCHANNEL_SHUTDOWN) == SEC_E_OK);
    REQUIRE(announce_alert(one, TLS1_ALERT_FATAL, TLS1_ALERT_CERTIFICATE_EXPIRED) == SEC_E_OK);
    const leg said = one.steps_without_input();
    CHECK(said.result == SEC_E_OK);
    one.sends(said.token);
    CHECK(other.reads() == SEC_E_CERT_EXPIRED);
    CHECK(one.shuts_down().token.empty());
  });
}

TEST_CASE("SSPI-fatal-goodbye: in a handshake it is an error") {
  for_every_end_mid_handshake([](peer& one, peer&) {
    const leg heard = one.steps(bytes{0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x00});
    CHECK(heard.result == SEC_E_ILLEGAL_MESSAGE);
    CHECK(heard.token.empty());
  });
}

TEST_CASE("SSPI-fatal-goodbye: over TLS 1.2 nothing that looks like data comes with it") {
  for (const role who : every_role) {
    pair both = established_pair(tls::v1_2);
    REQUIRE(both[who].raises(TLS1_ALERT_FATAL, TLS1_ALERT_CLOSE_NOTIFY).result == SEC_E_OK);
    CHECK(both[other(who)].reads() == SEC_E_ILLEGAL_MESSAGE);
    CHECK(both[other(who)].reads() == SEC_E_ILLEGAL_MESSAGE);
  }
}

TEST_CASE(
    "SSPI-InitializeSecurityContext-impossible-target: a dot in front, nothing but a dot, or too long") {
  for_every_version([](tls version) {
    for (const std::wstring& name : {std::wstring(L"."), std::wstring(L".com"), std::wstring(256, L'x')}) {
      pair both = fresh_pair(version);
      both.client.calls(name);
      CHECK(both.client.continues().result == SEC_E_TARGET_UNKNOWN);
      CHECK_FALSE(both.client.has_context());
    }
  });
}
