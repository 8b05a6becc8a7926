// Structures in memory of the caller, which may be unaligned: read and written as a whole.
#pragma once

#include <cstring>

#include "abi/sspi.h"

namespace schannel::abi {

/// A copy of the Structure at `from`.
template <typename Structure>
Structure structure_at(const void* from) {
  Structure copy;
  std::memcpy(&copy, from, sizeof copy);
  return copy;
}

/// Calls `fill(Structure&)` with a copy of what is at `where`, and puts it back if all went well. A failure
/// writes nothing.
template <typename Structure, typename Fill>
SECURITY_STATUS answer_at(void* where, Fill&& fill) {
  auto copy = structure_at<Structure>(where);
  const SECURITY_STATUS status = fill(copy);
  if (status >= 0) std::memcpy(where, &copy, sizeof copy);
  return status;
}

}  // namespace schannel::abi
