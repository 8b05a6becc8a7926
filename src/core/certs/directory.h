// directory: finds living objects by a key, without keeping them alive.
#pragma once

#include <memory>
#include <mutex>
#include <unordered_map>

namespace schannel::core::certs {

/// Safe to use from any thread.
template <typename Key, typename Object>
class directory {
 public:
  void enter(const Key& key, const std::shared_ptr<Object>& object) {
    const std::scoped_lock lock{mutex_};
    entries_.insert_or_assign(key, object);
  }

  /// Called by the destructor of the object, when find() can no longer answer with it.
  void leave(const Key& key) {
    const std::scoped_lock lock{mutex_};
    entries_.erase(key);
  }

  std::shared_ptr<Object> find(const Key& key) const {
    const std::scoped_lock lock{mutex_};
    const auto entry = entries_.find(key);
    return entry == entries_.end() ? nullptr : entry->second.lock();
  }

 private:
  mutable std::mutex mutex_;
  std::unordered_map<Key, std::weak_ptr<Object>> entries_;
};

}  // namespace schannel::core::certs
