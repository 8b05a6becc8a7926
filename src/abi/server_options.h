// What SetCredentialsAttributes changes about a server's credential.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "abi/sspi.h"
#include "ossl/secret.h"

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

/// A key that a server's session tickets are made with.
struct session_ticket_key {
  std::array<std::uint8_t, 16> id{};
  ossl::secret material{};
};

/// Safe to use from any thread.
class server_options {
 public:
  void set(client_certificate_policy policy) {
    const std::lock_guard lock(mutex_);
    client_policy_ = std::move(policy);
  }
  void set(std::vector<session_ticket_key> keys) {
    const std::lock_guard lock(mutex_);
    ticket_keys_ = std::move(keys);
  }

  /// Nothing while none was set.
  std::optional<client_certificate_policy> client_policy() const {
    const std::lock_guard lock(mutex_);
    return client_policy_;
  }
  /// The first one is for new tickets. Empty while none was set: the server makes its own.
  std::vector<session_ticket_key> ticket_keys() const {
    const std::lock_guard lock(mutex_);
    return ticket_keys_;
  }

 private:
  mutable std::mutex mutex_;
  std::optional<client_certificate_policy> client_policy_;
  std::vector<session_ticket_key> ticket_keys_;
};

}  // namespace schannel::abi
