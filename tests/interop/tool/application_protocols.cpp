// ALPN lists from the command line to the buffer of the handshake functions.
#include "application_protocols.h"

#include <doctest/doctest.h>

#include "failure.h"

namespace {

using namespace schannel::tool;

TEST_CASE("names are split at commas and keep their order") {
  CHECK(parse_protocols("h2,http/1.1") == std::vector<std::string>{"h2", "http/1.1"});
  CHECK(parse_protocols("h2") == std::vector<std::string>{"h2"});
}

TEST_CASE("an application protocol has a name of 1 to 255 bytes") {
  CHECK_THROWS_AS(parse_protocols(""), failure);
  CHECK_THROWS_AS(parse_protocols(",h2"), failure);
  CHECK_THROWS_AS(parse_protocols("h2,"), failure);
  CHECK(parse_protocols(std::string(255, 'x')).front().size() == 255);
  CHECK_THROWS_AS(parse_protocols(std::string(256, 'x')), failure);
}

TEST_CASE("a list that does not fit its 16 bits of length is refused") {
  std::string text = "x";
  while (text.size() < 0x10000) text += ",x";
  CHECK_THROWS_AS(parse_protocols(text), failure);
}

TEST_CASE("names are laid out as SEC_APPLICATION_PROTOCOLS") {
  CHECK(encode_protocols({}).empty());
  const byte_vector expected = {
      12, 0,   0,   0,           // of all lists
      2,  0,   0,   0,           // SecApplicationProtocolNegotiationExt_ALPN
      6,  0,                     // of the names
      2,  'h', '2', 2, 'h', '3'  //
  };
  CHECK(encode_protocols({"h2", "h3"}) == expected);
}

}  // namespace
