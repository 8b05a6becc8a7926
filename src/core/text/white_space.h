// The white space of ASCII.
#pragma once

#include <string_view>

namespace schannel::core::text {

constexpr bool is_white_space(char letter) {
  return std::string_view{" \t\r\n\v\f"}.find(letter) != std::string_view::npos;
}

constexpr bool is_white_space(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
}

}  // namespace schannel::core::text
