// lent_credential: another credential than its own that a call brings to a context. It is in use for the
// call, and from then on if the call keeps it.
#pragma once

#include <memory>
#include <utility>

#include "abi/context.h"

namespace schannel::abi {

class lent_credential {
 public:
  /// Whether `given` may be lent: it has the context's side, and a server's has something to show.
  static bool fits(const context& to, const credential& given) {
    return to.connection.is_client() ? given.client.has_value() : given.can_accept();
  }

  /// `given` fits, or is nullptr for none.
  lent_credential(context& to, std::shared_ptr<const credential> given) noexcept : to_(to) {
    if (given != nullptr && given != to.current_credential) before_ = put(std::move(given));
  }
  lent_credential(const lent_credential&) = delete;
  lent_credential& operator=(const lent_credential&) = delete;
  ~lent_credential() {
    if (before_ != nullptr) put(std::move(before_));
  }

  void keep() { before_.reset(); }

 private:
  /// Puts it in place of the one in use, and returns that.
  std::shared_ptr<const credential> put(std::shared_ptr<const credential> given) noexcept {
    to_.connection.use_credential(to_.connection.is_client() ? *given->client : *given->server);
    return std::exchange(to_.current_credential, std::move(given));
  }

  context& to_;
  std::shared_ptr<const credential> before_;
};

}  // namespace schannel::abi
