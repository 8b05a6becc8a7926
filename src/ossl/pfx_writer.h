// PFX files, written.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "ossl/key_encoding.h"
#include "ossl/pfx.h"
#include "tls/bytes.h"

namespace schannel::ossl {

/// Writes certificates and keys, both encrypted, with an integrity code over all. key_protection::old is
/// triple DES and SHA-1, which every reader knows; key_protection::modern is AES-256 and SHA-256.
tls::byte_vector write_pfx(std::span<const pfx_certificate> certificates, std::wstring_view password,
                           key_protection how);

}  // namespace schannel::ossl
