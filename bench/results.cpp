// Reading of Google Benchmark's JSON.
#include "results.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace bench {
namespace {

std::string key(const std::string& engine, const std::string& benchmark, const std::string& counter) {
  return engine + '|' + benchmark + '|' + counter;
}

/// Without what Google Benchmark appends: "/iterations:400".
std::string plain_name(const std::string& name) {
  return name.substr(0, name.find("/iterations:"));
}

}  // namespace

results::results(const std::filesystem::path& folder) {
  for (const char* engine : {"evp", "provider", "ipsec-mb"})
    read(folder / (std::string("records-") + engine + ".json"), engine);
  read(folder / "handshakes.json", "");
  read(folder / "memory.json", "");
}

void results::read(const std::filesystem::path& file, const std::string& engine) try {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("it cannot be read");
  const auto all = nlohmann::json::parse(in);
  openssl_ = all.at("context").at("openssl").get<std::string>();
  for (const auto& one : all.at("benchmarks")) {
    if (one.value("error_occurred", false)) throw std::runtime_error(one.value("error_message", "an error"));
    for (const auto& [name, value] : one.items())
      if (value.is_number_float())
        counters_[key(engine, plain_name(one.at("name").get<std::string>()), name)] = value.get<double>();
  }
} catch (const std::exception& why) {
  throw std::runtime_error(file.string() + ": " + why.what());
}

std::optional<double> results::counter(const std::string& engine, const std::string& benchmark,
                                       const std::string& name) const {
  const auto found = counters_.find(key(engine, benchmark, name));
  return found == counters_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace bench
