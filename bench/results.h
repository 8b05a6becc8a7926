// results: what the benchmarks wrote, by name.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bench {

/// The folders of some runs, each with records-<engine>.json, handshakes.json, duplex.json and memory.json.
class results {
 public:
  /// Throws std::runtime_error, saying which file is missing or broken.
  explicit results(const std::filesystem::path& folder);

  std::size_t runs() const { return runs_; }

  /// A counter of a benchmark, the median of all runs; nothing when it was not measured. `engine` is empty
  /// for what was left to the engine that OpenSchannel chose.
  std::optional<double> counter(const std::string& engine, const std::string& benchmark,
                                const std::string& name) const;

  /// What the benchmarks said of the machine, under the names of describe_machine().
  std::string machine(const std::string& name) const;

  /// How often a reference was timed, in all runs, and how often its own time differed too much meanwhile.
  std::size_t measurements() const { return measurements_; }
  std::size_t unsteady_measurements() const { return unsteady_measurements_; }

 private:
  void read_run(const std::filesystem::path& folder);
  void read(const std::filesystem::path& file, const std::string& engine);
  void keep(const std::string& key, const std::string& name, double value);

  std::map<std::string, std::vector<double>> counters_;
  std::map<std::string, std::string> machine_;
  std::size_t runs_ = 0;
  std::size_t measurements_ = 0;
  std::size_t unsteady_measurements_ = 0;
};

}  // namespace bench
