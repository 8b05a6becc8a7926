// stored_key: a private key with what may be done with it, as it is kept in memory and on disk.
#pragma once

#include <cstdint>

#include "core/keys/outcome.h"
#include "ossl/certificate.h"
#include "ossl/secret_bytes.h"
#include "tls/bytes.h"

namespace schannel::core::keys {

/// The bits are those of CNG's properties "Export Policy" and "Key Usage".
struct permissions {
  static constexpr std::uint32_t may_be_exported = 0x1;
  static constexpr std::uint32_t may_be_exported_in_the_clear = 0x2;
  static constexpr std::uint32_t any_usage = 0x00FF'FFFF;

  std::uint32_t export_policy = 0;
  std::uint32_t usage = any_usage;

  /// What CRYPT_EXPORTABLE stands for.
  static permissions for_export(bool allowed) {
    return {allowed ? may_be_exported | may_be_exported_in_the_clear : 0, any_usage};
  }
  bool allow_export() const { return (export_policy & may_be_exported) != 0; }
  bool allow_clear_export() const { return (export_policy & may_be_exported_in_the_clear) != 0; }
};

struct stored_key {
  ossl::private_key key;
  permissions allowed;
};

/// The text of a key's file: lines that say what is allowed, then the key as PEM, which is PKCS #8.
ossl::secret_bytes to_text(const stored_key& key);
/// trouble::damaged for anything else than to_text() writes.
outcome<stored_key> from_text(tls::const_bytes text);

}  // namespace schannel::core::keys
