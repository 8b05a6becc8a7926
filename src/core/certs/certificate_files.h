// What is in a file that may hold certificates in any of several formats.
#pragma once

#include <optional>
#include <vector>

#include "core/certs/serialized.h"
#include "core/certs/store_file.h"
#include "tls/bytes.h"

namespace schannel::core::certs {

/// What was read, and the format that it would be written in again.
struct certificate_file {
  std::vector<serialized_element> elements;
  store_format format = store_format::serialized;
};

/// Takes a serialized store, PKCS #7 and certificates for what they are, in this order; the latter two as
/// DER, as PEM or as base64 in bytes or UTF-16. Nothing when it is none of these. Nothing at all is an empty
/// store.
std::optional<certificate_file> read_certificate_file(tls::const_bytes content);

}  // namespace schannel::core::certs
