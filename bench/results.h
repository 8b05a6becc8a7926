// results: what the benchmarks wrote, by name.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace bench {

/// The files of one run: records-<engine>.json, handshakes.json, memory.json.
class results {
 public:
  /// Throws std::runtime_error, saying which file is missing or broken.
  explicit results(const std::filesystem::path& folder);

  /// A counter of a benchmark; nothing when it was not measured. `engine` is empty for what has none.
  std::optional<double> counter(const std::string& engine, const std::string& benchmark,
                                const std::string& name) const;

  const std::string& openssl() const { return openssl_; }

 private:
  void read(const std::filesystem::path& file, const std::string& engine);

  std::map<std::string, double> counters_;
  std::string openssl_;
};

}  // namespace bench
