// Bytes as hexadecimal digits: in a row, or in columns with an address before and the characters behind.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tls/bytes.h"

namespace schannel::core::text {

/// What stands in a line besides the digits of its 16 bytes.
struct hexadecimal_columns {
  bool has_address = false;
  bool has_characters = false;
};

/// Two digits a byte, in a row.
std::string hexadecimal_row(tls::const_bytes bytes);
/// Lines of 16 bytes in two groups of 8, each line ended by `line_break`. When that is empty there is one
/// line with single blanks.
std::string hexadecimal_lines(tls::const_bytes bytes, hexadecimal_columns columns,
                              std::string_view line_break);

/// Reads digits in pairs, between which white space may stand. Nothing when something else stands there.
std::optional<tls::byte_vector> from_hexadecimal(std::string_view text);
/// Reads lines of that form: what comes before and after the digits is passed over.
std::optional<tls::byte_vector> from_hexadecimal_lines(std::string_view text, hexadecimal_columns columns);

}  // namespace schannel::core::text
