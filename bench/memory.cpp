// What an established, idle connection holds, each side by itself.
#include <benchmark/benchmark.h>

#include <malloc.h>

#include <memory>
#include <string>
#include <vector>

#include "idle_pair.h"

namespace bench {
namespace {

std::size_t bytes_in_use() {
  return mallinfo2().uordblks;
}

void measure(benchmark::State& state, const make_idle_pair& make) {
  constexpr std::size_t warm = 3, counted = 50;
  std::vector<std::unique_ptr<idle_pair>> pairs;
  pairs.reserve(warm + counted);
  for (std::size_t i = 0; i < warm; ++i) pairs.push_back(make());
  for (auto unused : state) {
    for (std::size_t i = 0; i < counted; ++i) pairs.push_back(make());
    // What deleting a side gives back is what it held.
    const std::size_t before = bytes_in_use();
    for (std::size_t i = warm; i < pairs.size(); ++i) pairs[i]->delete_client();
    const std::size_t between = bytes_in_use();
    for (std::size_t i = warm; i < pairs.size(); ++i) pairs[i]->delete_server();
    state.counters["client_bytes"] = static_cast<double>(before - between) / counted;
    state.counters["server_bytes"] = static_cast<double>(between - bytes_in_use()) / counted;
  }
}

void add(const std::string& name, const std::function<make_idle_pair()>& maker) {
  const auto run = [maker](benchmark::State& state) { measure(state, maker()); };
  benchmark::RegisterBenchmark(("memory/" + name).c_str(), run)->Iterations(1);
}

const bool registered = [] {
  const suite &tls1_3 = suites()[0], &tls1_2 = suites()[3];
  for (const suite* with : {&tls1_3, &tls1_2}) {
    add(with->label, [with] { return idle_pairs_of_schannel(*with, late_authentication::offered); });
    add(std::string(with->label) + "/openssl", [with] { return idle_pairs_of_openssl(*with); });
  }
  // A server that cannot ask later needs nothing more of OpenSSL.
  add(std::string(tls1_3.label) + "/thin",
      [with = &tls1_3] { return idle_pairs_of_schannel(*with, late_authentication::refused); });
  return true;
}();

}  // namespace
}  // namespace bench
