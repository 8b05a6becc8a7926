// properties: what programs attach to a certificate besides its bytes.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/certs/keys.h"
#include "tls/bytes.h"

namespace schannel::core::certs {

/// A key by its handle. `key` is null when the number names no key of ours; it is kept and shown all the
/// same.
struct key_handle {
  std::uint64_t number = 0;
  std::uint32_t key_spec = 0;
  std::shared_ptr<const numbered_key> key;
};

/// A key by the place where a cryptographic provider keeps it.
struct key_location {
  struct parameter {
    std::uint32_t id = 0;
    tls::byte_vector data;
    std::uint32_t flags = 0;
  };

  std::optional<std::wstring> container_name;
  std::optional<std::wstring> provider_name;
  std::uint32_t provider_type = 0;
  std::uint32_t flags = 0;
  std::vector<parameter> parameters;
  std::uint32_t key_spec = 0;
  std::shared_ptr<const key_container> container;  ///< null when there is no container of that name
};

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
};

}  // namespace schannel::core::certs
