// The properties that say where a certificate's private key is: by handle (key contexts), or by provider and
// container.
#pragma once

#include <wincrypt.h>

#include <set>

#include "abi/crypt32/entry.h"
#include "core/certs/properties.h"
#include "tls/bytes.h"

namespace schannel::abi::crypt32 {

bool is_key_property(DWORD number);

/// The numbers of all properties that are set, keys included.
std::set<DWORD> property_numbers(const core::certs::properties& of);

/// The property as bytes for a buffer at `destination`, which the pointers of a CRYPT_KEY_PROV_INFO lead
/// into.
answer<tls::byte_vector> read_key_property(const core::certs::properties& from, DWORD number,
                                           void* destination);

/// Sets the property from what `data` is for it: a pointer, or the handle itself. Null removes it. `flags`
/// may have CERT_STORE_NO_CRYPT_RELEASE_FLAG.
answer<BOOL> write_key_property(core::certs::properties& to, DWORD number, const void* data, DWORD flags);

}  // namespace schannel::abi::crypt32
