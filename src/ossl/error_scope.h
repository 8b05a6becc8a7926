// error_scope: gives a function OpenSSL's per-thread error queue to itself. A stale entry would be taken for
// the reason of this function's failure, and one left behind would be blamed on the thread's next TLS
// operation (SSL_get_error(3) wants the queue empty).
#pragma once

#include <openssl/err.h>

#include <new>

namespace schannel::ossl {

/// Empties this thread's queue. OpenSSL's own function visits each of its places, whether anything is there
/// or not, which takes longer than the rest of a short operation.
inline void forget_errors() {
  if (ERR_peek_error() != 0) ERR_clear_error();
}

/// Shows `look` each error, the oldest first, and leaves the queue empty. What ERR_get_error() takes out goes
/// on holding memory, and forget_errors() does not see it.
template <typename Look>
void take_each_error(Look look) {
  while (const unsigned long error = ERR_get_error()) look(error);
  ERR_clear_error();
}

/// The queue is empty when the scope begins and when it ends.
class error_scope {
 public:
  error_scope() { forget_errors(); }
  ~error_scope() { forget_errors(); }
  error_scope(const error_scope&) = delete;
  error_scope& operator=(const error_scope&) = delete;

  /// Throws std::bad_alloc when a failed allocation is among what OpenSSL reported since the scope began or
  /// since the last call, and forgets the rest.
  void throw_if_out_of_memory() const {
    bool ran_out = false;
    take_each_error([&](unsigned long error) { ran_out |= ERR_GET_REASON(error) == ERR_R_MALLOC_FAILURE; });
    if (ran_out) throw std::bad_alloc{};
  }

  /// Whether OpenSSL has reported anything at all.
  bool explains_failure() const { return ERR_peek_error() != 0; }
};

}  // namespace schannel::ossl
