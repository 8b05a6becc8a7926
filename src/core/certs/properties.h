// properties: what programs attach to a certificate besides its bytes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "core/certs/keys.h"
#include "tls/bytes.h"
#include "tls/result.h"

namespace schannel::core::certs {

struct properties {
  std::map<std::uint32_t, tls::byte_vector> values;  ///< by property number
  std::optional<key_handle> handle;
  std::optional<key_location> location;

  /// What a copy of the certificate starts with: everything but the key handle, which belongs to one context
  /// alone.
  properties for_copy() const { return {values, std::nullopt, location}; }

  /// Takes over from `other` what is not set here, the key handle excepted.
  void inherit(const properties& other) {
    values.insert(other.values.begin(), other.values.end());
    if (!location) location = other.location;
  }

  /// Whether a private key is attached by handle or by place, usable or not.
  bool has_key() const { return (handle && handle->number != 0) || location.has_value(); }

  /// The private key with what may be done with it, by handle first, else from where it is kept, which may
  /// mean reading a file. trouble::no_key when none is attached.
  keys::outcome<keys::stored_key> load_key() const;

  /// The same for who needs no more than the key. cause::no_certificate when none is attached,
  /// cause::bad_credential when one is attached that cannot be reached.
  tls::result<ossl::private_key> private_key() const;
};

}  // namespace schannel::core::certs
