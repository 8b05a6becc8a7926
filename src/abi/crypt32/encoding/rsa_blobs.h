// RSA keys as the blobs of CryptImportKey ("Base Provider Key BLOBs" in Microsoft's pages) and of
// NCryptImportKey (BCRYPT_RSAKEY_BLOB).
#pragma once

#include <wincrypt.h>

#include <optional>

#include "ossl/asn1/keys.h"

namespace schannel::abi::crypt32 {

// Nothing for a key whose numbers have no room in its blob.
std::optional<ossl::secret_bytes> public_key_blob(const ossl::asn1::rsa_public_key& key);
std::optional<ossl::secret_bytes> private_key_blob(const ossl::asn1::rsa_private_key& key);
ossl::secret_bytes cng_public_blob(const ossl::asn1::rsa_public_key& key);
ossl::secret_bytes cng_private_blob(const ossl::asn1::rsa_private_key& key);

// The other direction: `blob` is as long as it says itself. Nothing for what is no such blob.
std::optional<ossl::asn1::rsa_public_key> public_key_of(const void* blob);
std::optional<ossl::asn1::rsa_private_key> private_key_of(const void* blob);

}  // namespace schannel::abi::crypt32
