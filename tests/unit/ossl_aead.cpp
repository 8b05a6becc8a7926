// The engines behind an AEAD: the same bytes from each.
#include "ossl/aead/aead.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

using namespace schannel;
using namespace schannel::ossl;

namespace {

tls::byte_vector random_bytes(std::mt19937& dice, std::size_t length) {
  tls::byte_vector made(length);
  for (auto& byte : made) byte = static_cast<std::uint8_t>(dice());
  return made;
}

/// Calls `body(engine, algorithm)` for every pair that works here.
template <typename Body>
void for_every_usable_engine(Body&& body) {
  for (const aead_engine* engine : aead_engines()) {
    for (const aead_algorithm algorithm : aead_algorithms) {
      if (!is_usable(*engine, algorithm)) continue;
      CAPTURE(engine->name);
      CAPTURE(static_cast<int>(algorithm));
      body(*engine, algorithm);
    }
  }
}

}  // namespace

TEST_CASE("EVP and the provider's own functions speak every AEAD of TLS") {
  for (const aead_algorithm algorithm : aead_algorithms) {
    CHECK(is_usable(evp_engine, algorithm));
    CHECK(is_usable(dispatch_engine, algorithm));
  }
}

TEST_CASE("the chosen engine is a usable one") {
  for (const aead_algorithm algorithm : aead_algorithms) CHECK(is_usable(engine_for(algorithm), algorithm));
}

TEST_CASE("the engine that is wanted is the one that works, unless the environment names another") {
  if (getenv("SCHANNEL_AEAD_ENGINE") != nullptr) return;
  for (const aead_algorithm algorithm : aead_algorithms) {
    CHECK(&engine_for(algorithm, &evp_engine) == &evp_engine);
    CHECK(&engine_for(algorithm, &dispatch_engine) == &dispatch_engine);
  }
}

TEST_CASE("an AEAD engine that the environment names is the one that works, whatever is wanted") {
  const char* name = getenv("SCHANNEL_AEAD_ENGINE");
  if (name == nullptr) return;
  const aead_engine* const named = engine_named(name);
  REQUIRE(named != nullptr);
  for (const aead_algorithm algorithm : aead_algorithms)
    for (const aead_engine* wanted : aead_engines())
      if (is_usable(*named, algorithm)) CHECK(&engine_for(algorithm, wanted) == named);
}

#ifdef OPENSCHANNEL_WITH_IPSEC_MB
TEST_CASE("an engine of AES-GCM that was found when this was built is the one that works") {
  for (const aead_algorithm algorithm : {aead_algorithm::aes_128_gcm, aead_algorithm::aes_256_gcm}) {
    CHECK(agrees_with_evp(ipsec_mb_engine, algorithm));
    if (getenv("SCHANNEL_AEAD_ENGINE") == nullptr) CHECK(&engine_for(algorithm) == &ipsec_mb_engine);
  }
}
#endif

TEST_CASE("an engine is found by its name") {
  for (const aead_engine* one : aead_engines()) CHECK(engine_named(one->name) == one);
  CHECK(engine_named("rot13") == nullptr);
  CHECK(engine_named("") == nullptr);
}

