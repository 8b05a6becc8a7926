// LocalAlloc, LocalFree, GetProcessHeap, HeapAlloc, HeapFree: the C heap under the names of Windows.
#include <wincrypt.h>

#include <algorithm>
#include <cstdlib>

#include "abi/last_error.h"

using schannel::abi::set_last_error;

namespace {

/// No bytes are an allocation too, with an address of its own.
void* allocate(SIZE_T size, bool is_zeroed) {
  size = std::max<SIZE_T>(size, 1);
  return is_zeroed ? std::calloc(1, size) : std::malloc(size);
}

/// What GetProcessHeap returns the address of.
char process_heap;

}  // namespace

HLOCAL WINAPI LocalAlloc(UINT uFlags, SIZE_T uBytes) {
  if ((uFlags & ~static_cast<UINT>(LPTR)) != 0) {
    set_last_error(ERROR_INVALID_PARAMETER);
    return nullptr;
  }
  void* memory = allocate(uBytes, (uFlags & LMEM_ZEROINIT) != 0);
  if (memory == nullptr) set_last_error(ERROR_NOT_ENOUGH_MEMORY);
  return memory;
}

HLOCAL WINAPI LocalFree(HLOCAL hMem) {
  std::free(hMem);
  return nullptr;
}

HANDLE WINAPI GetProcessHeap(void) {
  return &process_heap;
}

LPVOID WINAPI HeapAlloc(HANDLE hHeap, DWORD dwFlags, SIZE_T dwBytes) {
  if (hHeap != &process_heap) return nullptr;
  return allocate(dwBytes, (dwFlags & HEAP_ZERO_MEMORY) != 0);
}

BOOL WINAPI HeapFree(HANDLE hHeap, DWORD, LPVOID lpMem) {
  if (hHeap != &process_heap) {
    set_last_error(ERROR_INVALID_HANDLE);
    return FALSE;
  }
  std::free(lpMem);
  return TRUE;
}
