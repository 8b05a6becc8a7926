// open_handles: objects behind HANDLEs, which are numbers that are never used twice, of all kinds together.
#pragma once

#include <windows.h>

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

namespace schannel::abi {

/// The next number: as on Windows a multiple of 4, and neither 0 nor INVALID_HANDLE_VALUE.
inline HANDLE new_handle() {
  static std::atomic<std::uintptr_t> last = 0;
  return reinterpret_cast<HANDLE>(last += 4);
}

/// Safe to use from any thread. Objects live on while somebody holds what find() returned.
template <typename Object>
class open_handles {
 public:
  HANDLE add(std::shared_ptr<Object> object) {
    const HANDLE handle = new_handle();
    const std::lock_guard lock(mutex_);
    objects_.emplace(handle, std::move(object));
    return handle;
  }

  /// nullptr for a handle that is none, or none any more.
  std::shared_ptr<Object> find(HANDLE handle) const {
    const std::lock_guard lock(mutex_);
    const auto found = objects_.find(handle);
    return found == objects_.end() ? nullptr : found->second;
  }

  bool remove(HANDLE handle) {
    const std::lock_guard lock(mutex_);
    return objects_.erase(handle) != 0;
  }

 private:
  mutable std::mutex mutex_;
  std::map<HANDLE, std::shared_ptr<Object>> objects_;
};

}  // namespace schannel::abi
