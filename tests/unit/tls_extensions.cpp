// The list of extensions, on messages that are right and on messages that are not.
#include "tls/extensions.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace schannel::tls;

namespace {

byte_vector message(std::uint8_t type, const byte_vector& body) {
  byte_vector whole = {type, 0, static_cast<std::uint8_t>(body.size() >> 8),
                       static_cast<std::uint8_t>(body.size())};
  whole.insert(whole.end(), body.begin(), body.end());
  return whole;
}

/// An empty session id, a suite and no compression before `extensions`.
byte_vector server_hello(const byte_vector& extensions) {
  byte_vector body(2 + 32 + 1 + 2 + 1);
  body.insert(body.end(), extensions.begin(), extensions.end());
  return message(2, body);
}

std::vector<std::uint16_t> listed(const extension_list& list) {
  return {list.numbers().begin(), list.numbers().end()};
}

const byte_vector two_extensions = {0, 9, 0xFF, 0x01, 0, 1, 0, 0, 16, 0, 0};

}  // namespace

TEST_CASE("a ServerHello starts the list, and EncryptedExtensions go on with it") {
  extension_list list;
  list.take(server_hello(two_extensions));
  CHECK(listed(list) == std::vector<std::uint16_t>{0xFF01, 16});
  list.take(message(8, {0, 4, 0, 10, 0, 0}));
  CHECK(listed(list) == std::vector<std::uint16_t>{0xFF01, 16, 10});
  list.take(server_hello({0, 4, 0, 43, 0, 0}));
  CHECK(listed(list) == std::vector<std::uint16_t>{43});
  list.take(server_hello({}));
  CHECK(list.numbers().empty());
}

TEST_CASE("other messages and broken ones add nothing that is not there") {
  extension_list list;
  list.take({});
  list.take(message(1, two_extensions));
  list.take(message(8, {0, 200, 0, 10}));
  CHECK(list.numbers().empty());
  const byte_vector whole = server_hello(two_extensions);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    extension_list cut;
    cut.take({whole.data(), length});
    CHECK(cut.numbers().empty());
  }
  list.take(message(8, {0, 6, 0, 10, 0, 0, 0, 11}));
  CHECK(listed(list) == std::vector<std::uint16_t>{10});
}

TEST_CASE("more extensions than there is room for are left out") {
  byte_vector many = {0, 200};
  for (std::uint8_t number = 0; number < 50; ++number) many.insert(many.end(), {0, number, 0, 0});
  extension_list list;
  list.take(message(8, many));
  CHECK(list.numbers().size() == 32);
}
