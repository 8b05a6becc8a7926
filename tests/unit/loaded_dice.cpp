// Where OpenSSL has been given a RAND_METHOD it asks that instead of its own generators.
#define OPENSSL_SUPPRESS_DEPRECATED  // what replaces it is chosen before the first number is drawn
#include "loaded_dice.h"

#include <doctest/doctest.h>
#include <openssl/rand.h>

#include <algorithm>
#include <random>

namespace schannel::test {
namespace {

std::mt19937 generator;

int roll(unsigned char* to, int count) {
  std::generate_n(to, count, [] { return static_cast<unsigned char>(generator()); });
  return 1;
}

int is_ready() {
  return 1;
}

constexpr RAND_METHOD loaded{nullptr, roll, nullptr, nullptr, roll, is_ready};

}  // namespace

loaded_dice::loaded_dice(std::uint32_t seed) : seed_(seed) {
  generator.seed(seed_);
  REQUIRE(RAND_set_rand_method(&loaded) == 1);
}

loaded_dice::~loaded_dice() {
  RAND_set_rand_method(RAND_OpenSSL());
}

void loaded_dice::begin_anew() {
  generator.seed(++seed_);
}

}  // namespace schannel::test
