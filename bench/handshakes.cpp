// Whole handshakes, both ends in one thread, full and resumed, against OpenSSL and GnuTLS.
#include <stdexcept>
#include <utility>

#include "handshake_path.h"
#include "race.h"

namespace bench {
namespace {

constexpr std::chrono::milliseconds length_of_race{600};

laps run(handshake_path& path, bool resumes) {
  const nanoseconds taken = time_of([&] { path.run(); });
  if (path.was_resumed() != resumes) throw std::runtime_error("a session was resumed, or was not");
  return {taken};
}

void measure(benchmark::State& state, const handshake& which) {
  const auto ours = handshakes_of_schannel(which);
  const std::pair<std::string, std::unique_ptr<handshake_path>> references[] = {
      {"openssl", handshakes_of_openssl(which)}, {"gnutls", handshakes_of_gnutls(which)}};
  ours->run();
  for (auto unused : state) {
    for (const auto& [name, reference] : references) {
      reference->run();
      race both(
          {name}, [&] { return run(*ours, which.resumes); }, [&] { return run(*reference, which.resumes); });
      both.run(length_of_race);
      both.report(state, 1);
    }
  }
}

std::string name_of(const handshake& one) {
  return std::string("handshakes/") + one.with.label + (one.key == key_kind::ecdsa ? "/ECDSA" : "/RSA") +
         (one.resumes ? "/resumed" : "/full");
}

const bool registered = [] {
  for (const std::size_t index : {std::size_t{0}, std::size_t{3}}) {
    const suite& with = suites()[index];
    for (const key_kind key : {key_kind::ecdsa, key_kind::rsa}) {
      for (const bool resumes : {false, true}) {
        const handshake which{with, key, resumes};
        benchmark::RegisterBenchmark(name_of(which).c_str(), measure, which)
            ->Iterations(1)
            ->Unit(benchmark::kMillisecond);
      }
    }
  }
  return true;
}();

}  // namespace
}  // namespace bench
