// What a server keeps with sessions that a client of OpenSSL's resumes by ticket, over TLS 1.2 too.
#include "conformance/questions.h"
#include "support/openssl_client_handshake.h"
#include "support/own_functions.h"

using namespace peers;
using schannel::test::openssl_client;

namespace {

/// A server that hands out tickets to one client, again and again.
struct acquainted_server {
  explicit acquainted_server(tls version) : own(credential::of(role::server, version)) {}

  /// Calls `story(peer)` on a connection with `client`.
  template <typename Story>
  void meets(openssl_client& client, Story story) {
    peer server(role::server, std::move(own), std::make_shared<wire>());
    server.wants(usual_requirements(role::server) | ASC_REQ_SESSION_TICKET);
    schannel::test::shake_hands(client, server);
    story(server);
    own = std::move(server.credential());
  }

  credential own;
};

std::string kept_by(peer& server) {
  SecPkgContext_SessionAppData found{};
  REQUIRE(asks(server, SECPKG_ATTR_APP_DATA, found) == SEC_E_OK);
  return to_text(taken(found.pbAppData, found.cbAppData));
}

void keeps(peer& server, std::string what) {
  SecPkgContext_SessionAppData data{0, static_cast<DWORD>(what.size()), reinterpret_cast<PBYTE>(what.data())};
  REQUIRE(sets(server, SECPKG_ATTR_APP_DATA, data) == SEC_E_OK);
}

/// Calls `story(version, server, client)` after a first meeting, at which the server kept "first".
template <typename Story>
void after_a_ticket(Story story) {
  for_every_version([&](tls version) {
    acquainted_server server(version);
    openssl_client first({.speaks_tls1_2 = version == tls::v1_2});
    server.meets(first, [](peer& one) { keeps(one, "first"); });
    story(version, server, first);
  });
}

}  // namespace

TEST_CASE("SSPI-QueryContextAttributes-application-data-of-session: found by tickets that others hold") {
  after_a_ticket([](tls, acquainted_server& server, openssl_client& first) {
    openssl_client second = openssl_client::after(first);
    server.meets(second, [](peer& one) {
      CHECK(kept_by(one) == "first");
      keeps(one, "second");
    });
    CHECK(second.resumed());
    // The ticket that is taken twice, and the one that may have replaced it, are of one session.
    for (const openssl_client* earlier : {&first, &second}) {
      openssl_client third = openssl_client::after(*earlier);
      server.meets(third, [](peer& one) { CHECK(kept_by(one) == "second"); });
      CHECK(third.resumed());
    }
  });
}

TEST_CASE("SSPI-QueryContextAttributes-application-data-of-another-session: each client has its own") {
  after_a_ticket([](tls version, acquainted_server& server, openssl_client& first) {
    openssl_client stranger({.speaks_tls1_2 = version == tls::v1_2});
    server.meets(stranger, [](peer& one) {
      CHECK(kept_by(one).empty());
      keeps(one, "another");
    });
    openssl_client second = openssl_client::after(first);
    server.meets(second, [](peer& one) { CHECK(kept_by(one) == "first"); });
  });
}

TEST_CASE("SSPI-SslEmptyCache-application-data: tickets go on, without it") {
  after_a_ticket([](tls, acquainted_server& server, openssl_client& first) {
    CHECK(empty_cache_w(nullptr, 0));
    openssl_client second = openssl_client::after(first);
    server.meets(second, [](peer& one) { CHECK(kept_by(one).empty()); });
    CHECK(second.resumed());
  });
}
