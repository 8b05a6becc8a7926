// guarded(): the only try between the core and C. Every function of the API runs inside it.
#pragma once

#include <new>
#include <utility>

#include "abi/status.h"
#include "ossl/missing_algorithm.h"

namespace schannel::abi {

/// Runs `body`; an exception becomes the status that says the same.
template <typename Body>
SECURITY_STATUS guarded(Body&& body) noexcept {
  try {
    return std::forward<Body>(body)();
  } catch (const std::bad_alloc&) {
    return SEC_E_INSUFFICIENT_MEMORY;
  } catch (const ossl::missing_algorithm&) {
    return SEC_E_ALGORITHM_MISMATCH;
  } catch (...) {
    return SEC_E_INTERNAL_ERROR;
  }
}

}  // namespace schannel::abi
