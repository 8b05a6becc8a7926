// Handles of CryptoAPI and CNG.
#include "core/keys/numbers.h"

#include <mutex>
#include <unordered_map>

namespace schannel::core::keys {

namespace {

/// Numbers count up from here: far from zero, from all-ones, from addresses and from what programs invent.
constexpr std::uint64_t first_number = 0x4B65'7900'0000'0001;
constexpr std::uint64_t numbers_to_give = 0x0000'00FF'FFFF'FFFF;

class directory {
 public:
  std::uint64_t enter(std::shared_ptr<object> one) {
    const std::scoped_lock lock{mutex_};
    objects_.emplace(next_, std::move(one));
    return next_++;
  }

  std::shared_ptr<object> find(std::uint64_t number) const {
    const std::scoped_lock lock{mutex_};
    const auto found = objects_.find(number);
    return found == objects_.end() ? nullptr : found->second;
  }

  std::shared_ptr<object> take(std::uint64_t number) {
    const std::scoped_lock lock{mutex_};
    const auto taken = objects_.extract(number);
    return taken ? taken.mapped() : nullptr;
  }

 private:
  mutable std::mutex mutex_;
  std::unordered_map<std::uint64_t, std::shared_ptr<object>> objects_;
  std::uint64_t next_ = first_number;
};

// Never destroyed: handles may be closed while static objects are destroyed.
directory& numbers() {
  static auto& all = *new directory;
  return all;
}

}  // namespace

std::uint64_t give_number(std::shared_ptr<object> one) {
  return numbers().enter(std::move(one));
}

std::shared_ptr<object> object_of(std::uint64_t number) {
  return numbers().find(number);
}

bool forget(std::uint64_t number) {
  // The object goes outside the lock: it may own numbers itself.
  return numbers().take(number) != nullptr;
}

bool could_be_number(std::uint64_t number) {
  return number - first_number < numbers_to_give;
}

}  // namespace schannel::core::keys
