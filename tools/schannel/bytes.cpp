// The byte queue.
#include "bytes.h"

#include <cassert>

namespace schannel::tool {

void byte_queue::append(const_bytes more) {
  // Moving the rest to the front once it is the smaller half keeps the cost per byte constant.
  if (consumed_ > bytes_.size() / 2) {
    bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(consumed_));
    consumed_ = 0;
  }
  bytes_.insert(bytes_.end(), more.begin(), more.end());
}

void byte_queue::consume(std::size_t count) {
  assert(count <= size());
  consumed_ += count;
  if (empty()) clear();
}

void byte_queue::clear() {
  bytes_.clear();
  consumed_ = 0;
}

}  // namespace schannel::tool
