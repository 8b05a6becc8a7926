// bench_instructions: what callgrind counts. Run by it, this program leaves one file of counts for each
// length, direction and path, with "<path> <direction> <length> <messages> <engine>" as what triggered it;
// without it, nothing.
#include <valgrind/callgrind.h>

#include <cstdio>
#include <exception>
#include <string>

#include "machine.h"
#include "record_path.h"

namespace bench {
namespace {

void count(record_path& path, const std::string& name, load of) {
  const std::string behind =
      ' ' + std::to_string(of.length) + ' ' + std::to_string(of.count) + ' ' + engine_at_work();
  const std::string sealing = name + " seal" + behind, opening = name + " open" + behind;
  path.run();  // what a first message sets up is not what each costs
  CALLGRIND_ZERO_STATS;
  path.seal_all();
  CALLGRIND_DUMP_STATS_AT(sealing.c_str());
  path.open_all();
  CALLGRIND_DUMP_STATS_AT(opening.c_str());
}

void count_all() {
  const suite& with = suites().front();
  for (const std::size_t length : {64, 1024}) {
    const load of = load::of(length);
    count(*through_schannel(with, of), "ours", of);
    count(*through_bare_aead(with, of), "bare", of);
  }
}

}  // namespace
}  // namespace bench

int main() try {
  bench::count_all();
  return 0;
} catch (const std::exception& why) {
  std::fprintf(stderr, "bench_instructions: %s\n", why.what());
  return 1;
}
