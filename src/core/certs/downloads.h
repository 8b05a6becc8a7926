// downloads: what certificates refer to on the web, within the time that one chain may take, and kept for the
// next one.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "tls/bytes.h"
#include "web/retrieval.h"

namespace schannel::core::certs {

/// What a chain may ask the network for.
struct download_policy {
  bool fetches_issuers = true;     ///< that are missing
  bool fetches_revocation = true;  ///< lists and responses; else only what was fetched before counts
  std::chrono::milliseconds each = std::chrono::seconds{15};
  std::chrono::milliseconds altogether = std::chrono::seconds{20};
};

class downloads {
 public:
  explicit downloads(const download_policy& policy);

  const download_policy& policy() const { return policy_; }

  /// What was fetched before, by this process, if it is still kept.
  static std::optional<tls::byte_vector> find(const web::request& wanted);
  /// Fetches it now; nothing when it is not to be had in time. Kept for find().
  std::optional<tls::byte_vector> fetch(const web::request& wanted, std::size_t most_bytes) const;

 private:
  download_policy policy_;
  std::chrono::steady_clock::time_point deadline_;
};

}  // namespace schannel::core::certs
