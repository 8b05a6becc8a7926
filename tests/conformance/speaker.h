// A thread that speaks all the time, while the test's own thread hears what comes and does what is to be
// done.
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>

#include "support/ends.h"

namespace peers {

/// Says 0, 1, 2 ... over a connection, as a program does that has one thread for each direction: what is
/// sealed is sent before the next is, and so is the token of a leg.
class speaker {
 public:
  /// Goes on until `one` is refused for good, or stop() is called; `one` must outlive it.
  explicit speaker(peer& one) : one_(one), thread_([this] { speaks(); }) {}
  ~speaker() { stop(); }
  speaker(const speaker&) = delete;
  speaker& operator=(const speaker&) = delete;

  /// How many words were said.
  int stop() {
    is_stopped_ = true;
    if (thread_.joinable()) thread_.join();
    return said_;
  }
  /// Lets it say some more: it does not get far ahead of those who listen.
  void listens(int heard) { heard_ = heard; }
  /// Takes a leg of the speaking end, whose token goes between two words.
  leg steps(bytes input) {
    const std::lock_guard turn(sending_);
    leg taken = one_.steps(std::move(input));
    one_.sends(taken.token);
    return taken;
  }
  /// What was sent since the last call; `other` is the other end.
  bytes take(peer& other) {
    const std::lock_guard turn(sending_);
    return std::exchange(other.inbox(), {});
  }
  /// Why it was refused for good; SEC_E_OK while it was not. The status that asks to wait for a leg is such a
  /// reason when no leg helps.
  status refusal() const { return status{refusal_}; }

 private:
  void speaks() {
    constexpr int ahead = 32;
    while (!is_stopped_ && refusal_ == SEC_E_OK) {
      if (said_ >= heard_ + ahead || !says_a_word()) std::this_thread::yield();
    }
  }
  bool says_a_word() {
    const std::lock_guard turn(sending_);
    const peer::sealing word = one_.seals(std::to_string(said_));
    if (failed(word.result)) {
      if (!(word.result == SEC_E_CONTEXT_EXPIRED) || has_waited_too_long()) refusal_ = word.result.value;
      return false;
    }
    waits_since_.reset();
    one_.sends(word.record);
    ++said_;
    return true;
  }
  /// Called each time it has to wait for a leg.
  bool has_waited_too_long() {
    using clock = std::chrono::steady_clock;
    constexpr std::chrono::seconds patience{60};
    if (!waits_since_) waits_since_ = clock::now();
    return clock::now() - *waits_since_ > patience;
  }

  peer& one_;
  std::mutex sending_;
  int said_ = 0;
  std::atomic<int> heard_ = 0;
  std::atomic<bool> is_stopped_ = false;
  std::atomic<SECURITY_STATUS> refusal_ = SEC_E_OK;
  std::optional<std::chrono::steady_clock::time_point> waits_since_;
  std::thread thread_;
};

}  // namespace peers
