// Rounds, medians, and how steady the machine was meanwhile.
#include "race.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "median.h"
#include "steadiness.h"

namespace bench {
namespace {

constexpr int attempts = 3;
constexpr std::ptrdiff_t parts = 10;

}  // namespace

race::race(std::vector<std::string> names, runner ours, runner reference)
    : names_(std::move(names)), ours_(std::move(ours)), reference_(std::move(reference)) {}

double race::series::spread() const {
  double fastest = median(reference), slowest = fastest;
  const std::ptrdiff_t rounds = std::ssize(reference);
  for (std::ptrdiff_t part = 0; rounds >= parts && part < parts; ++part) {
    const auto begin = reference.begin() + part * rounds / parts;
    const auto end = reference.begin() + (part + 1) * rounds / parts;
    const double time = median({begin, end});
    fastest = std::min(fastest, time);
    slowest = std::max(slowest, time);
  }
  return slowest / fastest;
}

double race::spread(const attempt& of) {
  double widest = 1;
  for (const series& lap : of) widest = std::max(widest, lap.spread());
  return widest;
}

race::attempt race::run_once(nanoseconds length) const {
  attempt made(names_.size());
  const auto start = std::chrono::steady_clock::now();
  for (bool ours_first = true; since(start) < length; ours_first = !ours_first) {
    const laps first = ours_first ? ours_() : reference_();
    const laps second = ours_first ? reference_() : ours_();
    const auto& [ours, reference] = ours_first ? std::tie(first, second) : std::tie(second, first);
    for (std::size_t lap = 0; lap < made.size(); ++lap) {
      made[lap].ratios.push_back(ours[lap] / reference[lap]);
      made[lap].reference.push_back(reference[lap].count());
    }
  }
  return made;
}

void race::run(nanoseconds length) {
  steadiest_ = run_once(length);
  for (int i = 1; i < attempts && spread(steadiest_) > steady_within; ++i) {
    attempt another = run_once(length);
    if (spread(another) < spread(steadiest_)) steadiest_ = std::move(another);
  }
}

void race::report(benchmark::State& to, double items) const {
  for (std::size_t lap = 0; lap < names_.size(); ++lap) {
    const series& of = steadiest_[lap];
    to.counters[names_[lap]] = median(of.ratios);
    to.counters[names_[lap] + "_ns"] = median(of.reference) / items;
    to.counters[names_[lap] + "_spread"] = of.spread();
  }
}

}  // namespace bench
