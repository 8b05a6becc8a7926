// bench_report: one table of what was measured, what was to be reached, and whether it was.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <string_view>

#include "plot.h"
#include "tables.h"

namespace bench {
namespace {

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
