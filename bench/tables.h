// tables: the figures as people read them, at most 80 columns wide.
#pragma once

#include <string>

#include "results.h"

namespace bench {

/// What machine it was, then every figure with its goal and verdict.
std::string as_text(const results& in);

}  // namespace bench
