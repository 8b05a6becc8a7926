// Memory of the local and of the process heap: what functions that allocate for their caller hand out.
#pragma once

#include "api.h"
#include "types.h"

typedef HANDLE HLOCAL;

#define LMEM_FIXED    0x0
#define LMEM_ZEROINIT 0x40
#define LPTR          (LMEM_FIXED | LMEM_ZEROINIT)

#define HEAP_NO_SERIALIZE        0x1
#define HEAP_GENERATE_EXCEPTIONS 0x4
#define HEAP_ZERO_MEMORY         0x8

OPENSCHANNEL_BEGIN_C

/// Allocates uBytes bytes, zeroed with LMEM_ZEROINIT. Returns NULL with ERROR_NOT_ENOUGH_MEMORY. Handles are
/// always addresses: LMEM_MOVEABLE gets ERROR_INVALID_PARAMETER.
OPENSCHANNEL_API HLOCAL WINAPI LocalAlloc(UINT uFlags, SIZE_T uBytes);

/// Frees memory of LocalAlloc, or of a function that says so. Returns NULL; NULL is allowed.
OPENSCHANNEL_API HLOCAL WINAPI LocalFree(HLOCAL hMem);

/// Returns the one heap of this process, for HeapAlloc and HeapFree.
OPENSCHANNEL_API HANDLE WINAPI GetProcessHeap(void);

/// Allocates dwBytes bytes, zeroed with HEAP_ZERO_MEMORY. Returns NULL, and sets no error, when there is no
/// memory.
OPENSCHANNEL_API LPVOID WINAPI HeapAlloc(HANDLE hHeap, DWORD dwFlags, SIZE_T dwBytes);

/// Frees memory of HeapAlloc. NULL is allowed.
OPENSCHANNEL_API BOOL WINAPI HeapFree(HANDLE hHeap, DWORD dwFlags, LPVOID lpMem);

OPENSCHANNEL_END_C
