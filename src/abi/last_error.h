// The last error of each thread: how functions that return BOOL, a pointer or a handle say why they failed.
#pragma once

#include <wincrypt.h>

namespace schannel::abi {

/// Sets the calling thread's last error to a status or an ERROR_* code, both of which the headers give as
/// int.
void set_last_error(int code) noexcept;

/// Sets it and returns what stands for a failure.
template <typename Value>
Value refused(int code, Value failure) noexcept {
  set_last_error(code);
  return failure;
}

}  // namespace schannel::abi
