// The libraries that programs find by name.
#pragma once

#include <windows.h>

namespace schannel::abi {

/// Whether a handle is one of GetModuleHandle or LoadLibrary.
bool is_module(HMODULE handle);

/// Whether it is the one of the program itself.
bool is_program(HMODULE handle);

}  // namespace schannel::abi
