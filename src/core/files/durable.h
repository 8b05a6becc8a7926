// Files that are there as a whole or not at all, whenever the process or the machine stops.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <system_error>

#include "ossl/secret_bytes.h"
#include "tls/bytes.h"

namespace schannel::core::files {

/// Whether a file of that name may be there already.
enum class existing { kept, replaced };

/// Writes a file that its owner alone may read: under a passing name first, flushed to the disk, then under
/// its own. With existing::kept it fails with std::errc::file_exists when another was faster.
std::error_code write_private(const std::filesystem::path& path, tls::const_bytes content, existing what);

/// A file's bytes, or why there are none.
struct reading {
  ossl::secret_bytes content;
  std::error_code error;
};

/// Reads a file of at most `limit` bytes, a longer one is std::errc::bad_message. It has to be an ordinary
/// one that no one but its owner may read or write, else std::errc::permission_denied; a link is not
/// followed.
reading read_private(const std::filesystem::path& path, std::size_t limit);

/// Makes the directories that are missing, for their owner alone.
std::error_code make_private_directories(const std::filesystem::path& path);

/// Removes a file, or a directory with the files in it, at once: what is half removed has no name any more.
std::error_code remove_at_once(const std::filesystem::path& path);

}  // namespace schannel::core::files
