// What there is to say about the package of every context.
#pragma once

#include "abi/sspi.h"

namespace schannel::abi {

inline constexpr ULONG longest_token = 24576;

/// The package under its full name, in one block for the caller to free. Info is SecPkgInfoA or SecPkgInfoW.
template <typename Info>
Info* describe_package();

}  // namespace schannel::abi
