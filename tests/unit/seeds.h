// Which random stories a run tells.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace schannel::test {

/// The seeds 1 to `count`, and no others, so that a run fails for what has changed. The environment variable
/// SCHANNEL_FRESH_SEEDS asks for so many more that no run had before; SCHANNEL_SEED tells one story again. A
/// test captures its seed.
inline std::vector<std::uint32_t> seeds(std::uint32_t count) {
  if (const char* again = ::secure_getenv("SCHANNEL_SEED"))
    return {static_cast<std::uint32_t>(std::stoul(again))};
  std::vector<std::uint32_t> all;
  for (std::uint32_t seed = 1; seed <= count; ++seed) all.push_back(seed);
  const char* wanted = ::secure_getenv("SCHANNEL_FRESH_SEEDS");
  std::random_device chance;
  for (auto fresh = wanted == nullptr ? 0 : std::stoul(wanted); fresh > 0; --fresh)
    all.push_back(static_cast<std::uint32_t>(chance()));
  return all;
}

}  // namespace schannel::test
