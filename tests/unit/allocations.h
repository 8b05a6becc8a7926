// Counts what this thread allocates, by C++ and by OpenSSL.
#pragma once

#include <cstddef>

namespace schannel::test {

/// Allocations of this thread since the program began. Nothing is counted under a sanitizer, whose own
/// functions must not be replaced.
std::size_t allocations();
bool counts_allocations();

}  // namespace schannel::test
