// Base64 between a line that begins and a line that ends it, as in PEM files (RFC 7468).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "tls/bytes.h"

namespace schannel::core::text {

/// What stands between the lines, and where in the text the first line begins.
struct armored {
  std::string label;
  tls::byte_vector content;
  std::size_t start = 0;
  std::size_t end = 0;  ///< one past the line that ends it
};

/// Finds the first armored content, whatever its label. Nothing when there is none, or when it is not well
/// formed. With `is_strict` nothing but white space may follow.
std::optional<armored> find_armored(std::string_view text, bool is_strict = false);

}  // namespace schannel::core::text
