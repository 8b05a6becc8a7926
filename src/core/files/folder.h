// What is in a folder.
#pragma once

#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace schannel::core::files {

/// The names in a folder, in their order. When memory runs out this throws std::bad_alloc, where the standard
/// library's directory_iterator may end the process: GCC 12 has it allocate in a function that is noexcept.
std::vector<std::string> names_in(const std::filesystem::path& folder, std::error_code& failed);

}  // namespace schannel::core::files
