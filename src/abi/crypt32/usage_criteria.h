// CERT_FIND_ENHKEY_USAGE: certificates for certain purposes.
#pragma once

#include <wincrypt.h>

#include "abi/crypt32/entry.h"
#include "core/certs/search.h"

namespace schannel::abi::crypt32 {

/// Certificates whose extension and property, as far as `flags` (CERT_FIND_*_ENHKEY_USAGE_FLAG) want them,
/// name all of `wanted`, or one of them. Without `wanted`, those that name anything.
answer<core::certs::criterion> by_usage(const CTL_USAGE* wanted, DWORD flags);

}  // namespace schannel::abi::crypt32
