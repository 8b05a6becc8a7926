// The definition of a message: text with line breaks, escapes and inserts, and what becomes of them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "abi/kernel32/insert_arguments.h"
#include "abi/kernel32/insert_format.h"
#include "abi/kernel32/message_lines.h"

namespace schannel::abi {

/// A message has no more characters than these.
inline constexpr std::size_t longest_message = 0x10000;

/// Copies a definition into lines; escapes and inserts stay as they are.
void copy_definition(std::wstring_view definition, message_lines& to);

/// Carries out a definition. Returns ERROR_SUCCESS, ERROR_INVALID_PARAMETER for what is no definition or
/// needs arguments that are not there, or ERROR_MORE_DATA when the message is too long.
int carry_out_definition(std::wstring_view definition, character_size characters, insert_arguments* arguments,
                         message_lines& to);

}  // namespace schannel::abi
