// goals: what is to be reached, as ratios of our time to a reference's, and what was.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "results.h"

namespace bench {

inline constexpr std::array<int, 5> lengths = {64, 256, 1024, 4096, 16384};

/// A row: one ratio at every length of a message.
struct length_row {
  const char* title;
  const char* engine;                   ///< empty: the one that OpenSchannel chose
  const char* benchmark;                ///< without the length
  std::array<const char*, 2> counters;  ///< the larger one counts; the second may be nullptr
  std::optional<std::array<double, lengths.size()>> at_most;

  /// Nothing when it was not measured.
  std::optional<double> reached(const results& in, std::size_t which) const;
};

/// A single figure.
struct figure {
  std::string title;
  std::optional<double> reached;
  std::optional<double> at_most;
  const char* unit;
};

/// What is measured together, under a heading of its own.
struct length_table {
  const char* title;
  std::span<const length_row> rows;
};
struct figure_table {
  const char* title;
  std::vector<figure> figures;
};

std::vector<length_table> length_tables();
std::vector<figure_table> figure_tables(const results& in);

/// "met" or "missed"; "-" where there is no goal, or nothing was measured.
const char* verdict(std::optional<double> reached, std::optional<double> at_most);
const char* verdict(const length_row& row, const results& in);

}  // namespace bench
