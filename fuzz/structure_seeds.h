// A seed for every structure that CryptDecodeObjectEx knows.
#pragma once

#include <string>
#include <vector>

#include "support/crypt32.h"

namespace schannel::fuzzing {

/// A structure's encoding behind the number of its kind, as the target wants it.
struct structure_seed {
  std::string name;
  test::bytes content;
};

std::vector<structure_seed> structure_seeds();

}  // namespace schannel::fuzzing
