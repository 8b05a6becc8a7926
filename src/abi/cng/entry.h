// guarded(): how every function of this folder that returns a SECURITY_STATUS begins, and its only try.
#pragma once

#include <ncrypt.h>

#include <new>
#include <utility>

#include "ossl/missing_algorithm.h"

namespace schannel::abi::cng {

/// Runs `body`; an exception becomes the status that says the same.
template <typename Body>
SECURITY_STATUS guarded(Body&& body) noexcept {
  try {
    return std::forward<Body>(body)();
  } catch (const std::bad_alloc&) {
    return NTE_NO_MEMORY;
  } catch (const ossl::missing_algorithm&) {
    return NTE_NOT_SUPPORTED;
  } catch (...) {
    return NTE_INTERNAL_ERROR;
  }
}

}  // namespace schannel::abi::cng
