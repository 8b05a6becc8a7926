// Connections that go on with an earlier one's session.
#include <chrono>
#include <deque>
#include <thread>

#include "acquaintances.h"

using namespace peers;

namespace {

credential server_without_reconnects(tls version) {
  credential_data wanted(role::server, version);
  wanted.uses(server_certificate());
  wanted.credentials.dwFlags |= SCH_CRED_DISABLE_RECONNECTS;
  return credential::from(SECPKG_CRED_INBOUND, &wanted.credentials);
}

credential with_lifespan(role who, tls version, DWORD lifespan) {
  credential_data wanted(who, version);
  if (who == role::server) wanted.uses(server_certificate());
  wanted.credentials.dwSessionLifespan = lifespan;
  return credential::from(who == role::client ? SECPKG_CRED_OUTBOUND : SECPKG_CRED_INBOUND,
                          &wanted.credentials);
}

}  // namespace

TEST_CASE("SSPI-resumption-by-id: the second time is a reconnect, and every one after it") {
  acquaintances both(tls::v1_2);
  CHECK_FALSE(both.meet());
  for (int time = 0; time < 3; ++time) CHECK(both.meet());
}

TEST_CASE("SSPI-resumption-by-id: over TLS 1.0 and 1.1 as well") {
  for (const spoken& version : {tls_1_0, tls_1_1}) {
    INFO(version.name);
    acquaintances both(speaking(version, role::client), speaking(version, role::server));
    CHECK_FALSE(both.meet());
    CHECK(both.meet());
  }
}

TEST_CASE("SSPI-resumption-by-id: both ends name the session alike") {
  acquaintances both(tls::v1_2);
  const auto id_of = [](peer& one) {
    SecPkgContext_SessionInfo session{};
    REQUIRE(asks(one, SECPKG_ATTR_SESSION_INFO, session) == SEC_E_OK);
    return bytes(session.rgbSessionId, session.rgbSessionId + session.cbSessionId);
  };
  bytes first;
  both.meet(L"localhost", [&](pair& ends) {
    first = id_of(ends.client);
    CHECK(first.size() == 32);
    CHECK(id_of(ends.server) == first);
  });
  CHECK(both.meet(L"localhost", [&](pair& ends) {
    CHECK(id_of(ends.client) == first);
    CHECK(id_of(ends.server) == first);
  }));
}

TEST_CASE("SSPI-resumption-by-ticket: a server that hands them out recognises them") {
  for_every_version([](tls version) {
    acquaintances both(version);
    both.server_wants = ASC_REQ_SESSION_TICKET;
    CHECK_FALSE(both.meet());
    for (int time = 0; time < 3; ++time) CHECK(both.meet());
  });
}

TEST_CASE("SSPI-resumption-by-ticket: over TLS 1.3 there is no other way") {
  acquaintances both(tls::v1_3);
  for (int time = 0; time < 3; ++time) CHECK_FALSE(both.meet());
}

TEST_CASE("SSPI-resumption-same-name: another name is another peer") {
  for_every_way_to_resume([](acquaintances& both, tls) {
    CHECK_FALSE(both.meet(L"localhost"));
    CHECK_FALSE(both.meet(L"elsewhere"));
    CHECK(both.meet(L"localhost"));
    CHECK(both.meet(L"elsewhere"));
  });
}

TEST_CASE("SSPI-resumption-same-credential: another credential knows no sessions") {
  for_every_way_to_resume([](acquaintances& both, tls version) {
    CHECK_FALSE(both.meet());
    both.client() = credential::of(role::client, version);
    CHECK_FALSE(both.meet());
    CHECK(both.meet());
  });
}

