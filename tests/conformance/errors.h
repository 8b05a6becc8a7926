// Why a function failed, for functions that say so through the last error.
#pragma once

#include "support/windows_api.h"

namespace peers {

/// The last error after a call that fails; ERROR_SUCCESS when it does not fail.
template <typename Call>
SECURITY_STATUS error_of(Call&& call) {
  SetLastError(ERROR_GEN_FAILURE);
  return call() ? ERROR_SUCCESS : static_cast<SECURITY_STATUS>(GetLastError());
}

}  // namespace peers
