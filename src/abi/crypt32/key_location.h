// CRYPT_KEY_PROV_INFO, read and written.
#pragma once

#include <wincrypt.h>

#include <optional>

#include "core/certs/properties.h"
#include "tls/bytes.h"

namespace schannel::abi::crypt32 {

/// A deep copy; nothing when parameters are missing.
std::optional<core::certs::key_location> to_key_location(const CRYPT_KEY_PROV_INFO& given);

/// A CRYPT_KEY_PROV_INFO with everything it points to behind it, for a buffer at `destination`.
tls::byte_vector to_provider_info(const core::certs::key_location& location, void* destination);

}  // namespace schannel::abi::crypt32
