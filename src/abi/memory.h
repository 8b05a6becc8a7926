// Memory that a caller frees with FreeContextBuffer.
#pragma once

#include <cstddef>
#include <cstring>
#include <new>

#include "tls/bytes.h"

namespace schannel::abi {

/// `size` zeroed bytes; throws std::bad_alloc.
void* allocate_for_caller(std::size_t size);

/// A copy of `bytes`; nullptr for none. Throws std::bad_alloc.
void* copy_for_caller(tls::const_bytes bytes);

}  // namespace schannel::abi
