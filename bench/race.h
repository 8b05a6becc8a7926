// race: several ways to do the same work, timed in turns in one process. Only the ratios count: on a shared
// machine the times themselves differ by half from run to run, the ratios by a few percent.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace bench {

using nanoseconds = std::chrono::duration<double, std::nano>;

inline nanoseconds since(std::chrono::steady_clock::time_point start) {
  return std::chrono::steady_clock::now() - start;
}

/// The middle one; `values` must not be empty.
inline double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Collects what ours and one reference took, round by round.
class comparison {
 public:
  explicit comparison(std::string name) : name_(std::move(name)) {}

  void add(nanoseconds ours, nanoseconds reference) {
    ratios_.push_back(ours / reference);
    reference_.push_back(reference.count());
  }

  /// Reports the medians as "<name>" (the ratio) and "<name>_ns" (the reference's own time, per item).
  void report(benchmark::State& to, double items) const {
    to.counters[name_] = median(ratios_);
    to.counters[name_ + "_ns"] = median(reference_) / items;
  }

 private:
  std::string name_;
  std::vector<double> ratios_;
  std::vector<double> reference_;
};

}  // namespace bench
