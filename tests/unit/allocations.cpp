// Replaces the program's allocation functions by counting ones.
#include "allocations.h"

#include <openssl/crypto.h>

#include <cstdlib>
#include <new>

namespace {

thread_local std::size_t count = 0;
bool counts_openssl = false;

void* counted(std::size_t size, const char*, int) {
  ++count;
  return std::malloc(size);
}

void* recounted(void* old, std::size_t size, const char*, int) {
  ++count;
  return std::realloc(old, size);
}

void forget(void* memory, const char*, int) {
  std::free(memory);
}

// OpenSSL takes other functions only before it has allocated anything.
__attribute__((constructor(101))) void count_openssl() {
  counts_openssl = CRYPTO_set_mem_functions(counted, recounted, forget) == 1;
}

}  // namespace

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

void* operator new(std::size_t size) {
  ++count;
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc{};
  return memory;
}

void* operator new(std::size_t size, std::align_val_t alignment) {
  ++count;
  const auto boundary = static_cast<std::size_t>(alignment);
  void* memory = std::aligned_alloc(boundary, (size + boundary - 1) / boundary * boundary);
  if (memory == nullptr) throw std::bad_alloc{};
  return memory;
}

void operator delete(void* memory) noexcept {
  std::free(memory);
}

void operator delete(void* memory, std::align_val_t) noexcept {
  std::free(memory);
}

void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

#endif

namespace schannel::test {

std::size_t allocations() {
  return count;
}

bool counts_allocations() {
  return counts_openssl;
}

}  // namespace schannel::test
