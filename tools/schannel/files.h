// Reading small files whole.
#pragma once

#include <string>

#include "bytes.h"

namespace schannel::tool {

/// Reads a file of certificates or keys. Throws failure when it is not there, not readable or past 16 MiB.
byte_vector read_file(const std::string& path);

}  // namespace schannel::tool
