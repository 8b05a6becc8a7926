// Properties that nobody has to set, because the certificate or revocation list itself says them.
#pragma once

#include <wincrypt.h>

#include <optional>

#include "ossl/certificate.h"
#include "ossl/revocation_list.h"
#include "tls/bytes.h"

namespace schannel::abi::crypt32 {

struct computed_property {
  tls::byte_vector bytes;
  bool is_kept = false;  ///< becomes a property like one that was set
};

/// Nothing when the property cannot be computed.
std::optional<computed_property> compute_property(const ossl::certificate& certificate, DWORD wanted);
std::optional<computed_property> compute_property(const ossl::revocation_list& list, DWORD wanted);

}  // namespace schannel::abi::crypt32
