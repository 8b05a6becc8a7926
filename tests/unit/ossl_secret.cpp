// Key material of a few bytes: all of it, or none.
#include "ossl/secret.h"

#include <doctest/doctest.h>

#include <numeric>
#include <stdexcept>

#include "ossl/key_log.h"

using namespace schannel;

namespace {

tls::byte_vector counting_to(std::size_t length) {
  tls::byte_vector value(length);
  std::iota(value.begin(), value.end(), std::uint8_t{0});
  return value;
}

tls::byte_vector content_of(const ossl::secret& one) {
  return {one.bytes().begin(), one.bytes().end()};
}

}  // namespace

TEST_CASE("a secret takes as much as it has room for") {
  for (const std::size_t length : {std::size_t{0}, std::size_t{1}, ossl::secret::capacity}) {
    CAPTURE(length);
    const auto copy = ossl::secret::copy_of(counting_to(length));
    REQUIRE(copy);
    CHECK(content_of(*copy) == counting_to(length));
    CHECK(content_of(ossl::secret{length}) == tls::byte_vector(length));
  }
}

TEST_CASE("a secret takes nothing of what it has no room for") {
  for (const std::size_t length : {ossl::secret::capacity + 1, std::size_t{10'000}}) {
    CAPTURE(length);
    CHECK_FALSE(ossl::secret::copy_of(counting_to(length)));
    CHECK_THROWS_AS(ossl::secret{length}, std::length_error);
  }
  CHECK_THROWS_AS(ossl::secret{SIZE_MAX}, std::length_error);
}

TEST_CASE("a line of a key log is read whole or not at all") {
  const auto secret_of = [](std::size_t length) {
    const auto said = ossl::parse_key_log("EXPORTER_SECRET 00 " + std::string(2 * length, 'a'));
    return said ? content_of(said->value) : tls::byte_vector{};
  };
  CHECK(secret_of(ossl::secret::capacity) == tls::byte_vector(ossl::secret::capacity, 0xAA));
  CHECK(secret_of(ossl::secret::capacity + 1).empty());
}