TEST_CASE("SSPI-resumption-lifespan: for ever, for a moment, for ten hours") {
  for_every_way_to_resume([](acquaintances& both, tls version) {
    constexpr DWORD never = 0xFFFFFFFF;
    for (const role who : every_role) {
      INFO(name_of(who));
      for (const DWORD lifespan : {never, DWORD{1}, DWORD{60'000}, DWORD{0}}) {
        CAPTURE(lifespan);
        // A server's clock counts seconds.
        if (who == role::server && lifespan == 1) continue;
        (who == role::client ? both.client() : both.server()) = with_lifespan(who, version, lifespan);
        CHECK_FALSE(both.meet());
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        CHECK(both.meet() == (lifespan == 60'000 || lifespan == 0));
      }
    }
  });
}

TEST_CASE("SSPI-resumption-lifespan: of a server, when it has passed") {
  struct case_of {
    tls version;
    ULONG server_wants;
    bool expires;
  };
  constexpr DWORD one_second = 1000;
  constexpr DWORD an_hour = 3'600'000;
  const case_of all[] = {{tls::v1_2, 0, true},
                         {tls::v1_3, ASC_REQ_SESSION_TICKET, true},
                         {tls::v1_2, 0, false},
                         {tls::v1_3, ASC_REQ_SESSION_TICKET, false}};
  std::deque<acquaintances> known;
  for (const case_of& one : all) {
    known.emplace_back(credential::of(role::client, one.version),
                       with_lifespan(role::server, one.version, one.expires ? one_second : an_hour));
    known.back().server_wants = one.server_wants;
    CHECK_FALSE(known.back().meet());
  }
  // Over by any clock that counts seconds, however late it is when this goes on.
  std::this_thread::sleep_for(std::chrono::milliseconds(2100));
  for (std::size_t i = 0; i < known.size(); ++i) {
    CAPTURE(i);
    CHECK(known[i].meet() == !all[i].expires);
  }
}

TEST_CASE("SSPI-resumption-disabled-for-a-session: by a client whose handshake is under way") {
  for_every_way_to_resume([](acquaintances& both, tls) {
    both.client_decides = SSL_SESSION_DISABLE_RECONNECTS;
    CHECK_FALSE(both.meet());
    both.client_decides = 0;
    CHECK_FALSE(both.meet());
    CHECK(both.meet());
  });
}

TEST_CASE("SSPI-resumption-disabled-for-a-session: by either end when the handshake is over") {
  for_every_way_to_resume([](acquaintances& both, tls) {
    for (const role who : every_role) {
      INFO(name_of(who));
      // What a server has given away as a ticket is out of its hands.
      if (who == role::server && both.server_wants != 0) continue;
      both.meet(L"localhost", [&](pair& ends) {
        CHECK(decides_on_session(ends[who], SSL_SESSION_DISABLE_RECONNECTS) == SEC_E_OK);
        ends.client.shuts_down();
      });
      CHECK_FALSE(both.meet());
      CHECK(both.meet());
    }
  });
}

TEST_CASE("SSPI-resumption-disabled-for-a-session: and enabled again") {
  for_every_way_to_resume([](acquaintances& both, tls) {
    both.meet(L"localhost", [](pair& ends) {
      for (const role who : every_role) {
        CHECK(decides_on_session(ends[who], SSL_SESSION_DISABLE_RECONNECTS) == SEC_E_OK);
        CHECK(decides_on_session(ends[who], SSL_SESSION_ENABLE_RECONNECTS) == SEC_E_OK);
      }
    });
    CHECK(both.meet());
  });
}

TEST_CASE("SSPI-resumption-disabled-for-a-credential: a server that wants none has none") {
  for_every_version([](tls version) {
    for (const ULONG tickets : {0U, unsigned{ASC_REQ_SESSION_TICKET}}) {
      CAPTURE(tickets);
      acquaintances both(credential::of(role::client, version), server_without_reconnects(version));
      both.server_wants = tickets;
      for (int time = 0; time < 3; ++time) CHECK_FALSE(both.meet());
    }
  });
}

TEST_CASE("SSPI-resumption-certificates: both ends still see what the other showed") {
  for_every_way_to_resume([](acquaintances& both, tls version) {
    both.client() = identified_client(version);
    both.server_wants |= ASC_REQ_MUTUAL_AUTH;
    for (int time = 0; time < 2; ++time) {
      CAPTURE(time);
      const bool resumed = both.meet(L"localhost", [](pair& ends) {
        CHECK(certificate_seen_by(ends.client).encoded == server_certificate().encoded());
        CHECK(certificate_seen_by(ends.server).encoded == client_certificate().encoded());
        ends.client.shuts_down();
      });
      CHECK(resumed == (time == 1));
    }
  });
}

TEST_CASE("SSPI-resumption-without-goodbye: a line that was cut takes nothing away") {
  for_every_way_to_resume([](acquaintances& both, tls) {
    both.meet(L"localhost", [](pair&) {});
    CHECK(both.meet());
  });
}

TEST_CASE("SSPI-resumption-after-fatal-alert: a session that failed is forgotten") {
  for_every_way_to_resume([](acquaintances& both, tls) {
    both.meet(L"localhost", [](pair& ends) {
      ends.server.raises(TLS1_ALERT_FATAL, TLS1_ALERT_INTERNAL_ERROR);
      CHECK(ends.client.reads() == SEC_E_INTERNAL_ERROR);
    });
    CHECK_FALSE(both.meet());
  });
}
