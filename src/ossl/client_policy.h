// client_policy: how a server checks its clients' certificates, for the program to know; nothing comes of it.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "ossl/certificate.h"

struct ssl_st;
struct x509_store_st;

namespace schannel::ossl {

class client_policy {
 public:
  /// Trusts `roots`, and the system's besides unless they are all there is. Throws std::bad_alloc.
  client_policy(const std::vector<certificate>& roots, bool trusts_only_them, bool checks_usage);

  /// Makes the connection check its peer so; false when OpenSSL fails.
  bool apply(ssl_st* ssl) const;

 private:
  std::shared_ptr<x509_store_st> trusted_;
  bool checks_usage_;
};

/// A credential's, which may be set at any time. Safe to use from any thread.
class client_policy_slot {
 public:
  void set(client_policy policy) {
    const std::lock_guard lock(mutex_);
    policy_ = std::move(policy);
  }
  /// Nothing while none was set.
  std::optional<client_policy> current() const {
    const std::lock_guard lock(mutex_);
    return policy_;
  }

 private:
  mutable std::mutex mutex_;
  std::optional<client_policy> policy_;
};

}  // namespace schannel::ossl
