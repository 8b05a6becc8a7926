// What SetCredentialsAttributes changes about a server's credential.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "abi/sspi.h"

namespace schannel::abi {

/// A copy of SecPkgCred_ClientCertPolicy: how clients' certificates are checked.
struct client_certificate_policy {
  DWORD flags = 0;
  GUID policy{};
  DWORD chain_flags = 0;
  std::uint32_t retrieval_timeout = 0;                  ///< milliseconds
  std::optional<std::uint32_t> revocation_freshness{};  ///< seconds
  bool omits_usage_check = false;
  std::wstring trust_list_store{};
  std::wstring trust_list{};
};

/// Safe to use from any thread.
class server_options {
 public:
  void set(client_certificate_policy policy) {
    const std::lock_guard lock(mutex_);
    client_policy_ = std::move(policy);
  }

  /// Nothing while none was set.
  std::optional<client_certificate_policy> client_policy() const {
    const std::lock_guard lock(mutex_);
    return client_policy_;
  }

 private:
  mutable std::mutex mutex_;
  std::optional<client_certificate_policy> client_policy_;
};

}  // namespace schannel::abi
