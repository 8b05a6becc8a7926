// lent_credential: another credential than its own that a call brings to a context. It is in use for the
// call, and from then on if the call keeps it or leaves something undelivered, which was done with it.
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "abi/context.h"

namespace schannel::abi {

class lent_credential {
 public:
  /// Whether `given` may be lent: it has the context's side, and a server's has something to show.
  static bool fits(const context& to, const credential& given) {
    return to.connection.is_client() ? given.client.has_value() : given.can_accept();
  }

  /// `given` fits, or is nullptr for none; where one is given, nothing is undelivered.
  lent_credential(context& to, std::shared_ptr<const credential> given) noexcept : to_(to) {
    if (given == nullptr || given == to.current_credential) return;
    former_side_ = to.connection.use_credential(to.connection.is_client() ? *given->client : *given->server);
    former_ = std::exchange(to.current_credential, std::move(given));
  }
  lent_credential(const lent_credential&) = delete;
  lent_credential& operator=(const lent_credential&) = delete;
  ~lent_credential() {
    if (former_ == nullptr || to_.undelivered) return;
    if (former_side_) to_.connection.return_to(*std::move(former_side_));
    to_.current_credential = std::move(former_);
  }

  void keep() { former_.reset(); }

 private:
  context& to_;
  std::shared_ptr<const credential> former_;
  std::optional<ossl::shown_side> former_side_;
};

}  // namespace schannel::abi
