// The page docs/compatibility.md: every rule with its source and its tests.
#pragma once

#include <string>

#include "test_sources.h"

namespace compatibility {

std::string write_page(const test_sources& tests);

}  // namespace compatibility
