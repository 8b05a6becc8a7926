// Records of each suite and length: ours through the whole call, against OpenSSL as it is used, against
// GnuTLS and against the bare AEAD.
#include <utility>

#include "record_path.h"

namespace bench {
namespace {

constexpr std::chrono::milliseconds length_of_race{100};

void measure(benchmark::State& state, const suite& with, std::size_t length) {
  const load of = load::of(length);
  const auto ours = through_schannel(with, of);
  const std::pair<std::string, std::unique_ptr<record_path>> references[] = {
      {"memory-bio", through_memory_bios(with, of)},
      {"own-bio", through_own_bio(with, of)},
      {"gnutls", through_gnutls(with, of)},
      {"bare", through_bare_aead(with, of)}};
  for (auto unused : state) {
    for (const auto& [name, reference] : references) {
      if (reference == nullptr) continue;
      race both(
          {"seal/" + name, "open/" + name}, [&] { return ours->run(); }, [&] { return reference->run(); });
      both.run(length_of_race);
      both.report(state, static_cast<double>(of.count));
    }
  }
}

const bool registered = [] {
  for (const suite& with : suites()) {
    for (const std::size_t length : {64, 256, 1024, 4096, 16384}) {
      const std::string name = std::string("records/") + with.label + '/' + std::to_string(length);
      benchmark::RegisterBenchmark(name.c_str(), measure, with, length)
          ->Iterations(1)
          ->Unit(benchmark::kMillisecond);
    }
  }
  return true;
}();

}  // namespace
}  // namespace bench
