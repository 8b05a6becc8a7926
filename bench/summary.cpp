// Every figure of every table, one after the other.
#include "summary.h"

#include <nlohmann/json.hpp>

#include "goals.h"

namespace bench {
namespace {

using json = nlohmann::ordered_json;

json or_null(std::optional<double> value) {
  return value ? json(*value) : json();
}

json figure_of(const char* table, const figure& of) {
  return {{"table", table},
          {"title", of.title},
          {"unit", of.unit},
          {"reached", or_null(of.reached)},
          {"goal", or_null(of.at_most)},
          {"verdict", verdict(of.reached, of.at_most)}};
}

void add_rows(json& to, const length_table& table, const results& in) {
  for (const length_row& row : table.rows) {
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      const std::optional<double> goal = row.at_most ? std::optional((*row.at_most)[i]) : std::nullopt;
      to.push_back(figure_of(table.title, {row.title, row.reached(in, i), goal, "x"}));
      to.back()["bytes"] = lengths[i];
    }
  }
}

json machine_of(const results& in) {
  json told;
  for (const char* name :
       {"processor", "processor_features", "cores", "engine", "openssl", "openssl_cpu", "gnutls", "ipsec_mb"})
    told[name] = in.machine(name);
  return told;
}

}  // namespace

std::string as_json(const results& in) {
  json figures = json::array();
  for (const length_table& table : length_tables()) add_rows(figures, table, in);
  for (const figure_table& table : figure_tables(in))
    for (const figure& one : table.figures) figures.push_back(figure_of(table.title, one));
  const json all = {{"machine", machine_of(in)}, {"runs", in.runs()}, {"figures", std::move(figures)}};
  return all.dump(2) + '\n';
}

}  // namespace bench
