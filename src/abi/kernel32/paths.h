// Paths as programs written for Windows name them, and what is to be said of the files there.
#pragma once

#include <windows.h>

#include <string>
#include <string_view>

struct stat;

namespace schannel::abi {

/// A path of this system, in UTF-8: a backslash is a slash. Names with a backslash in them cannot be reached.
std::string path_of(std::string_view name);
std::string path_of(std::wstring_view name);

/// FILE_ATTRIBUTE_* of a file whose `status` was asked for.
DWORD attributes_of(const struct stat& status);

/// The ERROR_* code of an errno that opening or looking at `path` gave: where the folder is missing, too, it
/// is ERROR_PATH_NOT_FOUND.
int error_of_path(int number, const std::string& path);

}  // namespace schannel::abi
