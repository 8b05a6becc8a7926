// The standard streams: that they exist, and what the tool says on standard error beside the data.
#pragma once

#include <string_view>

namespace schannel::tool {

/// Puts something in the place of standard streams that are closed. A socket would take their numbers
/// otherwise and be read and written as if it were they.
void occupy_standard_streams();

/// Writes a line to standard error.
void note(std::string_view line);

}  // namespace schannel::tool
