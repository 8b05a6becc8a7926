// Reading of Google Benchmark's JSON.
#include "results.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "median.h"
#include "steadiness.h"

namespace bench {
namespace {

std::string key(const std::string& engine, const std::string& benchmark, const std::string& counter) {
  return engine + '|' + benchmark + '|' + counter;
}

/// Without what Google Benchmark appends: "/iterations:1".
std::string plain_name(const std::string& name) {
  return name.substr(0, name.find("/iterations:"));
}

}  // namespace

results::results(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.is_directory()) read_run(entry.path());
  if (runs_ == 0) throw std::runtime_error(folder.string() + ": it holds no runs");
}

void results::read_run(const std::filesystem::path& folder) {
  for (const char* engine : {"evp", "provider", "ipsec-mb"})
    read(folder / (std::string("records-") + engine + ".json"), engine);
  for (const char* what : {"handshakes.json", "duplex.json", "memory.json"}) read(folder / what, "");
  ++runs_;
}

void results::read(const std::filesystem::path& file, const std::string& engine) try {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("it cannot be read");
  const auto all = nlohmann::json::parse(in);
  const auto& context = all.at("context");
  // Where an engine is not to be had, another one did its work: that is not what was to be measured.
  if (!engine.empty() && context.at("engine") != engine) return;
  if (engine.empty())
    for (const auto& [name, value] : context.items())
      if (value.is_string()) machine_[name] = value.get<std::string>();
  for (const auto& one : all.at("benchmarks")) {
    if (one.value("error_occurred", false)) throw std::runtime_error(one.value("error_message", "an error"));
    const std::string benchmark = plain_name(one.at("name").get<std::string>());
    for (const auto& [name, value] : one.items())
      if (value.is_number_float()) keep(key(engine, benchmark, name), name, value.get<double>());
  }
} catch (const std::exception& why) {
  throw std::runtime_error(file.string() + ": " + why.what());
}

void results::keep(const std::string& key, const std::string& name, double value) {
  counters_[key].push_back(value);
  if (!name.ends_with("_spread")) return;
  ++measurements_;
  if (value > steady_within) ++unsteady_measurements_;
}

std::optional<double> results::counter(const std::string& engine, const std::string& benchmark,
                                       const std::string& name) const {
  const auto found = counters_.find(key(engine, benchmark, name));
  return found == counters_.end() ? std::nullopt : std::optional(median(found->second));
}

std::string results::machine(const std::string& name) const {
  const auto found = machine_.find(name);
  return found == machine_.end() ? std::string() : found->second;
}

}  // namespace bench
