// Memory that an established, idle connection holds, each side by itself.
#include <benchmark/benchmark.h>

#include <malloc.h>

#include <memory>
#include <vector>

#include "schannel_pair.h"

namespace bench {
namespace {

std::size_t bytes_in_use() {
  return mallinfo2().uordblks;
}

void measure(benchmark::State& state, const suite& with) {
  constexpr std::size_t warm = 3, counted = 50;
  schannel_credentials credentials(with, identity::of(key_kind::rsa), false);
  std::vector<std::unique_ptr<schannel_pair>> pairs;
  pairs.reserve(warm + counted);
  for (std::size_t i = 0; i < warm; ++i) pairs.push_back(std::make_unique<schannel_pair>(credentials));
  double client = 0, server = 0;
  for (auto unused : state) {
    for (std::size_t i = 0; i < counted; ++i) pairs.push_back(std::make_unique<schannel_pair>(credentials));
    // What deleting a side gives back is what it held.
    const std::size_t before = bytes_in_use();
    for (std::size_t i = warm; i < pairs.size(); ++i) pairs[i]->delete_client();
    const std::size_t between = bytes_in_use();
    for (std::size_t i = warm; i < pairs.size(); ++i) pairs[i]->delete_server();
    client = static_cast<double>(before - between) / counted;
    server = static_cast<double>(between - bytes_in_use()) / counted;
    pairs.resize(warm);
  }
  state.counters["client_bytes"] = client;
  state.counters["server_bytes"] = server;
}

const bool registered = [] {
  for (const std::size_t index : {std::size_t{0}, std::size_t{3}}) {
    const suite& with = suites()[index];
    benchmark::RegisterBenchmark((std::string("memory/") + with.label).c_str(), measure, with)->Iterations(1);
  }
  return true;
}();

}  // namespace
}  // namespace bench
