// slots: a list that grows and never moves what it holds, so that reading it takes no lock.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <new>

namespace schannel::abi {

template <typename Slot>
class slots {
 public:
  slots() = default;
  slots(const slots&) = delete;
  slots& operator=(const slots&) = delete;
  ~slots() {
    for (const std::atomic<Slot*>& chunk : chunks_) delete[] chunk.load(std::memory_order_relaxed);
  }

  /// nullptr behind the end. Safe beside grow().
  Slot* at(std::size_t index) const {
    const place where = place_of(index);
    if (where.chunk >= chunks_.size()) return nullptr;
    Slot* const chunk = chunks_[where.chunk].load(std::memory_order_acquire);
    return chunk == nullptr ? nullptr : chunk + where.offset;
  }

  std::size_t size() const { return size_; }
  /// What size() becomes by grow().
  std::size_t next_size() const { return 2 * size_ + first_length; }

  /// Makes room for more. Not safe beside itself; throws std::bad_alloc.
  void grow() {
    const std::size_t chunk = place_of(size_).chunk;
    if (chunk >= chunks_.size()) throw std::bad_alloc{};
    chunks_[chunk].store(new Slot[next_size() - size_], std::memory_order_release);
    size_ = next_size();
  }

 private:
  /// Each chunk is twice as long as the one before.
  static constexpr std::size_t first_length = 64;
  struct place {
    std::size_t chunk;
    std::size_t offset;
  };
  static place place_of(std::size_t index) {
    const std::size_t from_first = index + first_length;
    const auto chunk = static_cast<std::size_t>(std::bit_width(from_first / first_length)) - 1;
    return {chunk, from_first - (first_length << chunk)};
  }

  std::array<std::atomic<Slot*>, 32> chunks_{};
  std::size_t size_ = 0;
};

}  // namespace schannel::abi
