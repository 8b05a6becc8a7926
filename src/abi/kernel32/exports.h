// Every function of this library by its name.
#pragma once

#include <windows.h>

#include <string_view>

namespace schannel::abi {

/// Null for a name that no function has.
FARPROC find_export(std::string_view name);

}  // namespace schannel::abi
