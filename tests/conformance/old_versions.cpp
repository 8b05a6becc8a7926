// TLS 1.0 and 1.1, which are spoken where a program asks for them by name.
#include "handshakes.h"
#include "support/chunks.h"

using namespace peers;

namespace {

template <typename Story>
void for_every_old_version(Story story) {
  for (const spoken& version : {tls_1_0, tls_1_1}) {
    INFO(version.name);
    story(version);
  }
}

void check_goodbyes_of(const spoken& version, std::size_t length) {
  for (const role who : every_role) {
    INFO(name_of(who));
    pair both = established_pair(version);
    const leg said = both[who].shuts_down();
    CHECK(said.result == SEC_E_OK);
    CHECK(said.token.size() == length);
    CHECK(both[other(who)].reads() == goodbye);
  }
}

}  // namespace

TEST_CASE("SSPI-old-versions-on-request: both sides report the version that was asked for") {
  for_every_old_version([](const spoken& version) {
    pair both = established_pair(version);
    for (const role who : every_role) {
      SecPkgContext_ConnectionInfo info{};
      REQUIRE(asks(both[who], SECPKG_ATTR_CONNECTION_INFO, info) == SEC_E_OK);
      CHECK(info.dwProtocol == version.bit(who));
    }
    check_conversation(both);
  });
}

TEST_CASE("SSPI-old-versions-on-request: nobody comes down to them without having asked") {
  for_every_old_version([](const spoken& version) {
    for (const role who : every_role) {
      INFO(name_of(who));
      for (const bool with_older_settings : {false, true}) {
        CAPTURE(with_older_settings);
        const auto usual = [&](role of) {
          return with_older_settings ? old_settings(of).acquire() : new_settings(of).acquire();
        };
        pair both = who == role::client ? pair_of(speaking(version, role::client), usual(role::server))
                                        : pair_of(usual(role::client), speaking(version, role::server));
        const outcome came = shake_hands(both);
        CHECK(came.server == SEC_E_UNSUPPORTED_FUNCTION);
        CHECK(came.client == SEC_E_UNSUPPORTED_FUNCTION);
      }
    }
  });
}

TEST_CASE("SSPI-old-versions-messages: of every length up to the longest") {
  for_every_old_version([](const spoken& version) {
    pair both = established_pair(version);
    for (const std::size_t length : {std::size_t{1}, std::size_t{15}, std::size_t{16}, std::size_t{17},
                                     std::size_t{1000}, std::size_t{both.client.sizes().cbMaximumMessage}}) {
      CAPTURE(length);
      const std::string words(length, 'w');
      for (const role who : every_role) {
        REQUIRE(both[who].says(words) == SEC_E_OK);
        CHECK(both[other(who)].reads() == words);
      }
    }
  });
}

TEST_CASE("SSPI-old-versions-messages: one changed bit ends the connection") {
  for_every_old_version([](const spoken& version) {
    const std::size_t length = established_pair(version).client.seals("words").record.size();
    for (const role who : every_role) {
      INFO(name_of(who));
      for (const std::size_t at : {std::size_t{5}, length / 2, length - 1}) {
        CAPTURE(at);
        pair both = established_pair(version);
        peer& one = both[other(who)];
        bytes record = both[who].seals("words").record;
        const bytes next = both[who].seals("more words").record;
        record.at(at) ^= 1;
        CHECK(one.opens(record) == SEC_E_MESSAGE_ALTERED);
        CHECK(one.opens(next) == SEC_E_MESSAGE_ALTERED);
        CHECK(one.seals("what?").result == SEC_E_CONTEXT_EXPIRED);
      }
    }
  });
}

TEST_CASE("SSPI-shutdown-over-tls-1-0: 37 bytes") {
  check_goodbyes_of(tls_1_0, 37);
}

TEST_CASE("SSPI-shutdown-over-tls-1-1: 53 bytes") {
  check_goodbyes_of(tls_1_1, 53);
}

TEST_CASE("SSPI-shutdown-in-the-clear-over-tls-1-0: the seven bytes that Windows sends") {
  pair both = fresh_pair(tls_1_0);
  REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
  for (int time = 0; time < 2; ++time) {
    const leg said = both.client.shuts_down();
    CHECK(said.result == SEC_E_OK);
    CHECK(said.token == bytes{0x15, 3, 1, 0, 2, 1, 0});
  }
}
