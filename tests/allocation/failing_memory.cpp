// The allocators, each behind the same question.
#include "failing_memory.h"

#include <openssl/crypto.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

thread_local std::size_t left_until_failure = 0;
thread_local bool has_failed = false;
thread_local bool has_no_tokens = false;
std::atomic<std::size_t> in_use = 0;

bool fails_now() {
  if (left_until_failure == 0 || --left_until_failure != 0) return false;
  has_failed = true;
  return true;
}

void* counted(void* memory) {
  if (memory != nullptr) ++in_use;
  return memory;
}

void give_back(void* memory) {
  if (memory != nullptr) --in_use;
  std::free(memory);
}

/// Whether OpenSSL 3.0 copes when this allocation fails. Its session cache keeps a session that it could not
/// put into the hash table, and frees it twice.
bool is_survived(const char* file) {
  return std::strstr(file, "lhash.c") == nullptr;
}

// OpenSSL's three functions; it asks for no memory of size 0.
void* allocate(std::size_t size, const char* file, int) {
  return is_survived(file) && fails_now() ? nullptr : counted(std::malloc(size));
}

void* reallocate(void* memory, std::size_t size, const char* file, int) {
  if (is_survived(file) && fails_now()) return nullptr;
  if (size == 0) {
    give_back(memory);
    return nullptr;
  }
  void* moved = std::realloc(memory, size);
  return memory == nullptr ? counted(moved) : moved;
}

void release(void* memory, const char*, int) {
  give_back(memory);
}

}  // namespace

// Linked in place of calloc (--wrap): what FreeContextBuffer frees is not counted, because free is not ours.
extern "C" void* __real_calloc(std::size_t count, std::size_t size);
extern "C" void* __wrap_calloc(std::size_t count, std::size_t size) {
  return has_no_tokens || fails_now() ? nullptr : __real_calloc(count, size);
}

void* operator new(std::size_t size) {
  void* memory = fails_now() ? nullptr : counted(std::malloc(size == 0 ? 1 : size));
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  const auto boundary = static_cast<std::size_t>(alignment);
  const std::size_t whole = (size + boundary - 1) / boundary * boundary;
  void* memory = fails_now() ? nullptr : counted(std::aligned_alloc(boundary, whole));
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept {
  give_back(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  give_back(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  give_back(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  give_back(memory);
}

namespace failing_memory {

bool install() {
  return CRYPTO_set_mem_functions(&allocate, &reallocate, &release) == 1;
}

shortage::shortage(std::size_t nth) {
  has_failed = false;
  left_until_failure = nth;
}

shortage::~shortage() {
  left_until_failure = 0;
}

bool shortage::came() const {
  return has_failed;
}

shortage_of_tokens::shortage_of_tokens() {
  has_no_tokens = true;
}

shortage_of_tokens::~shortage_of_tokens() {
  has_no_tokens = false;
}

std::size_t pieces_in_use() {
  return in_use;
}

}  // namespace failing_memory
