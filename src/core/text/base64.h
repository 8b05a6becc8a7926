// Base64 (RFC 4648) as the certificate functions of Windows read and write it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tls/bytes.h"

namespace schannel::core::text {

enum class base64_alphabet {
  standard,  ///< "+" and "/", padded with "="
  uri,       ///< "-" and "_", not padded when written
};

/// One line without breaks.
std::string base64_of(tls::const_bytes bytes, base64_alphabet alphabet = base64_alphabet::standard);

/// Reads `text`, where white space may stand anywhere. What follows the padding does not count unless
/// `is_strict`, where it has to be white space. Nothing when a character or the length is wrong.
std::optional<tls::byte_vector> from_base64(std::string_view text, bool is_strict = false,
                                            base64_alphabet alphabet = base64_alphabet::standard);

}  // namespace schannel::core::text
