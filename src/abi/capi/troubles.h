// From what became of a stored key to the code that says so.
#pragma once

#include <wincrypt.h>

#include "core/keys/outcome.h"

namespace schannel::abi::capi {

/// The NTE_* or ERROR_* code, as CryptoAPI and CNG have them in common; what is not there differs between
/// them.
int code_of(core::keys::trouble why, int not_there = NTE_BAD_KEYSET);

}  // namespace schannel::abi::capi
