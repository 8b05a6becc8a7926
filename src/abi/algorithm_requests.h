// What a program's lists of algorithms say: ALG_IDs of a SCHANNEL_CRED, CRYPTO_SETTINGS of a TLS_PARAMETERS.
#pragma once

#include <span>
#include <vector>

#include "abi/sspi.h"
#include "core/policy.h"

namespace schannel::abi {

/// Sorts the ids by what they are for. Of each class that has one in the list, only what the list names is
/// wanted; an id that no suite uses names nothing.
core::algorithm_request algorithms_in(std::span<const ALG_ID> ids);

/// cause::malformed_options for a usage that is none, more chaining modes than documented, or a text that is
/// not there.
tls::result<std::vector<core::disabled_algorithm>> disabled_by(std::span<const CRYPTO_SETTINGS> settings);

/// Both strengths of a SCHANNEL_CRED in one; cause::malformed_options for a maximum of -1 without a minimum
/// of -1.
tls::result<core::strength_request> strength_between(DWORD minimum, DWORD maximum);

}  // namespace schannel::abi
