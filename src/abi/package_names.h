// The names under which a program may ask for this package.
#pragma once

#include "abi/sspi.h"

namespace schannel::abi {

/// Whether `name` is one of the package's names, case aside; NULL is none.
bool names_a_package(const char* name);
bool names_a_package(const wchar_t* name);

}  // namespace schannel::abi
