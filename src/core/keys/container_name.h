// The names of containers and keys: made up for programs that give none, and turned into names of files.
#pragma once

#include <string>
#include <string_view>

namespace schannel::core::keys {

/// A new name in the form of a GUID.
std::wstring fresh_name();

/// The container of a program that names none: it is named after the user.
std::wstring default_name();

/// A file's name for any name at all: no two names share one, except that ASCII letters may differ in case,
/// as on Windows. It has at most 80 characters and never a dot or a slash.
std::string file_name_of(std::wstring_view name);

}  // namespace schannel::core::keys
