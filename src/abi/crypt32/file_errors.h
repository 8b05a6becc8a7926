// What the operating system has against a file, as the Windows API says it.
#pragma once

#include <system_error>

namespace schannel::abi::crypt32 {

/// An ERROR_* code.
int code_of(std::error_code error);

}  // namespace schannel::abi::crypt32
