// FreeContextBuffer and its counterpart.
#include "abi/memory.h"

#include <cstdlib>

#include "abi/sspi.h"

namespace schannel::abi {

void* allocate_for_caller(std::size_t size) {
  void* memory = std::calloc(1, size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void* copy_for_caller(tls::const_bytes bytes) {
  if (bytes.empty()) return nullptr;
  return std::memcpy(allocate_for_caller(bytes.size()), bytes.data(), bytes.size());
}

}  // namespace schannel::abi

SECURITY_STATUS FreeContextBuffer(void* pvContextBuffer) {
  std::free(pvContextBuffer);
  return SEC_E_OK;
}
