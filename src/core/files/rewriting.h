// A file that somebody opened, written anew where it is: nobody knows its name, so nothing can take its
// place.
#pragma once

#include <system_error>

#include "tls/bytes.h"

namespace schannel::core::files {

/// Whether all that is written through this descriptor goes behind what the file has already (O_APPEND).
bool is_appended_to(int descriptor);

/// Writes a file from its beginning, cuts off what is left behind, flushes it to the disk and leaves the
/// position at its end. When that fails, what was there before is written back, unless the descriptor is for
/// writing alone; a process that is killed meanwhile leaves some of both. std::errc::permission_denied for a
/// descriptor that is for reading alone, std::errc::invalid_seek for one that is appended to.
std::error_code rewrite(int descriptor, tls::const_bytes content);

}  // namespace schannel::core::files
