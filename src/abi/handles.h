// handle_table: numbers for objects. A handle is an index and a generation that is never used twice, so a
// freed, copied or invented handle names nothing; {0,0} and all-ones are never given out.
//
// Finding takes no lock: each slot counts who uses it, and whoever lets go of a removed object last empties
// the slot. It counts twice, in lanes that share no cache line: two threads that use one object all the time,
// each in a lane of its own, do not wait for each other's writing.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "abi/slots.h"
#include "abi/sspi.h"
#include "abi/user_count.h"

namespace schannel::abi {

/// What a handle names; a handle of one kind is not found in the table of another.
enum class handle_kind : ULONG_PTR { credential = 0xC3, context = 0x5C };

/// Where the users of an object are counted.
enum class lane { common, sending };

/// Safe to use from any thread. Objects live on while somebody holds what use() or find() returned.
template <typename Object, handle_kind Kind>
class handle_table {
  struct slot;
  /// The users of one object in one lane.
  struct users {
    user_count count;
    Object* object = nullptr;
  };

 public:
  /// An object in use, or nothing. The table must outlive it.
  class user {
   public:
    user() = default;
    user(user&& other) noexcept
        : table_(other.table_), slot_(std::exchange(other.slot_, nullptr)), among_(other.among_) {}
    user(const user&) = delete;
    user& operator=(const user&) = delete;
    user& operator=(user&&) = delete;
    ~user() {
      if (slot_ != nullptr && among_->count.leave()) table_->empty_lane(*slot_);
    }

    explicit operator bool() const { return slot_ != nullptr; }
    Object& operator*() const { return *among_->object; }
    Object* operator->() const { return among_->object; }
    std::shared_ptr<Object> share() const { return slot_ == nullptr ? nullptr : slot_->object; }

   private:
    friend handle_table;
    user(handle_table& table, slot& used, users& among) : table_(&table), slot_(&used), among_(&among) {}

    handle_table* table_ = nullptr;
    slot* slot_ = nullptr;
    users* among_ = nullptr;
  };

  SecHandle add(std::shared_ptr<Object> object) {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) grow();
    const std::size_t index = free_.back();
    free_.pop_back();
    slots_.at(index)->take(std::move(object), index, ++generation_);
    return {static_cast<ULONG_PTR>(index) << 8 | static_cast<ULONG_PTR>(Kind), generation_};
  }

  /// Nothing when `handle` names nothing.
  user use(const SecHandle* handle, lane in = lane::common) {
    slot* const named = slot_of(handle);
    if (named == nullptr) return {};
    users& among = in == lane::common ? named->common : named->sending;
    return among.count.enter(handle->dwUpper) ? user(*this, *named, among) : user();
  }

  /// The same, for longer than a call; nullptr when `handle` names nothing.
  std::shared_ptr<Object> find(const SecHandle* handle) { return use(handle).share(); }

  /// Makes `handle` name nothing from now on; returns what it named.
  std::shared_ptr<Object> remove(const SecHandle* handle) {
    slot* const named = slot_of(handle);
    if (named == nullptr || !named->common.count.enter_last(handle->dwUpper)) return nullptr;
    const user last(*this, *named, named->common);
    if (named->sending.count.close()) empty_lane(*named);
    return last.share();
  }

 private:
  struct alignas(64) slot {
    users common;
    std::shared_ptr<Object> object;
    std::size_t index = 0;
    std::atomic<int> lanes = 0;  ///< in use, or not yet closed
    alignas(64) users sending;

    void take(std::shared_ptr<Object> named, std::size_t at, std::uint64_t generation) {
      object = std::move(named);
      index = at;
      lanes.store(2, std::memory_order_relaxed);
      for (users* const among : {&common, &sending}) {
        among->object = object.get();
        among->count.open(generation);
      }
    }
  };

  slot* slot_of(const SecHandle* handle) const {
    if (handle == nullptr || (handle->dwLower & 0xFF) != static_cast<ULONG_PTR>(Kind) || handle->dwUpper == 0)
      return nullptr;
    return slots_.at(handle->dwLower >> 8);
  }

  /// A closed lane of `used` has no user any more.
  void empty_lane(slot& used) {
    if (used.lanes.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    const std::shared_ptr<Object> gone = std::move(used.object);  // goes when the lock has gone
    const std::lock_guard lock(mutex_);
    free_.push_back(used.index);
  }

  void grow() {
    const std::size_t from = slots_.size();
    free_.reserve(slots_.next_size());  // so that empty_lane() never allocates
    slots_.grow();
    for (std::size_t index = slots_.size(); index-- > from;) free_.push_back(index);
  }

  std::mutex mutex_;
  slots<slot> slots_;
  std::vector<std::size_t> free_;
  std::uint64_t generation_ = 0;
};

}  // namespace schannel::abi
