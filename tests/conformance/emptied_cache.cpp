// SslEmptyCache: what two ends had in common is forgotten.
#include "acquaintances.h"
#include "support/own_functions.h"

using namespace peers;

namespace {

wchar_t localhost[] = L"localhost";
char narrow_localhost[] = "localhost";
wchar_t nobody[] = L"nobody.example";

/// Two ends that have met under two names.
acquaintances two_names(tls version) {
  acquaintances both(version);
  both.server_wants = ASC_REQ_SESSION_TICKET;
  CHECK_FALSE(both.meet(L"localhost"));
  CHECK_FALSE(both.meet(L"elsewhere"));
  return both;
}

}  // namespace

TEST_CASE("SSPI-SslEmptyCache-target: one name is forgotten, by either form of the function") {
  for_every_version([](tls version) {
    acquaintances both = two_names(version);
    CHECK(empty_cache_w(localhost, 0));
    CHECK_FALSE(both.meet(L"localhost"));
    CHECK(both.meet(L"elsewhere"));
    CHECK(both.meet(L"localhost"));
    CHECK(empty_cache_a(narrow_localhost, 0));
    CHECK_FALSE(both.meet(L"localhost"));
  });
}

TEST_CASE("SSPI-SslEmptyCache-target: a name that nobody has a session with") {
  CHECK_FALSE(empty_cache_w(nobody, 0));
}

TEST_CASE("SSPI-SslEmptyCache-everything: no name is known any more") {
  for_every_version([](tls version) {
    acquaintances both = two_names(version);
    CHECK(empty_cache_w(nullptr, 0));
    CHECK_FALSE(both.meet(L"localhost"));
    CHECK_FALSE(both.meet(L"elsewhere"));
    CHECK(both.meet(L"localhost"));
    CHECK(empty_cache_a(nullptr, 0));
    CHECK_FALSE(both.meet(L"localhost"));
  });
}

TEST_CASE("SSPI-SslEmptyCache-everything: connections that exist go on") {
  for_every_version([](tls version) {
    pair both = established_pair(version);
    CHECK(empty_cache_w(nullptr, 0));
    check_conversation(both);
  });
}
