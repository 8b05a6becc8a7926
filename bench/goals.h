// goals: what is to be reached, as ratios of our time to a reference's, and what was.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "results.h"

namespace bench {

inline constexpr std::array<int, 5> lengths = {64, 256, 1024, 4096, 16384};

/// A row: one engine and suite against one reference, at every length.
struct record_goal {
  const char* title;
  const char* engine;
  const char* suite;
  const char* reference;
  std::array<double, lengths.size()> at_most;

  /// The slower of sealing and opening; nothing when it was not measured.
  std::optional<double> reached(const results& in, std::size_t which) const;
};

std::span<const record_goal> record_goals();

/// A single figure.
struct figure {
  std::string title;
  std::optional<double> reached;
  double at_most;
  const char* unit;
};

std::vector<figure> figures(const results& in);

}  // namespace bench
