// Files that are there as a whole or not at all, whenever the process or the machine stops.
#pragma once

#include <cstddef>
#include <filesystem>
#include <system_error>

#include "tls/bytes.h"

namespace schannel::core::files {

/// Who may read what is written; none but the owner may write it.
enum class access {
  owner_alone,
  everyone,
  as_before,  ///< whoever could read the file that is replaced; for a new one, everyone
};

/// Writes a file: under a passing name first, flushed to the disk, then under its own. Whatever fails, a file
/// that was there before still is.
std::error_code write_whole(const std::filesystem::path& path, tls::const_bytes content, access who);

/// A file's bytes, or why there are none.
struct whole_file {
  tls::byte_vector content;
  std::error_code error;
};

/// Reads an ordinary file of at most `limit` bytes; std::errc::bad_message for a longer one,
/// std::errc::invalid_argument for what is no file.
whole_file read_whole(const std::filesystem::path& path, std::size_t limit);
/// The same of a file that is open, from its beginning.
whole_file read_whole(int descriptor, std::size_t limit);

/// Removes a file for good. That it is not there is no failure.
std::error_code remove_file(const std::filesystem::path& path);

/// Removes a directory with the files in it, at once: what is half removed has no name any more.
std::error_code remove_directory(const std::filesystem::path& path);

/// Makes the directories that are missing.
std::error_code make_directories(const std::filesystem::path& path, access who);

/// Removes what killed processes left under passing names in a directory long ago, files and directories with
/// what is in them. What is younger may be a living process' work.
void remove_leftovers(const std::filesystem::path& directory);

}  // namespace schannel::core::files
