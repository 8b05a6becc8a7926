// The traffic secrets come out of the handshake without a key log.
#include "ossl/secret_tap.h"

#include <doctest/doctest.h>

#include <openssl/ssl.h>

#include <string>

#include "ossl/key_log.h"
#include "ossl/tapped_handshake.h"

using namespace schannel;
using namespace schannel::ossl;

TEST_CASE("this OpenSSL's handshakes are tapped") {
  REQUIRE(tapping_properties() != nullptr);
  CHECK(hears_what_the_key_log_says(tapping_properties()));
}

TEST_CASE("without the provider nothing is heard, and the trial says so") {
  CHECK_FALSE(hears_what_the_key_log_says("provider!=openschannel"));
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
