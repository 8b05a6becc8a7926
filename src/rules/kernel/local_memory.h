// Memory of the local and of the process heap, and the last error.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule local_memory[] = {
    {"SSPI-LocalAlloc",
     "Memory of any size, zeroed with LPTR; LocalFree frees it, or NULL, and returns NULL.",
     basis::documented, "Microsoft: LocalAlloc, LocalFree"},
    {"SSPI-HeapAlloc", "Memory of GetProcessHeap, zeroed with HEAP_ZERO_MEMORY; HeapFree frees it, or NULL.",
     basis::documented, "Microsoft: HeapAlloc, HeapFree"},
    {"SSPI-HeapAlloc-parameters",
     "Another heap has no memory, which HeapFree says with ERROR_INVALID_HANDLE; memory that moves is "
     "ERROR_INVALID_PARAMETER.",
     basis::chosen, "our choice: there is one heap, and nothing moves in it"},
    {"SSPI-GetLastError", "Every thread has a last error of its own, which stays until the next one.",
     basis::documented, "Microsoft: GetLastError"},
};

}  // namespace schannel::rules
