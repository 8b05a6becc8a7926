// peer_policy: what a peer's certificate has to be like. The same chains and the same policy as programs get
// that look themselves.
#pragma once

#include <chrono>
#include <optional>

#include "core/certs/chain.h"
#include "core/certs/system_engine.h"
#include "ossl/certificate_check.h"

namespace schannel::core::certs {

struct peer_policy {
  engine_source engine;  ///< what is trusted when a certificate comes
  wanted_usages usages{};
  bool checks_name = true;
  revocation_scope revocation = revocation_scope::nothing;
  std::optional<std::chrono::seconds> revocation_freshness{};  ///< how old may be what tells
  bool overlooks_unknown_revocation = false;
  bool overlooks_offline_revocation = false;
  download_policy web{};
};

/// One that can be called from any thread.
ossl::certificate_judge judge_by(peer_policy policy);

}  // namespace schannel::core::certs
