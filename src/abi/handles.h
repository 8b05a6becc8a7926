// handle_table: numbers for objects. A handle is an index and a generation that is never used twice, so a
// freed, copied or invented handle names nothing; {0,0} and all-ones are never given out.
//
// Finding takes no lock: each slot has one word that counts who uses it, and whoever lets go of a removed
// object last empties the slot.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "abi/slots.h"
#include "abi/sspi.h"

namespace schannel::abi {

/// What a handle names; a handle of one kind is not found in the table of another.
enum class handle_kind : ULONG_PTR { credential = 0xC3, context = 0x5C };

/// Safe to use from any thread. Objects live on while somebody holds what use() or find() returned.
template <typename Object, handle_kind Kind>
class handle_table {
  struct slot;

 public:
  /// An object in use, or nothing. The table must outlive it.
  class user {
   public:
    user() = default;
    user(user&& other) noexcept : table_(other.table_), slot_(std::exchange(other.slot_, nullptr)) {}
    user(const user&) = delete;
    user& operator=(const user&) = delete;
    user& operator=(user&&) = delete;
    ~user() {
      if (slot_ != nullptr) table_->release(*slot_);
    }

    explicit operator bool() const { return slot_ != nullptr; }
    Object& operator*() const { return *slot_->object; }
    Object* operator->() const { return slot_->object.get(); }
    std::shared_ptr<Object> share() const { return slot_ == nullptr ? nullptr : slot_->object; }

   private:
    friend handle_table;
    user(handle_table& table, slot& used) : table_(&table), slot_(&used) {}

    handle_table* table_ = nullptr;
    slot* slot_ = nullptr;
  };

  SecHandle add(std::shared_ptr<Object> object) {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) grow();
    const std::size_t index = free_.back();
    free_.pop_back();
    slot& taken = *slots_.at(index);
    taken.object = std::move(object);
    taken.index = index;
    taken.word.store(++generation_ << user_bits, std::memory_order_release);
    return {static_cast<ULONG_PTR>(index) << 8 | static_cast<ULONG_PTR>(Kind), generation_};
  }

  /// Nothing when `handle` names nothing.
  user use(const SecHandle* handle) {
    return enter(handle, [](std::uint64_t word) { return word + 1; });
  }

  /// The same, for longer than a call; nullptr when `handle` names nothing.
  std::shared_ptr<Object> find(const SecHandle* handle) { return use(handle).share(); }

  /// Makes `handle` name nothing from now on; returns what it named.
  std::shared_ptr<Object> remove(const SecHandle* handle) {
    return enter(handle, [](std::uint64_t word) { return (word & users_mask) + 1; }).share();
  }

 private:
  /// The word: a generation, 0 for none, above the number of users.
  static constexpr unsigned user_bits = 20;
  static constexpr std::uint64_t users_mask = (std::uint64_t{1} << user_bits) - 1;

  /// On a cache line of its own: who uses one object does not slow down who uses the next.
  struct alignas(64) slot {
    std::atomic<std::uint64_t> word = 0;
    std::shared_ptr<Object> object;
    std::size_t index = 0;
  };

  /// Replaces the word of what `handle` names by `next(word)`, which counts one more user.
  template <typename Next>
  user enter(const SecHandle* handle, Next next) {
    if (handle == nullptr || (handle->dwLower & 0xFF) != static_cast<ULONG_PTR>(Kind) || handle->dwUpper == 0)
      return {};
    slot* const named = slots_.at(handle->dwLower >> 8);
    if (named == nullptr) return {};
    std::uint64_t word = named->word.load(std::memory_order_acquire);
    do {
      if (word >> user_bits != handle->dwUpper) return {};
    } while (!named->word.compare_exchange_weak(word, next(word), std::memory_order_acq_rel));
    return user(*this, *named);
  }

  void release(slot& used) {
    const bool was_last_of_a_removed = used.word.fetch_sub(1, std::memory_order_acq_rel) == 1;
    if (!was_last_of_a_removed) return;
    const std::shared_ptr<Object> gone = std::move(used.object);  // goes when the lock has gone
    const std::lock_guard lock(mutex_);
    free_.push_back(used.index);
  }

  void grow() {
    const std::size_t from = slots_.size();
    free_.reserve(slots_.next_size());  // so that release() never allocates
    slots_.grow();
    for (std::size_t index = slots_.size(); index-- > from;) free_.push_back(index);
  }

  std::mutex mutex_;
  slots<slot> slots_;
  std::vector<std::size_t> free_;
  std::uint64_t generation_ = 0;
};

}  // namespace schannel::abi
