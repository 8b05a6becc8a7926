// race: two ways to do the same work, timed in turns in one process. Only the ratios count: on a shared
// machine the times themselves differ by half from run to run, the ratios by a few percent.
#pragma once

#include <benchmark/benchmark.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace bench {

using nanoseconds = std::chrono::duration<double, std::nano>;

inline nanoseconds since(std::chrono::steady_clock::time_point start) {
  return std::chrono::steady_clock::now() - start;
}

template <typename Work>
nanoseconds time_of(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return since(start);
}

/// What one round took. A lap is a part of it with a time of its own, such as one direction.
using laps = std::vector<nanoseconds>;

/// Ours against one reference.
class race {
 public:
  using runner = std::function<laps()>;

  /// `names`: of the laps, in the order in which both runners give them.
  race(std::vector<std::string> names, runner ours, runner reference);

  /// Runs for that long. While the reference's own time differs too much between the parts of a race, the
  /// machine was busy with something else, and the race is run again, twice at most: the steadiest counts.
  void run(nanoseconds length);

  /// For each lap: "<name>" is the median ratio, "<name>_ns" what the reference took for one of `items`, and
  /// "<name>_spread" how much that differed: the slowest tenth of the race over the fastest.
  void report(benchmark::State& to, double items) const;

 private:
  /// One lap of all rounds.
  struct series {
    std::vector<double> ratios;
    std::vector<double> reference;

    double spread() const;
  };
  using attempt = std::vector<series>;

  attempt run_once(nanoseconds length) const;
  static double spread(const attempt& of);

  std::vector<std::string> names_;
  runner ours_;
  runner reference_;
  attempt steadiest_;
};

}  // namespace bench
