// The byte queue and base64.
#include "bytes.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base64.h"

namespace {

using namespace schannel::tool;

byte_vector content(byte_queue& queue) {
  const auto bytes = queue.bytes();
  return {bytes.begin(), bytes.end()};
}

TEST_CASE("a queue gives back what was appended, less what was consumed") {
  byte_queue queue;
  CHECK(queue.empty());
  queue.append(byte_vector{1, 2, 3});
  queue.append(byte_vector{4});
  queue.consume(1);
  CHECK(content(queue) == byte_vector{2, 3, 4});
  queue.consume(3);
  CHECK(queue.empty());
}

TEST_CASE("a queue keeps its order however it is filled and emptied") {
  byte_queue queue;
  std::size_t came_in = 0;
  std::size_t went_out = 0;
  for (std::size_t round = 0; round < 1000; ++round) {
    for (std::size_t count = round % 7; count > 0; --count)
      queue.append(byte_vector{static_cast<std::uint8_t>(came_in++)});
    const std::size_t taken = std::min(queue.size(), round % 5);
    for (std::size_t index = 0; index < taken; ++index)
      REQUIRE(queue.bytes()[index] == static_cast<std::uint8_t>(went_out++));
    queue.consume(taken);
  }
  CHECK(queue.size() == came_in - went_out);
}

TEST_CASE("base64 decodes the test vectors of RFC 4648") {
  const auto decoded = [](std::string_view text) {
    const byte_vector bytes = decode_base64(text);
    return std::string(bytes.begin(), bytes.end());
  };
  CHECK(decoded("").empty());
  CHECK(decoded("Zg==") == "f");
  CHECK(decoded("Zm8=") == "fo");
  CHECK(decoded("Zm9v") == "foo");
  CHECK(decoded("Zm9vYmFy") == "foobar");
  CHECK(decoded("\r\nZm9v\n YmFy\t") == "foobar");
}

}  // namespace
