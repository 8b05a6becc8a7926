// bench_report: one table of what was measured, what was to be reached, and whether it was.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <string_view>

#include "goals.h"
#include "plot.h"

namespace bench {
namespace {

std::string number(std::optional<double> value) {
  return value ? fmt::format("{:.2f}", *value) : "-";
}

const char* verdict(bool met) {
  return met ? "met" : "missed";
}

std::string as_text(const results& in) {
  std::string text = fmt::format(
      "Time of ours / time of the reference, in one run with {}.\n\n{:36}{:>7}{:>7}{:>7}{:>7}{:>7}\n",
      in.openssl(), "records: the slower direction", "64", "256", "1024", "4096", "16384");
  for (const record_goal& goal : record_goals()) {
    bool met = true;
    std::string reached, wanted;
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      const auto value = goal.reached(in, i);
      met = met && value && *value <= goal.at_most[i];
      reached += fmt::format("{:>7}", number(value));
      wanted += fmt::format("{:>7.2f}", goal.at_most[i]);
    }
    text += fmt::format("{:36}{}  {}\n{:>36}{}\n", goal.title, reached, verdict(met), "goal", wanted);
  }
  text += '\n';
  for (const figure& one : figures(in))
    text += fmt::format("{:46}{:>8} {:2}  goal {:.2f}  {}\n", one.title, number(one.reached), one.unit,
                        one.at_most, verdict(one.reached && *one.reached <= one.at_most));
  return text;
}

std::string as_page(const results& in) {
  return fmt::format(R"(# Performance

What `EncryptMessage` and `DecryptMessage` cost, the whole call, beside what the same work costs with OpenSSL alone:
`SSL_write` and `SSL_read` with memory BIOs, as most programs use them. All ratios come from runs in which both took turns;
below 1 is faster. Times of different machines do not compare, and neither do runs of one: the ratios do.

![Time over the length of a message, for each engine](performance.svg)

```
{})"
                     R"(```

An engine is who computes the AEAD of a record: `evp` is OpenSSL's EVP, `provider` calls the functions of OpenSSL's
provider without EVP in between, `ipsec-mb` is Intel's library, used when it is installed and not in FIPS mode. Each
is used only after it has given the same bytes as EVP in this process. The fastest one that is there does the work;
the environment variable `SCHANNEL_AEAD_ENGINE` names another.

`./dev bench` measures again and prints the table; `./dev bench --publish` also writes this page.
)",
                     as_text(in));
}

void write(const std::filesystem::path& file, std::string_view content) {
  std::ofstream out(file);
  out << content;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

int run(int argc, char** argv) {
  if (argc != 2 && argc != 3) {
    fmt::print(stderr, "usage: bench_report RESULTS [DOCS]\n");
    return 2;
  }
  const results in(argv[1]);
  fmt::print("{}", as_text(in));
  if (argc == 3) {
    const std::filesystem::path docs = argv[2];
    write(docs / "performance.md", as_page(in));
    write(docs / "performance.svg", plot(in));
  }
  return 0;
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) try { return bench::run(argc, argv); } catch (const std::exception& why) {
  fmt::print(stderr, "bench_report: {}\n", why.what());
  return 1;
}
