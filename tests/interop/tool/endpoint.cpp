// Where to connect to and listen, as the user writes it.
#include "endpoint.h"

#include <doctest/doctest.h>

#include "failure.h"

namespace {

using namespace schannel::tool;

TEST_CASE("a remote endpoint is a host and a port") {
  CHECK(to_string(parse_remote("localhost:443")) == "localhost:443");
  CHECK(parse_remote("localhost:443").host == "localhost");
  CHECK(parse_remote("192.0.2.1:65535").port == 65535);
}

TEST_CASE("an IPv6 address stands in brackets and loses them") {
  const endpoint where = parse_remote("[2001:db8::1]:8443");
  CHECK(where.host == "2001:db8::1");
  CHECK(where.port == 8443);
  CHECK(to_string(where) == "[2001:db8::1]:8443");
}

TEST_CASE("a remote endpoint that is incomplete or ambiguous is refused") {
  for (const char* text : {"", ":", ":443", "localhost", "localhost:", "[::1]", "[]:443", "::1:443",
                           "[::1:443", "::1]:443", "a:b:443", "localhost:0"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parse_remote(text), failure);
  }
}

TEST_CASE("a port is a number of 16 bits and nothing else") {
  for (const char* text : {"65536", "4294967739", "-1", "+1", " 1", "1 ", "0x10", "https", ""}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parse_local(text), failure);
    CHECK_THROWS_AS(parse_remote(std::string("localhost:") + text), failure);
  }
}

TEST_CASE("a local endpoint may be a port alone, and the port 0") {
  CHECK(parse_local("4433").host.empty());
  CHECK(parse_local("4433").port == 4433);
  CHECK(parse_local("127.0.0.1:0").host == "127.0.0.1");
  CHECK(parse_local("127.0.0.1:0").port == 0);
  CHECK(parse_local("[::1]:1").host == "::1");
}

}  // namespace
