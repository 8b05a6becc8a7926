// user_count: how many use an object that a handle names, without a lock. Who comes has to know the handle's
// generation; once closed nobody may come, and whoever leaves last is told so.
#pragma once

#include <atomic>
#include <cstdint>

namespace schannel::abi {

class user_count {
 public:
  /// For the handle of `generation`, which is not 0.
  void open(std::uint64_t generation) { word_.store(generation << user_bits, std::memory_order_release); }

  /// One user more. False when `generation` is another, or closed.
  bool enter(std::uint64_t generation) {
    return replace(generation, [](std::uint64_t word) { return word + 1; });
  }
  /// One user more, and the last: closes.
  bool enter_last(std::uint64_t generation) {
    return replace(generation, [](std::uint64_t word) { return (word & users_mask) + 1; });
  }
  /// Returns true to nobody but who is the last of a closed count.
  bool leave() { return word_.fetch_sub(1, std::memory_order_acq_rel) == 1; }
  /// Returns whether nobody is left who will be the last.
  bool close() { return word_.fetch_and(users_mask, std::memory_order_acq_rel) << (64 - user_bits) == 0; }

 private:
  /// The word: a generation, 0 for none, above the number of users.
  static constexpr unsigned user_bits = 20;
  static constexpr std::uint64_t users_mask = (std::uint64_t{1} << user_bits) - 1;

  template <typename Next>
  bool replace(std::uint64_t generation, Next next) {
    std::uint64_t word = word_.load(std::memory_order_acquire);
    do {
      if (word >> user_bits != generation) return false;
    } while (!word_.compare_exchange_weak(word, next(word), std::memory_order_acq_rel));
    return true;
  }

  std::atomic<std::uint64_t> word_ = 0;
};

}  // namespace schannel::abi
