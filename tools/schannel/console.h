// What the tool says beside the data: whole lines on standard error.
#pragma once

#include <string_view>

namespace schannel::tool {

/// Writes a line to standard error.
void note(std::string_view line);

}  // namespace schannel::tool
