// A ClientHello, taken apart: what is right, what contradicts itself, what is cut short.
#include "tls/client_hello.h"

#include <doctest/doctest.h>

#include <string>

using namespace schannel::tls;

namespace {

void append_block(byte_vector& to, std::size_t width, const byte_vector& content) {
  for (std::size_t i = width; i-- > 0;) to.push_back(static_cast<std::uint8_t>(content.size() >> (8 * i)));
  to.insert(to.end(), content.begin(), content.end());
}

byte_vector extension(std::uint8_t number, const byte_vector& content) {
  byte_vector whole = {0, number};
  append_block(whole, 2, content);
  return whole;
}

byte_vector server_name(const byte_vector& list) {
  byte_vector content;
  append_block(content, 2, list);
  return extension(0, content);
}

/// Everything before the extensions: no session, one suite, no compression.
byte_vector start_of_body() {
  byte_vector body(2 + 32);
  append_block(body, 1, {});
  append_block(body, 2, {0x13, 0x01});
  append_block(body, 1, {0});
  return body;
}

byte_vector message(const byte_vector& body) {
  byte_vector whole = {1};
  append_block(whole, 3, body);
  return whole;
}

byte_vector hello_with(const byte_vector& extensions) {
  byte_vector body = start_of_body();
  append_block(body, 2, extensions);
  return message(body);
}

std::optional<std::string> host_name_in(const byte_vector& list) {
  const byte_vector whole = hello_with(server_name(list));
  const auto hello = client_hello::parse(whole);
  REQUIRE(hello);
  const auto name = hello->host_name();
  if (!name) return std::nullopt;
  return std::string(name->begin(), name->end());
}

}  // namespace

TEST_CASE("a ClientHello without extensions has none") {
  const byte_vector none = message(start_of_body());
  const auto hello = client_hello::parse(none);
  REQUIRE(hello);
  CHECK_FALSE(hello->extension(0));
  CHECK_FALSE(hello->host_name());
}

TEST_CASE("an extension may be empty, which is not the same as absent") {
  const byte_vector whole = hello_with(extension(23, {}));
  const auto hello = client_hello::parse(whole);
  REQUIRE(hello);
  REQUIRE(hello->extension(23));
  CHECK(hello->extension(23)->empty());
  CHECK_FALSE(hello->extension(24));
}

TEST_CASE("the first host name counts, and names of other kinds are passed over") {
  CHECK(host_name_in({0, 0, 1, 'a'}) == "a");
  CHECK(host_name_in({7, 0, 2, 'x', 'y', 0, 0, 1, 'b', 0, 0, 1, 'c'}) == "b");
}

TEST_CASE("a list of names that cannot be read names nothing") {
  CHECK_FALSE(host_name_in({}));
  CHECK_FALSE(host_name_in({0, 0, 9, 'a'}));
  CHECK_FALSE(host_name_in({0}));
  CHECK_FALSE(host_name_in({7, 0, 1, 'a'}));
}

TEST_CASE("lengths that contradict each other are no ClientHello") {
  byte_vector trailing = start_of_body();
  append_block(trailing, 2, extension(23, {}));
  trailing.push_back(0);
  CHECK_FALSE(client_hello::parse(message(trailing)));
  CHECK_FALSE(client_hello::parse(hello_with({0, 23, 0, 1})));
  CHECK_FALSE(client_hello::parse(hello_with({0, 23, 0})));
  CHECK_FALSE(client_hello::parse(message({3, 3})));
  byte_vector announces_more = start_of_body();
  announces_more.insert(announces_more.end(), {0, 9, 0, 23, 0, 0});
  CHECK_FALSE(client_hello::parse(message(announces_more)));
}
