// known_text: a code and what it says.
#pragma once

#include <cstdint>
#include <string_view>

namespace schannel::abi {

struct known_text {
  std::int64_t code;  ///< as the headers give it: some are negative, some are not
  std::string_view text;
};

}  // namespace schannel::abi
