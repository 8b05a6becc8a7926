// A file that somebody opened, written anew where it is: nobody knows its name, so nothing can take its
// place.
#pragma once

#include <system_error>

#include "tls/bytes.h"

namespace schannel::core::files {

/// Whether nothing can be written at a file's beginning through this descriptor: all of it goes behind what
/// is there already (O_APPEND), or the descriptor is no file's.
bool has_no_beginning(int descriptor);

/// Writes a file from its beginning, cuts off what is left behind, flushes it to the disk and leaves the
/// position at its end. When that fails, what was there before is written back as far as the disk takes it,
/// unless the descriptor is for writing alone; what is new stays where nothing but the last flush failed, and
/// a process that is killed meanwhile leaves some of both. std::errc::permission_denied for a descriptor that
/// is for reading alone, std::errc::invalid_seek for one that has no beginning.
std::error_code rewrite(int descriptor, tls::const_bytes content);

}  // namespace schannel::core::files
