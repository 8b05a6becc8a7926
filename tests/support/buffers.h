// Buffer descriptions that are written where they are used.
#pragma once

#include <initializer_list>
#include <utility>

#include "support/windows_api.h"

namespace peers {

inline SecBuffer buffer(ULONG type, void* at = nullptr, std::size_t size = 0) {
  return {static_cast<ULONG>(size), type, at};
}
/// Shows the bytes themselves, not a copy.
inline SecBuffer buffer(ULONG type, bytes& shown) {
  return buffer(type, shown.data(), shown.size());
}

inline SecBuffer token() {
  return buffer(SECBUFFER_TOKEN);
}
inline SecBuffer token(bytes& shown) {
  return buffer(SECBUFFER_TOKEN, shown);
}
inline SecBuffer data(bytes& shown) {
  return buffer(SECBUFFER_DATA, shown);
}
inline SecBuffer alert() {
  return buffer(SECBUFFER_ALERT);
}
inline SecBuffer empty() {
  return buffer(SECBUFFER_EMPTY);
}

/// Buffers and their description; a function may retype them.
class buffers {
 public:
  buffers(std::initializer_list<SecBuffer> list) : list_(list) {}

  operator PSecBufferDesc() {
    description_ = {SECBUFFER_VERSION, static_cast<ULONG>(list_.size()), list_.data()};
    return &description_;
  }
  void add(const SecBuffer& one) { list_.push_back(one); }
  SecBuffer& operator[](std::size_t index) { return list_[index]; }
  std::size_t size() const { return list_.size(); }

  /// The length of the first buffer of that type, or 0.
  ULONG length_of(ULONG type) const {
    for (const SecBuffer& one : list_)
      if (one.BufferType == type) return one.cbBuffer;
    return 0;
  }

 private:
  std::vector<SecBuffer> list_;
  SecBufferDesc description_{};
};

inline bytes content(const SecBuffer& of) {
  const auto* start = static_cast<const std::uint8_t*>(of.pvBuffer);
  return of.cbBuffer == 0 ? bytes{} : bytes(start, start + of.cbBuffer);
}

/// Copies what a function allocated, and frees it.
inline bytes take(SecBuffer& from) {
  bytes copy = content(from);
  FreeContextBuffer(std::exchange(from.pvBuffer, nullptr));
  from.cbBuffer = 0;
  return copy;
}

}  // namespace peers
