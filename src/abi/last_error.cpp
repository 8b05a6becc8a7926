// The last error of each thread.
#include "abi/last_error.h"

namespace schannel::abi {

namespace {

thread_local DWORD last_error = ERROR_SUCCESS;

}  // namespace

void set_last_error(int code) noexcept {
  last_error = static_cast<DWORD>(code);
}

}  // namespace schannel::abi

DWORD WINAPI GetLastError(void) {
  return schannel::abi::last_error;
}

void WINAPI SetLastError(DWORD dwErrCode) {
  schannel::abi::last_error = dwErrCode;
}
