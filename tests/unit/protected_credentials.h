// Credentials at the C functions whose connections differ in who protects their records.
#pragma once

#include "abi/credentials.h"
#include "support/ends.h"
#include "witness.h"

namespace schannel::test {

/// A credential whose connections speak `spoken`, and whose records `who` protects.
inline peers::credential credential_for(peers::role end, const language& spoken, protects who) {
  const bool is_newest = spoken.version == tls::version::tls1_3;
  auto made = peers::credential::of(end, is_newest ? peers::tls::v1_3 : peers::tls::v1_2);
  const auto acquired = abi::credentials().find(made.handle());
  REQUIRE(acquired);
  auto& context = end == peers::role::client ? acquired->client : acquired->server;
  ossl::settings wanted = context->settings();
  (is_newest ? wanted.algorithms.tls1_3_suites : wanted.algorithms.suites) = {spoken.suite};
  wanted.left_to_openssl = settings_for(who).left_to_openssl;
  auto changed = ossl::context::create(std::move(wanted));
  REQUIRE(changed);
  context = *std::move(changed);
  return made;
}

}  // namespace schannel::test
