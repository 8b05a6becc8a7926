// CERT_TRUST_*: what is wrong with certificates and chains, as the bits that programs look at.
#pragma once

#include <wincrypt.h>

#include "core/certs/chain.h"
#include "ossl/defects.h"

namespace schannel::abi::crypt32 {

/// The errors of one certificate of a chain.
DWORD element_errors(ossl::defects wrong);

/// The errors of a whole chain. That it is not complete is no certificate's own.
DWORD chain_errors(ossl::defects wrong);

/// What error bits, which a program may have changed, say.
ossl::defects defects_of(DWORD errors);

/// The information bits of a certificate in its place, and of a whole chain.
DWORD element_information(const core::certs::chain_link& link);
DWORD chain_information(ossl::defects wrong);

}  // namespace schannel::abi::crypt32
