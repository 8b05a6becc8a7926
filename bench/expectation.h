// expectation: a benchmark that goes wrong measures nothing.
#pragma once

#include <stdexcept>
#include <string>

namespace bench {

inline void expect(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(std::string("failed: ") + what);
}

}  // namespace bench
