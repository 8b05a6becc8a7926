// Records of each suite and length: ours through the whole call, against OpenSSL as it is used and against
// the bare AEAD.
#include <array>

#include "record_path.h"

namespace bench {
namespace {

/// Ours against one reference, both directions.
class reference {
 public:
  reference(std::string name, std::unique_ptr<record_path> path)
      : path_(std::move(path)), seal_("seal/" + name), open_("open/" + name) {}

  explicit operator bool() const { return path_ != nullptr; }

  void race(record_path& ours, bool ours_first) {
    const auto first = (ours_first ? ours : *path_).run();
    const auto second = (ours_first ? *path_ : ours).run();
    const auto& [mine, theirs] = ours_first ? std::tie(first, second) : std::tie(second, first);
    seal_.add(mine.sealing, theirs.sealing);
    open_.add(mine.opening, theirs.opening);
  }

  void report(benchmark::State& to, double items) const {
    seal_.report(to, items);
    open_.report(to, items);
  }

 private:
  std::unique_ptr<record_path> path_;
  comparison seal_;
  comparison open_;
};

void measure(benchmark::State& state, const suite& with, std::size_t length) {
  const load of = load::of(length);
  const auto ours = through_schannel(with, of);
  std::array references = {reference("memory-bio", through_memory_bios(with, of)),
                           reference("own-bio", through_own_bio(with, of)),
                           reference("bare", through_bare_aead(with, of))};
  bool ours_first = false;
  for (auto unused : state) {
    for (reference& one : references)
      if (one) one.race(*ours, ours_first);
    ours_first = !ours_first;
  }
  for (const reference& one : references)
    if (one) one.report(state, static_cast<double>(of.count));
}

const bool registered = [] {
  for (const suite& with : suites()) {
    for (const std::size_t length : {64, 256, 1024, 4096, 16384}) {
      const std::string name = std::string("records/") + with.label + '/' + std::to_string(length);
      benchmark::RegisterBenchmark(name.c_str(), measure, with, length)
          ->Iterations(400)
          ->Unit(benchmark::kMicrosecond);
    }
  }
  return true;
}();

}  // namespace
}  // namespace bench
