// Properties that nobody has to set, because the certificate or revocation list itself says them.
#pragma once

#include <wincrypt.h>

#include "abi/crypt32/entry.h"
#include "ossl/certificate.h"
#include "ossl/revocation_list.h"
#include "tls/bytes.h"

namespace schannel::abi::crypt32 {

struct computed_property {
  tls::byte_vector bytes;
  bool is_kept = false;  ///< becomes a property like one that was set
};

/// CRYPT_E_NOT_FOUND for what is not computed, ERROR_INVALID_DATA for what the certificate does not allow.
answer<computed_property> compute_property(const ossl::certificate& certificate, DWORD wanted);
answer<computed_property> compute_property(const ossl::revocation_list& list, DWORD wanted);

}  // namespace schannel::abi::crypt32
