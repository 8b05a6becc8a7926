// error_scope: gives a function OpenSSL's per-thread error queue to itself. A stale entry would be taken for
// the reason of this function's failure, and one left behind would be blamed on the thread's next TLS
// operation (SSL_get_error(3) wants the queue empty).
#pragma once

#include <openssl/err.h>

#include <new>

namespace schannel::ossl {

/// The queue is empty when the scope begins and when it ends.
class error_scope {
 public:
  error_scope() { ERR_clear_error(); }
  ~error_scope() { ERR_clear_error(); }
  error_scope(const error_scope&) = delete;
  error_scope& operator=(const error_scope&) = delete;

  /// Throws std::bad_alloc when a failed allocation is among what OpenSSL reported since the scope began or
  /// since the last call, and forgets the rest.
  void throw_if_out_of_memory() const {
    while (const unsigned long error = ERR_get_error())
      if (ERR_GET_REASON(error) == ERR_R_MALLOC_FAILURE) throw std::bad_alloc{};
  }

  /// Whether OpenSSL has reported anything at all.
  bool explains_failure() const { return ERR_peek_error() != 0; }
};

}  // namespace schannel::ossl
