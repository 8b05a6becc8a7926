// Where the private key of a certificate is: by the number of an open handle, or by the place where a
// provider keeps it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/keys/folder.h"
#include "core/keys/numbers.h"
#include "tls/bytes.h"
#include "tls/result.h"

namespace schannel::core::certs {

/// How CryptoAPI numbers the purposes of keys, and what stands in their place for a key of CNG.
inline constexpr std::uint32_t exchange_key_spec = 1;
inline constexpr std::uint32_t signature_key_spec = 2;
inline constexpr std::uint32_t cng_key_spec = 0xFFFF'FFFF;

/// A key by its handle. `holder` is null when the number names none of ours; it is kept and shown all the
/// same. A holder lives on when a program closes its handle before it is done with the certificate.
struct key_handle {
  std::uint64_t number = 0;
  std::uint32_t key_spec = 0;
  std::shared_ptr<const keys::key_holder> holder{};
  /// Closes the handle with the last context; null where that is the program's own business.
  std::shared_ptr<const keys::ownership> closes{};
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

  /// Whether it is one of CNG's, whose providers have no type.
  bool is_cng() const { return provider_type == 0; }
  keys::owner whose() const;
  /// The name of the container or key.
  std::wstring name() const;
};

/// Reads the key that is kept there now.
keys::outcome<keys::stored_key> load(const key_location& from);

/// Removes the key, and the container around it.
keys::outcome<keys::done> remove(const key_location& where);

}  // namespace schannel::core::certs
