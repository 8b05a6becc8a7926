// Memory that runs out on request: operator new, calloc and OpenSSL's allocator ask here first.
#pragma once

#include <cstddef>

namespace failing_memory {

/// Puts itself before OpenSSL's allocator. To be called before anything else of OpenSSL is; false when it is
/// too late.
bool install();

/// While it lives the nth allocation of this thread fails, counted from 1. 0 fails none.
class shortage {
 public:
  explicit shortage(std::size_t nth);
  ~shortage();
  shortage(const shortage&) = delete;
  shortage& operator=(const shortage&) = delete;

  /// Whether the allocation that was to fail has come.
  bool came() const;
};

/// While it lives this thread has no memory for what FreeContextBuffer frees, and all it wants for the rest.
class shortage_of_tokens {
 public:
  shortage_of_tokens();
  ~shortage_of_tokens();
  shortage_of_tokens(const shortage_of_tokens&) = delete;
  shortage_of_tokens& operator=(const shortage_of_tokens&) = delete;
};

/// How many pieces of memory are in use.
std::size_t pieces_in_use();

}  // namespace failing_memory
