// Rows of figures, with the goals below them.
#include "tables.h"

#include <fmt/format.h>

#include "goals.h"
#include "steadiness.h"

namespace bench {
namespace {

std::string number(std::optional<double> value) {
  return value ? fmt::format("{:.2f}", *value) : "-";
}

/// "OpenSSL 3.0.19, GnuTLS 3.7.9, ipsec-mb 1.3.0", without what is not there.
std::string libraries(const results& in) {
  std::string text = fmt::format("OpenSSL {}, GnuTLS {}", in.machine("openssl"), in.machine("gnutls"));
  const std::string ipsec_mb = in.machine("ipsec_mb");
  return ipsec_mb.empty() ? text : text + ", ipsec-mb " + ipsec_mb;
}

std::string heading(const results& in) {
  return fmt::format(
      "Processor: {}, {} cores\n"
      "           {}\n"
      "Libraries: {}\n"
      "Engine:    {}, where a row names no other\n\n"
      "Time of ours / time of the reference, both in one run: below 1 is faster.\n"
      "Each figure is the median of {} runs.\n",
      in.machine("processor"), in.machine("cores"), in.machine("processor_features"), libraries(in),
      in.machine("engine"), in.runs());
}

std::string text_of(const length_table& table, const results& in) {
  std::string text = fmt::format("\n{:36}", table.title);
  for (const int length : lengths) text += fmt::format("{:>7}", length);
  text += "  bytes\n";
  for (const length_row& row : table.rows) {
    std::string reached, wanted;
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      reached += fmt::format("{:>7}", number(row.reached(in, i)));
      wanted += fmt::format("{:>7}", row.at_most ? number((*row.at_most)[i]) : "-");
    }
    text += fmt::format("{:36}{}  {}\n{:>36}{}\n", row.title, reached, verdict(row, in), "goal", wanted);
  }
  return text;
}

std::string text_of(const figure_table& table) {
  std::string text = fmt::format("\n{}\n", table.title);
  for (const figure& one : table.figures)
    text += fmt::format("{:46}{:>8} {:2}  goal {:>5}  {}\n", one.title, number(one.reached), one.unit,
                        number(one.at_most), verdict(one.reached, one.at_most));
  return text;
}

/// Whether the machine let the figures be what they are.
std::string trust(const results& in) {
  if (in.unsteady_measurements() == 0) return "";
  return fmt::format(
      "\nIn {} of {} measurements the reference's own time differed by more than {}:\n"
      "the machine was busy with something else, and the ratios are the worse for it.\n",
      in.unsteady_measurements(), in.measurements(), steady_within);
}

}  // namespace

std::string as_text(const results& in) {
  std::string text = heading(in);
  for (const length_table& table : length_tables()) text += text_of(table, in);
  for (const figure_table& table : figure_tables(in)) text += text_of(table);
  return text + trust(in);
}

}  // namespace bench
