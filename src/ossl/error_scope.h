// error_scope: keeps what OpenSSL files in its per-thread error queue from leaking out of a function. A stale
// entry would be blamed on the next TLS operation of this thread (SSL_get_error(3) requires an empty queue).
#pragma once

#include <openssl/err.h>

#include <new>

namespace schannel::ossl {

/// Removes on destruction every error that was queued since construction.
class error_scope {
 public:
  error_scope() { ERR_set_mark(); }
  ~error_scope() { ERR_pop_to_mark(); }
  error_scope(const error_scope&) = delete;
  error_scope& operator=(const error_scope&) = delete;

  /// Throws std::bad_alloc when the latest failure of OpenSSL was a failed allocation.
  void throw_if_out_of_memory() const {
    if (ERR_GET_REASON(ERR_peek_last_error()) == ERR_R_MALLOC_FAILURE) throw std::bad_alloc{};
  }

  /// Whether OpenSSL has anything at all to say about the latest failure.
  bool explains_failure() const { return ERR_peek_last_error() != 0; }
};

}  // namespace schannel::ossl