TEST_CASE("AES-GCM gives the bytes of the GCM specification") {
  // McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B, test case 4.
  const tls::byte_vector key = {0xfe, 0xff, 0xe9, 0x92, 0x86, 0x65, 0x73, 0x1c,
                                0x6d, 0x6a, 0x8f, 0x94, 0x67, 0x30, 0x83, 0x08};
  const aead_nonce nonce = {0xca, 0xfe, 0xba, 0xbe, 0xfa, 0xce, 0xdb, 0xad, 0xde, 0xca, 0xf8, 0x88};
  const tls::byte_vector additional = {0xfe, 0xed, 0xfa, 0xce, 0xde, 0xad, 0xbe, 0xef, 0xfe, 0xed,
                                       0xfa, 0xce, 0xde, 0xad, 0xbe, 0xef, 0xab, 0xad, 0xda, 0xd2};
  const tls::byte_vector plain = {0xd9, 0x31, 0x32, 0x25, 0xf8, 0x84, 0x06, 0xe5, 0xa5, 0x59, 0x09, 0xc5,
                                  0xaf, 0xf5, 0x26, 0x9a, 0x86, 0xa7, 0xa9, 0x53, 0x15, 0x34, 0xf7, 0xda,
                                  0x2e, 0x4c, 0x30, 0x3d, 0x8a, 0x31, 0x8a, 0x72, 0x1c, 0x3c, 0x0c, 0x95,
                                  0x95, 0x68, 0x09, 0x53, 0x2f, 0xcf, 0x0e, 0x24, 0x49, 0xa6, 0xb5, 0x25,
                                  0xb1, 0x6a, 0xed, 0xf5, 0xaa, 0x0d, 0xe6, 0x57, 0xba, 0x63, 0x7b, 0x39};
  const std::array<std::uint8_t, aead_tag_length> expected = {0x5b, 0xc9, 0x4f, 0xbc, 0x32, 0x21, 0xa5, 0xdb,
                                                              0x94, 0xfa, 0xe9, 0x5a, 0xe7, 0x12, 0x1a, 0x47};
  for_every_usable_engine([&](const aead_engine& engine, aead_algorithm algorithm) {
    if (algorithm != aead_algorithm::aes_128_gcm) return;
    const auto keyed = engine.create(algorithm, key);
    tls::byte_vector text = plain;
    std::array<std::uint8_t, aead_tag_length> tag{};
    REQUIRE(keyed->seal(nonce, additional, text, {}, tag));
    CHECK(tag == expected);
    CHECK(text[0] == 0x42);
    CHECK(text[59] == 0x91);
    REQUIRE(keyed->open(nonce, additional, text, tag));
    CHECK(text == plain);
  });
}

TEST_CASE("what one engine seals every other opens, whatever the length and the alignment") {
  std::mt19937 dice(2026);
  for_every_usable_engine([&](const aead_engine& engine, aead_algorithm algorithm) {
    const auto key = random_bytes(dice, key_length(algorithm));
    const auto sealer = engine.create(algorithm, key);
    for (int time = 0; time < 200; ++time) {
      const std::size_t length = dice() % 3000, shift = dice() % 16;
      CAPTURE(length);
      aead_nonce nonce{};
      for (auto& byte : nonce) byte = static_cast<std::uint8_t>(dice());
      const auto additional = random_bytes(dice, time % 2 == 0 ? 5 : 13);
      const auto plain = random_bytes(dice, shift + length + 1);
      auto memory = plain;
      const auto text = tls::mutable_bytes(memory).subspan(shift);
      std::array<std::uint8_t, aead_tag_length> tag{};
      REQUIRE(sealer->seal(nonce, additional, text.first(length), text.last(1), tag));
      for (const aead_engine* other : aead_engines()) {
        if (!is_usable(*other, algorithm)) continue;
        CAPTURE(other->name);
        auto copy = memory;
        CHECK(other->create(algorithm, key)
                  ->open(nonce, additional, tls::mutable_bytes(copy).subspan(shift), tag));
        CHECK(copy == plain);
      }
    }
  });
}

TEST_CASE("a nonce, additional data, text or tag that is another is found out") {
  for_every_usable_engine([&](const aead_engine& engine, aead_algorithm algorithm) {
    std::mt19937 dice(7);
    const auto keyed = engine.create(algorithm, random_bytes(dice, key_length(algorithm)));
    const aead_nonce nonce{1, 2, 3};
    const tls::byte_vector additional = {23, 3, 3, 0, 40};
    tls::byte_vector sealed(24, 'x');
    std::array<std::uint8_t, aead_tag_length> tag{};
    REQUIRE(keyed->seal(nonce, additional, sealed, {}, tag));
    const auto opens = [&](aead_nonce with, tls::byte_vector covered, tls::byte_vector text, auto proof) {
      return keyed->open(with, covered, text, proof);
    };
    CHECK(opens(nonce, additional, sealed, tag));
    CHECK_FALSE(opens({1, 2, 4}, additional, sealed, tag));
    CHECK_FALSE(opens(nonce, {23, 3, 3, 0, 41}, sealed, tag));
    auto altered = sealed;
    altered[23] ^= 1;
    CHECK_FALSE(opens(nonce, additional, altered, tag));
    auto other_tag = tag;
    other_tag[15] ^= 0x80;
    CHECK_FALSE(opens(nonce, additional, sealed, other_tag));
    CHECK(opens(nonce, additional, sealed, tag));
  });
}
