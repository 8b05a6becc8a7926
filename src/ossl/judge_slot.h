// judge_slot: who looks at the certificates of a server's clients, for the program to know; nothing comes of
// it.
#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "ossl/certificate_check.h"

namespace schannel::ossl {

/// A credential's, which may be set at any time. Safe to use from any thread.
class judge_slot {
 public:
  void set(certificate_judge judge) {
    auto made = std::make_shared<const certificate_judge>(std::move(judge));
    const std::scoped_lock lock{mutex_};
    judge_ = std::move(made);
  }
  /// nullptr while none was set.
  std::shared_ptr<const certificate_judge> current() const {
    const std::scoped_lock lock{mutex_};
    return judge_;
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const certificate_judge> judge_;
};

}  // namespace schannel::ossl
