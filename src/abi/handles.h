// handle_table: numbers for objects. A handle is an index and a generation that is never used twice, so a
// freed, copied or invented handle names nothing; {0,0} and all-ones are never given out.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <vector>

#include "abi/sspi.h"

namespace schannel::abi {

/// What a handle names; a handle of one kind is not found in the table of another.
enum class handle_kind : ULONG_PTR { credential = 0xC3, context = 0x5C };

/// Safe to use from any thread. Objects live on while somebody holds what find() returned.
template <typename Object, handle_kind Kind>
class handle_table {
 public:
  SecHandle add(std::shared_ptr<Object> object) {
    const std::unique_lock lock(mutex_);
    if (free_.empty()) {
      slots_.emplace_back();
      free_.reserve(slots_.size());  // so that remove() never allocates
      free_.push_back(slots_.size() - 1);
    }
    const std::size_t index = free_.back();
    free_.pop_back();
    slots_[index] = {std::move(object), ++generation_};
    return {static_cast<ULONG_PTR>(index) << 8 | static_cast<ULONG_PTR>(Kind), generation_};
  }

  /// nullptr when `handle` names nothing.
  std::shared_ptr<Object> find(const SecHandle* handle) const {
    if (handle == nullptr) return nullptr;
    const std::shared_lock lock(mutex_);
    const slot* found = slot_of(*handle);
    return found == nullptr ? nullptr : found->object;
  }

  /// Makes `handle` name nothing from now on; returns what it named.
  std::shared_ptr<Object> remove(const SecHandle* handle) {
    if (handle == nullptr) return nullptr;
    const std::unique_lock lock(mutex_);
    const slot* found = slot_of(*handle);
    if (found == nullptr) return nullptr;
    const auto index = static_cast<std::size_t>(found - slots_.data());
    std::shared_ptr<Object> object = std::move(slots_[index].object);
    slots_[index] = {};
    free_.push_back(index);
    return object;
  }

 private:
  struct slot {
    std::shared_ptr<Object> object;
    std::uint64_t generation = 0;
  };

  const slot* slot_of(const SecHandle& handle) const {
    const std::size_t index = handle.dwLower >> 8;
    if ((handle.dwLower & 0xFF) != static_cast<ULONG_PTR>(Kind) || index >= slots_.size()) return nullptr;
    const slot& candidate = slots_[index];
    return candidate.object && candidate.generation == handle.dwUpper ? &candidate : nullptr;
  }

  mutable std::shared_mutex mutex_;
  std::vector<slot> slots_;
  std::vector<std::size_t> free_;
  std::uint64_t generation_ = 0;
};

}  // namespace schannel::abi
