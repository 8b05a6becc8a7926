// Keys as bytes: private ones as PKCS #8 (RFC 5958), bare, behind a password, or as PEM text; public ones as
// certificates have them.
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "ossl/certificate.h"
#include "ossl/key_parts.h"
#include "ossl/secret_bytes.h"
#include "tls/bytes.h"
#include "tls/result.h"

namespace schannel::ossl {

secret_bytes to_pkcs8(const private_key& key);
/// cause::bad_credential for what is no PrivateKeyInfo of a key that OpenSSL knows. What lies behind it does
/// not matter.
tls::result<private_key> from_pkcs8(tls::const_bytes der);

/// PBES2 with AES-256 and SHA-256, or what the files of old Windows versions have: triple DES and SHA-1.
enum class key_protection { modern, old };

tls::byte_vector to_encrypted_pkcs8(const private_key& key, std::wstring_view password, key_protection how);

enum class pkcs8_refusal {
  malformed,       ///< the bytes are no EncryptedPrivateKeyInfo
  wrong_password,  ///< it does not decrypt them to a key
  unsupported,     ///< an unknown algorithm, or more key stretching than is reasonable
};

std::variant<private_key, pkcs8_refusal> from_encrypted_pkcs8(tls::const_bytes der,
                                                              std::wstring_view password);

/// "-----BEGIN PRIVATE KEY-----" and what belongs to it.
secret_bytes to_pem(const private_key& key);
/// Reads the first private key of a text; what stands before it does not matter.
tls::result<private_key> from_pem(tls::const_bytes text);

/// Reads a SubjectPublicKeyInfo; cause::bad_credential for one of no key that OpenSSL knows.
tls::result<public_key> from_public_key_info(tls::const_bytes der);

}  // namespace schannel::ossl
