// Which random stories a run tells.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace schannel::test {

/// The seeds 1 to `count`, which every run has, and a few that none had before. A test captures them, and the
/// environment variable SCHANNEL_SEED tells one story again.
inline std::vector<std::uint32_t> seeds(std::uint32_t count, std::uint32_t fresh = 3) {
  if (const char* again = ::secure_getenv("SCHANNEL_SEED"))
    return {static_cast<std::uint32_t>(std::stoul(again))};
  std::vector<std::uint32_t> all;
  for (std::uint32_t seed = 1; seed <= count; ++seed) all.push_back(seed);
  std::random_device chance;
  for (; fresh > 0; --fresh) all.push_back(static_cast<std::uint32_t>(chance()));
  return all;
}

}  // namespace schannel::test
