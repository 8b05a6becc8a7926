// The keys that crypt32 itself makes or imports for a certificate: on disk under a new name, or as long as
// the certificate's context.
#pragma once

#include <wincrypt.h>

#include <optional>

#include "abi/crypt32/entry.h"
#include "core/certs/keys.h"
#include "core/keys/stored_key.h"

namespace schannel::abi::crypt32 {

/// Where a program asks for a key to be.
struct key_wishes {
  bool prefers_cng = false;
  bool for_machine = false;
};

/// A place of its own for a new key: in one of CryptoAPI's containers, or, if it is not RSA or so wished,
/// with CNG.
core::certs::key_location new_location(const core::keys::stored_key& key, const key_wishes& wishes);

/// Keeps a key on disk, where it stays; a place without a name gets a new one. Refuses with the codes of
/// CryptAcquireContext.
answer<core::certs::key_location> keep_key(const core::keys::stored_key& key,
                                           core::certs::key_location where);

/// Where the key behind a program's handle is kept; nothing for one that is gone with its handle.
std::optional<core::certs::key_location> location_of(HCRYPTPROV_OR_NCRYPT_KEY_HANDLE handle);
/// A program's own handle, which it closes itself.
core::certs::key_handle handle_to(HCRYPTPROV_OR_NCRYPT_KEY_HANDLE handle);

/// A handle that is closed with the last context that has it.
core::certs::key_handle hold_key(const core::keys::stored_key& key, const key_wishes& wishes);

}  // namespace schannel::abi::crypt32
