// A thread that speaks all the time, while the test's own thread hears what comes and does what is to be
// done.
#pragma once

#include <atomic>
#include <mutex>
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
  /// Whether it was refused with another status than that which asks to wait for a leg.
  bool was_refused() const { return was_refused_; }

 private:
  void speaks() {
    constexpr int ahead = 32;
    while (!is_stopped_ && !was_refused_) {
      if (said_ >= heard_ + ahead || !says_a_word()) std::this_thread::yield();
    }
  }
  bool says_a_word() {
    const std::lock_guard turn(sending_);
    const peer::sealing word = one_.seals(std::to_string(said_));
    was_refused_ = failed(word.result) && !(word.result == SEC_E_CONTEXT_EXPIRED);
    if (failed(word.result)) return false;
    one_.sends(word.record);
    ++said_;
    return true;
  }

  peer& one_;
  std::mutex sending_;
  int said_ = 0;
  std::atomic<int> heard_ = 0;
  std::atomic<bool> is_stopped_ = false;
  std::atomic<bool> was_refused_ = false;
  std::thread thread_;
};

}  // namespace peers
