// The seeds of random stories: the same in each run, unless somebody wants others.
#include "seeds.h"

#include <doctest/doctest.h>

#include "support/environment.h"

using namespace schannel::test;

using numbers = std::vector<std::uint32_t>;

TEST_CASE("every run tells the same stories, unless fresh ones are asked for") {
  const environment no_story{"SCHANNEL_SEED", nullptr};
  const environment nothing_fresh{"SCHANNEL_FRESH_SEEDS", nullptr};
  CHECK(seeds(3) == numbers{1, 2, 3});
  const environment two_fresh{"SCHANNEL_FRESH_SEEDS", "2"};
  const numbers all = seeds(3);
  REQUIRE(all.size() == 5);
  CHECK(numbers{all.begin(), all.begin() + 3} == numbers{1, 2, 3});
}

TEST_CASE("a story can be told alone") {
  const environment fresh{"SCHANNEL_FRESH_SEEDS", "2"};
  const environment story{"SCHANNEL_SEED", "4294967295"};
  CHECK(seeds(3) == numbers{4294967295});
}
