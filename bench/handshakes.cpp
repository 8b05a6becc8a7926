// Whole handshakes, both ends in one thread, full and resumed.
#include "openssl_pair.h"
#include "race.h"
#include "schannel_handshake.h"

namespace bench {
namespace {

template <typename Work>
nanoseconds timed(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return since(start);
}

void measure(benchmark::State& state, const suite& with, key_kind key, bool resumed) {
  const openssl_contexts contexts(with, identity::of(key), resumed ? 1 : 0);
  const auto ours = schannel_handshakes::create(with, identity::of(key), resumed);
  session_ptr session = resumed ? openssl_pair(contexts).session() : nullptr;
  ours->run();
  comparison both("handshake");
  bool ours_first = false;
  for (auto unused : state) {
    nanoseconds mine{}, theirs{};
    const auto run_ours = [&] { mine = timed([&] { ours->run(); }); };
    const auto run_theirs = [&] {
      theirs = timed([&] {
        openssl_pair made(contexts, session.get());
        if (made.was_resumed() != resumed) state.SkipWithError("OpenSSL did not resume as it should");
        if (resumed) session = made.session();
      });
    };
    ours_first ? run_ours() : run_theirs();
    ours_first ? run_theirs() : run_ours();
    if (ours->was_resumed() != resumed) state.SkipWithError("Schannel did not resume as it should");
    both.add(mine, theirs);
    ours_first = !ours_first;
  }
  both.report(state, 1);
}

const bool registered = [] {
  for (const std::size_t index : {std::size_t{0}, std::size_t{3}}) {
    const suite& with = suites()[index];
    for (const key_kind key : {key_kind::ecdsa, key_kind::rsa}) {
      for (const bool resumed : {false, true}) {
        if (key == key_kind::ecdsa && with.version == version::tls1_2) continue;
        const std::string name = std::string("handshakes/") + with.label +
                                 (key == key_kind::ecdsa ? "/ECDSA" : "/RSA") +
                                 (resumed ? "/resumed" : "/full");
        benchmark::RegisterBenchmark(name.c_str(), measure, with, key, resumed)
            ->Iterations(300)
            ->Unit(benchmark::kMicrosecond);
      }
    }
  }
  return true;
}();

}  // namespace
}  // namespace bench
