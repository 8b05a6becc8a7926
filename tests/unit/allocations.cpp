// Replaces the program's allocation functions by counting ones, whose freed memory can be kept.
#include "allocations.h"

#include <malloc.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

thread_local std::size_t count = 0;
bool counts_openssl = false;

/// Blocks that were freed and are kept, in memory that is nobody else's.
struct blocks {
  void** list = nullptr;
  std::size_t size = 0;
  std::size_t room = 0;

  void add(void* block) {
    if (size == room) {
      room = std::max<std::size_t>(1024, 2 * room);
      list = static_cast<void**>(std::realloc(list, room * sizeof *list));
      if (list == nullptr) std::abort();
    }
    list[size++] = block;
  }
};

thread_local blocks kept;
thread_local bool keeps = false;

void release(void* memory) {
  if (keeps && memory != nullptr)
    kept.add(memory);
  else
    std::free(memory);
}

void* counted(std::size_t size, const char*, int) {
  ++count;
  return std::malloc(size);
}

void* recounted(void* old, std::size_t size, const char*, int) {
  ++count;
  if (!keeps || old == nullptr) return std::realloc(old, size);
  void* memory = std::malloc(size);
  if (memory == nullptr) return nullptr;
  std::memcpy(memory, old, std::min(size, malloc_usable_size(old)));
  release(old);
  return memory;
}

void forget(void* memory, const char*, int) {
  release(memory);
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
  release(memory);
}

void operator delete(void* memory, std::align_val_t) noexcept {
  release(memory);
}

void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  release(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
  release(memory);
}

#endif

namespace schannel::test {

std::size_t allocations() {
  return count;
}

bool counts_allocations() {
  return counts_openssl;
}

kept_memory::kept_memory() {
  keeps = true;
}

kept_memory::~kept_memory() {
  keeps = false;
  for (std::size_t index = 0; index < kept.size; ++index) std::free(kept.list[index]);
  std::free(kept.list);
  kept = {};
}

std::size_t kept_memory::blocks() const {
  return kept.size;
}

std::size_t kept_memory::blocks_with(std::span<const std::uint8_t> bytes,
                                     std::span<const void* const> but_for) const {
  return static_cast<std::size_t>(std::count_if(kept.list, kept.list + kept.size, [&](const void* block) {
    return std::ranges::find(but_for, block) == but_for.end() &&
           memmem(block, malloc_usable_size(const_cast<void*>(block)), bytes.data(), bytes.size()) != nullptr;
  }));
}

}  // namespace schannel::test
