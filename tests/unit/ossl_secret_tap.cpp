// The secrets come out of the handshake without a key log.
#include "ossl/secret_tap.h"

#include <doctest/doctest.h>

#include <openssl/ssl.h>

#include <string>

#include "ossl/key_log.h"
#include "ossl/tapped_handshake.h"

using namespace schannel;
using namespace schannel::ossl;

TEST_CASE("this OpenSSL's handshakes are tapped") {
  REQUIRE(tappable() == tapped{});
  CHECK(hears_what_the_key_log_says(tapping_properties({})));
  CHECK(hears_what_follows_from_the_master(tapping_properties({})));
}

TEST_CASE("without the provider nothing is heard, and the trials say so") {
  CHECK_FALSE(hears_what_the_key_log_says(untapped));
  CHECK_FALSE(hears_what_follows_from_the_master(untapped));
  CHECK(tapping_properties(nothing_tapped) == nullptr);
}

TEST_CASE("of two functions either can be tapped alone") {
  REQUIRE(tappable() == tapped{});
  for (const tapped& what : {tapped{.key_blocks = false}, tapped{.secrets = false}}) {
    CHECK(hears_what_the_key_log_says(tapping_properties(what)) == what.secrets);
    CHECK(hears_what_follows_from_the_master(tapping_properties(what)) == what.key_blocks);
  }
}

TEST_CASE("a key log's line is read, and another one is not") {
  const std::string random(64, '0');
  const auto said = parse_key_log("CLIENT_TRAFFIC_SECRET_0 " + random + " 00ff10");
  REQUIRE(said);
  CHECK(said->which == tls1_3_secret::client_application);
  REQUIRE(said->value.bytes().size() == 3);
  CHECK(said->value.bytes()[1] == 0xff);
  CHECK_FALSE(parse_key_log("EARLY_EXPORTER_SECRET " + random + " 00ff10"));
  CHECK_FALSE(parse_key_log(""));
  CHECK(parse_key_log("CLIENT_TRAFFIC_SECRET_0")->value.bytes().size() <= secret::capacity);
}
