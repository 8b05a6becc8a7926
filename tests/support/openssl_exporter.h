// What OpenSSL exports from one of its own connections. For sources that include OpenSSL's headers.
#pragma once

#include <openssl/ssl.h>

#include <optional>
#include <stdexcept>
#include <string_view>

#include "tls/bytes.h"

namespace schannel::test {

inline tls::byte_vector exported_by(SSL* ssl, std::string_view label, std::optional<std::string_view> context,
                                    std::size_t length) {
  tls::byte_vector material(length);
  const std::string_view value = context.value_or("");
  if (SSL_export_keying_material(ssl, material.data(), material.size(), label.data(), label.size(),
                                 reinterpret_cast<const unsigned char*>(value.data()), value.size(),
                                 context ? 1 : 0) != 1)
    throw std::runtime_error{"OpenSSL exports nothing"};
  return material;
}

}  // namespace schannel::test
