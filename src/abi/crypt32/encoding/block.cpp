// block: a structure with everything that it points to.
#include "abi/crypt32/encoding/block.h"

#include <cstring>

#include "ossl/secret_bytes.h"

namespace schannel::abi::crypt32 {

block::~block() {
  // Private keys are decoded too.
  for (const piece& one : pieces_) ossl::wipe(one.content, one.size);
}

block::addresses block::add(std::size_t size, std::size_t alignment) {
  const std::size_t offset = (size_ + alignment - 1) / alignment * alignment;
  void* content = memory_.allocate(size, alignment);
  std::memset(content, 0, size);
  pieces_.push_back({offset, size, content});
  size_ = offset + size;
  return {content, base_ + offset};
}

std::uintptr_t block::copy(const void* from, std::size_t size, std::size_t alignment) {
  const auto [here, there] = add(size, alignment);
  std::memcpy(here, from, size);
  return there;
}

BYTE* block::bytes(tls::const_bytes from) {
  if (from.empty()) return nullptr;
  return reinterpret_cast<BYTE*>(copy(from.data(), from.size(), 1));
}

LPSTR block::text(std::string_view from) {
  const std::string terminated{from};
  return reinterpret_cast<LPSTR>(copy(terminated.c_str(), terminated.size() + 1, 1));
}

LPWSTR block::text(std::wstring_view from) {
  const std::wstring terminated{from};
  return reinterpret_cast<LPWSTR>(
      copy(terminated.c_str(), (terminated.size() + 1) * sizeof(WCHAR), alignof(WCHAR)));
}

CRYPT_INTEGER_BLOB block::blob(tls::const_bytes from) {
  return {static_cast<DWORD>(from.size()), bytes(from)};
}

CRYPT_BIT_BLOB block::bits(const ossl::bit_string& from) {
  return {static_cast<DWORD>(from.bytes.size()), bytes(from.bytes), from.unused_bits};
}

CRYPT_ALGORITHM_IDENTIFIER block::algorithm(const ossl::algorithm_identifier& from) {
  return {text(from.oid), blob(from.parameters)};
}

void block::copy_out() const {
  auto* const destination = reinterpret_cast<std::byte*>(base_);
  for (const piece& one : pieces_) std::memcpy(destination + one.offset, one.content, one.size);
}

}  // namespace schannel::abi::crypt32
