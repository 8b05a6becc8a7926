// The administrator's file, read: TOML with the names that the values have in Windows' registry.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "core/administration.h"

namespace schannel::core {

/// What is wrong with the file, in one clause, and where; both count from 1.
struct administration_mistake {
  std::string says;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// Values that `text` does not have keep their defaults. A name that is unknown is a mistake, since whoever
/// wrote it meant something by it.
std::variant<administration, administration_mistake> parse_administration(std::string_view text);

}  // namespace schannel::core
