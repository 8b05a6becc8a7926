// What a program keeps with a session, and finds on the connections that resume it.
#include "acquaintances.h"
#include "support/own_functions.h"

using namespace peers;

namespace {

struct note {
  DWORD flags = 0;
  bytes data{};

  friend bool operator==(const note&, const note&) = default;
};

note kept_by(peer& one) {
  SecPkgContext_SessionAppData found{};
  REQUIRE(asks(one, SECPKG_ATTR_APP_DATA, found) == SEC_E_OK);
  CHECK((found.pbAppData == nullptr) == (found.cbAppData == 0));
  return {found.dwFlags, taken(found.pbAppData, found.cbAppData)};
}

void keeps(peer& one, note what) {
  SecPkgContext_SessionAppData data{what.flags, static_cast<DWORD>(what.data.size()), what.data.data()};
  REQUIRE(sets(one, SECPKG_ATTR_APP_DATA, data) == SEC_E_OK);
}

const note of_client{1, to_bytes("the client's")};
const note of_server{2, bytes(70'000, 's')};

const note& of(role who) {
  return who == role::client ? of_client : of_server;
}

void both_keep(pair& ends) {
  for (const role who : every_role) keeps(ends[who], of(who));
}

/// Calls `check(pair)` while both meet; whether they resumed a session.
template <typename Check>
bool meet_to(acquaintances& both, Check check) {
  return both.meet(L"localhost", [&](pair& ends) {
    check(ends);
    ends.client.shuts_down();
  });
}

void check_kept(pair& ends) {
  for (const role who : every_role) CHECK(kept_by(ends[who]) == of(who));
}

void check_nothing_kept(pair& ends) {
  for (const role who : every_role) CHECK(kept_by(ends[who]) == note{});
}

}  // namespace

TEST_CASE("SSPI-QueryContextAttributes-application-data-of-session: on every connection that has it") {
  for_every_way_to_resume([](acquaintances& both, tls) {
    CHECK_FALSE(meet_to(both, both_keep));
    for (int time = 0; time < 3; ++time) CHECK(meet_to(both, check_kept));
  });
}

TEST_CASE("SSPI-QueryContextAttributes-application-data-of-session: over TLS 1.0 and 1.1 as well") {
  for (const spoken& version : {tls_1_0, tls_1_1}) {
    INFO(version.name);
    acquaintances both(speaking(version, role::client), speaking(version, role::server));
    CHECK_FALSE(meet_to(both, both_keep));
    CHECK(meet_to(both, check_kept));
  }
}

TEST_CASE("SSPI-QueryContextAttributes-application-data-of-session: each side has its own") {
  for_every_way_to_resume([](acquaintances& both, tls) {
    for (const role who : every_role) {
      INFO(name_of(who));
      CHECK(empty_cache_w(nullptr, 0));
      CHECK_FALSE(meet_to(both, [who](pair& ends) { keeps(ends[who], of(who)); }));
      CHECK(meet_to(both, [who](pair& ends) {
        CHECK(kept_by(ends[who]) == of(who));
        CHECK(kept_by(ends[other(who)]) == note{});
      }));
    }
  });
}

TEST_CASE("SSPI-QueryContextAttributes-application-data-of-another-session: with the same peer") {
  for_every_way_to_resume([](acquaintances& both, tls version) {
    meet_to(both, both_keep);
    CHECK_FALSE(both.meet(L"elsewhere", check_nothing_kept));
    both.client() = credential::of(role::client, version);
    CHECK_FALSE(meet_to(both, check_nothing_kept));
  });
}

TEST_CASE("SSPI-SetContextAttributes-application-data-again: on a connection that resumed the session") {
  for_every_way_to_resume([](acquaintances& both, tls) {
    CHECK_FALSE(both.meet());
    CHECK(meet_to(both, both_keep));
    CHECK(meet_to(both, [](pair& ends) {
      check_kept(ends);
      keeps(ends.client, {3, to_bytes("anew")});
      keeps(ends.server, {});
    }));
    CHECK(meet_to(both, [](pair& ends) {
      CHECK(kept_by(ends.client) == note{3, to_bytes("anew")});
      CHECK(kept_by(ends.server) == note{});
    }));
  });
}

TEST_CASE("SSPI-SetContextAttributes-application-data-again: with another connection of the session") {
  for_every_way_to_resume([](acquaintances& both, tls) {
    CHECK_FALSE(both.meet(L"localhost", [&](pair& first) {
      both.client() = std::move(first.client.credential());
      both.server() = std::move(first.server.credential());
      CHECK(meet_to(both, both_keep));
      check_kept(first);
      first.client.credential() = std::move(both.client());
      first.server.credential() = std::move(both.server());
      first.client.shuts_down();
    }));
    CHECK(meet_to(both, check_kept));
  });
}

TEST_CASE("SSPI-QueryContextAttributes-application-data-renegotiated: before and after") {
  acquaintances both(tls::v1_2);
  const auto renegotiate = [](pair& ends) {
    ends.client.sends(ends.client.steps_without_input().token);
    REQUIRE(ends.server.opens(ends.server.inbox()) == SEC_I_RENEGOTIATE);
    REQUIRE(shake_hands(ends).both_established());
    check_conversation(ends);
  };
  for (const bool resumes : {false, true}) {
    CAPTURE(resumes);
    CHECK(resumes == meet_to(both, [&](pair& ends) {
            if (!resumes) both_keep(ends);
            renegotiate(ends);
            check_kept(ends);
          }));
    CHECK(meet_to(both, check_kept));
  }
}

TEST_CASE("SSPI-QueryContextAttributes-application-data-closed: by both goodbyes") {
  for_every_way_to_resume([](acquaintances& both, tls) {
    meet_to(both, both_keep);
    CHECK(both.meet(L"localhost", [](pair& ends) {
      ends.client.shuts_down();
      REQUIRE(ends.server.reads() == goodbye);
      ends.server.shuts_down();
      REQUIRE(ends.client.reads() == goodbye);
      check_kept(ends);
    }));
  });
}

TEST_CASE("SSPI-SslEmptyCache-application-data: whoever has it already keeps it") {
  for_every_way_to_resume([](acquaintances& both, tls) {
    CHECK_FALSE(meet_to(both, [](pair& ends) {
      both_keep(ends);
      CHECK(empty_cache_w(nullptr, 0));
      check_kept(ends);
    }));
    meet_to(both, check_nothing_kept);
  });
}
