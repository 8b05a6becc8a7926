// block: a structure with everything that it points to, laid out one behind the other in one block of memory.
#pragma once

#include <wincrypt.h>

#include <cstddef>
#include <functional>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "ossl/certificate_fields.h"
#include "tls/bytes.h"

namespace schannel::abi::crypt32 {

/// Collects what goes into the block. Addresses are those that things will have at the destination, which may
/// have any alignment; there they get with copy_out. Whoever only wants the size names no destination.
class block {
 public:
  explicit block(void* destination = nullptr) : base_(reinterpret_cast<std::uintptr_t>(destination)) {}
  ~block();
  block(const block&) = delete;
  block& operator=(const block&) = delete;

  /// Structures that can be filled here, and their address there.
  template <typename T>
  struct place {
    T* here = nullptr;
    T* there = nullptr;
  };

  /// `count` zeroed structures; none at no address.
  template <typename T>
  place<T> array(std::size_t count) {
    if (count == 0) return {};
    const auto [here, there] = add(count * sizeof(T), alignof(T));
    return {static_cast<T*>(here), reinterpret_cast<T*>(there)};
  }

  // Copies, by their address there. Nothing has no address.
  BYTE* bytes(tls::const_bytes from);
  LPSTR text(std::string_view from);
  LPWSTR text(std::wstring_view from);

  // The same inside the structures that point at them.
  CRYPT_INTEGER_BLOB blob(tls::const_bytes from);
  CRYPT_BIT_BLOB bits(const ossl::bit_string& from);
  CRYPT_ALGORITHM_IDENTIFIER algorithm(const ossl::algorithm_identifier& from);

  std::size_t size() const { return size_; }
  /// Copies all to the destination, which has room for size() bytes.
  void copy_out() const;

 private:
  struct piece {
    std::size_t offset;
    std::size_t size;
    void* content;
  };
  struct addresses {
    void* here;
    std::uintptr_t there;
  };

  addresses add(std::size_t size, std::size_t alignment);
  std::uintptr_t copy(const void* from, std::size_t size, std::size_t alignment);

  std::uintptr_t base_;
  std::size_t size_ = 0;
  std::pmr::monotonic_buffer_resource memory_;
  std::vector<piece> pieces_;
};

/// Puts a structure first and what it points to behind it; the same each time it is called.
using layout = std::function<void(block&)>;

}  // namespace schannel::abi::crypt32
