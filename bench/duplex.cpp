// Two threads on one connection: one seals while the other opens, against the same threads one after the
// other. 0.5 means that neither waited for the other, 1 that they took turns.
#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <semaphore>
#include <thread>
#include <utility>
#include <vector>

#include "duplex_path.h"

namespace bench {
namespace {

constexpr std::chrono::milliseconds length_of_race{500};

using moment = std::chrono::steady_clock::time_point;

struct stretch {
  moment from;
  moment to;
};

template <typename Work>
stretch stretch_of(Work&& work) {
  const moment from = std::chrono::steady_clock::now();
  work();
  return {from, std::chrono::steady_clock::now()};
}

/// The processors that this process may use.
std::vector<int> processors() {
  cpu_set_t allowed;
  std::vector<int> found;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return found;
  for (int one = 0; one < CPU_SETSIZE; ++one)
    if (CPU_ISSET(one, &allowed)) found.push_back(one);
  return found;
}

/// The scheduler likes to wake a thread where the one that woke it runs, and then there is nothing at once.
void keep_this_thread_on(int processor) {
  cpu_set_t only;
  CPU_ZERO(&only);
  CPU_SET(processor, &only);
  pthread_setaffinity_np(pthread_self(), sizeof only, &only);
}

/// Another thread, asleep unless it has work. What the work throws ends the process.
class companion {
 public:
  explicit companion(int processor) : thread_([this, processor] { live(processor); }) {}
  ~companion() {
    work_ = nullptr;
    given_.release();
  }

  void start(std::function<void()> work) {
    work_ = std::move(work);
    given_.release();
  }
  void wait() { done_.acquire(); }

 private:
  void live(int processor) {
    keep_this_thread_on(processor);
    for (given_.acquire(); work_ != nullptr; given_.acquire()) {
      work_();
      done_.release();
    }
  }

  std::function<void()> work_;
  std::binary_semaphore given_{0};
  std::binary_semaphore done_{0};
  std::jthread thread_;  // after what it uses
};

laps at_once(duplex_path& path, companion& other) {
  path.prepare();
  std::atomic<int> there = 0;
  // Waking takes as long as many records: nobody begins before both are awake.
  const auto together = [&there](auto&& work) {
    for (++there; there < 2;) std::this_thread::yield();
    return stretch_of(work);
  };
  stretch sealing;
  other.start([&] { sealing = together([&] { path.seal_all(); }); });
  const stretch opening = together([&] { path.open_all(); });
  other.wait();
  return {std::max(sealing.to, opening.to) - std::min(sealing.from, opening.from)};
}

laps in_turn(duplex_path& path, companion& other) {
  path.prepare();
  nanoseconds sealing{};
  other.start([&] { sealing = time_of([&] { path.seal_all(); }); });
  other.wait();
  return {sealing + time_of([&] { path.open_all(); })};
}

void measure(benchmark::State& state, const suite& with, std::size_t length) {
  const load of = duplex_load(length);
  const std::pair<std::string, std::unique_ptr<duplex_path>> paths[] = {
      {"one-connection", duplex_of_schannel(with, of, connections::one)},
      {"two-connections", duplex_of_schannel(with, of, connections::two)},
      {"openssl", duplex_of_openssl(with, of)}};
  for (auto unused : state) {
    static const std::vector<int> to_use = processors();
    if (to_use.size() < 2) continue;  // nothing can be at once
    keep_this_thread_on(to_use[0]);
    companion other(to_use[1]);
    for (const auto& [name, path] : paths) {
      race both(
          {name}, [&] { return at_once(*path, other); }, [&] { return in_turn(*path, other); });
      both.run(length_of_race);
      both.report(state, 2 * static_cast<double>(of.count));
    }
  }
}

const bool registered = [] {
  const suite& with = suites().front();
  for (const std::size_t length : {64, 256, 1024, 4096, 16384}) {
    const std::string name = std::string("duplex/") + with.label + '/' + std::to_string(length);
    benchmark::RegisterBenchmark(name.c_str(), measure, with, length)
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
  }
  return true;
}();

}  // namespace
}  // namespace bench
