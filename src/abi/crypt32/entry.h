// guarded(): how every function of this folder begins, and its only try. A function answers with its value or
// with the reason why it has none; the reason becomes the thread's last error here and nowhere else.
#pragma once

#include <wincrypt.h>

#include <new>
#include <utility>
#include <variant>

#include "abi/last_error.h"
#include "ossl/missing_algorithm.h"

namespace schannel::abi::crypt32 {

/// Why there is no answer: a status or an ERROR_* code.
struct refusal {
  int code = E_UNEXPECTED;
};

template <typename T>
using answer = std::variant<T, refusal>;

/// Runs `body`, which answers with a T. Without an answer, or with an exception, the result is a T that says
/// so (FALSE or NULL).
template <typename T, typename Body>
T guarded(Body&& body) noexcept {
  try {
    answer<T> outcome = std::forward<Body>(body)();
    if (T* value = std::get_if<T>(&outcome)) return std::move(*value);
    set_last_error(std::get<refusal>(outcome).code);
  } catch (const std::bad_alloc&) {
    set_last_error(E_OUTOFMEMORY);
  } catch (const ossl::missing_algorithm&) {
    set_last_error(NTE_BAD_ALGID);
  } catch (...) {
    set_last_error(E_UNEXPECTED);
  }
  return T{};
}

}  // namespace schannel::abi::crypt32
