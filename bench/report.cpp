// bench_report: what was measured, what was to be reached, and whether it was, for people and for programs.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <string_view>

#include "plot.h"
#include "summary.h"
#include "tables.h"

namespace bench {
namespace {

std::string as_page(const results& in) {
  return fmt::format(R"(# Performance

What `EncryptMessage` and `DecryptMessage` cost, the whole call, beside what the same work costs with OpenSSL alone:
`SSL_write` and `SSL_read` with memory BIOs, as most programs use them. All ratios come from runs in which both took
turns; below 1 is faster. Times of different machines do not compare, and neither do runs of one: the ratios do.

![Time over the length of a message, for each engine](performance.svg)

```
{})"
                     R"(```

An engine is who computes the AEAD of a record: `evp` is OpenSSL's EVP, `provider` calls the functions of OpenSSL's
provider without EVP in between, `ipsec-mb` is Intel's library, used when it is installed and not in FIPS mode. Each
is used only after it has given the same bytes as EVP in this process. The fastest one that is there does the work;
the environment variable `SCHANNEL_AEAD_ENGINE` names another.

Two threads at once come near 0.5 where neither waits for the other. A connection for each shows how near this machine
lets them come.

A thin server is one of TLS 1.3 whose client has not offered to authenticate later.

`./dev bench` measures again, prints the tables and writes `build/bench/results/summary.json`;
`./dev bench --publish` also writes this page.
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
  const std::filesystem::path folder = argv[1];
  const results in(folder);
  fmt::print("{}", as_text(in));
  write(folder / "summary.json", as_json(in));
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
