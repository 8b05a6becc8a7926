// median: of what is measured more than once, the middle one counts.
#pragma once

#include <algorithm>
#include <iterator>
#include <vector>

namespace bench {

/// The upper one of two middle ones. There must be a value.
inline double median(std::vector<double> values) {
  const auto middle = values.begin() + std::ssize(values) / 2;
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace bench
