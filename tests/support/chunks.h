// A stream of TLS records, cut anywhere.
#pragma once

#include <algorithm>
#include <cstddef>

#include "support/windows_api.h"

namespace peers {

/// The length of the record that starts `stream`, or of what there is of it.
inline std::size_t record_length(byte_view stream) {
  if (stream.size() < 5) return stream.size();
  return std::min<std::size_t>(stream.size(), 5U + (stream[3] << 8 | stream[4]));
}

/// Cuts into records.
inline std::vector<bytes> records_of(byte_view stream) {
  std::vector<bytes> records;
  while (!stream.empty()) {
    const byte_view record = stream.first(record_length(stream));
    records.emplace_back(record.begin(), record.end());
    stream = stream.subspan(record.size());
  }
  return records;
}

/// Cuts into pieces of `length` bytes; the last one may be shorter.
inline std::vector<bytes> pieces_of(byte_view stream, std::size_t length) {
  std::vector<bytes> pieces;
  while (!stream.empty()) {
    const byte_view piece = stream.first(std::min(length, stream.size()));
    pieces.emplace_back(piece.begin(), piece.end());
    stream = stream.subspan(piece.size());
  }
  return pieces;
}

/// Cuts in two, `at` bytes from the start.
inline std::vector<bytes> halves_of(byte_view stream, std::size_t at) {
  const byte_view start = stream.first(std::min(at, stream.size()));
  const byte_view rest = stream.subspan(start.size());
  return {{start.begin(), start.end()}, {rest.begin(), rest.end()}};
}

inline bytes joined(const std::vector<bytes>& pieces) {
  bytes whole;
  for (const bytes& piece : pieces) whole.insert(whole.end(), piece.begin(), piece.end());
  return whole;
}

/// Numbers that look random and are the same in every run.
class dice {
 public:
  explicit dice(std::uint32_t seed) : state_(seed) {}

  std::uint32_t roll(std::uint32_t sides) {
    state_ = state_ * 1664525U + 1013904223U;
    return (state_ >> 8) % sides;
  }
  bytes roll_bytes(std::size_t count) {
    bytes rolled(count);
    for (std::uint8_t& one : rolled) one = static_cast<std::uint8_t>(roll(256));
    return rolled;
  }

 private:
  std::uint32_t state_;
};

}  // namespace peers
