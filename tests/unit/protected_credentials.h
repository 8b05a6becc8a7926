// Credentials at the C functions whose connections differ in who protects their records.
#pragma once

#include "abi/credentials.h"
#include "conformance/handshakes.h"
#include "witness.h"

namespace schannel::test {

/// What the connections of that end have of a credential.
inline ossl::context& context_of(peers::role end, peers::credential& of) {
  const auto acquired = abi::credentials().find(of.handle());
  REQUIRE(acquired);
  auto& context = end == peers::role::client ? acquired->client : acquired->server;
  REQUIRE(context);
  return *context;
}

/// A credential whose connections speak `spoken`, and whose records `who` protects. A client's has a
/// certificate.
inline peers::credential credential_for(peers::role end, const language& spoken, protects who) {
  const bool is_newest = spoken.version == tls::version::tls1_3;
  const peers::tls version = is_newest ? peers::tls::v1_3 : peers::tls::v1_2;
  auto made =
      end == peers::role::client ? peers::identified_client(version) : peers::credential::of(end, version);
  ossl::context& context = context_of(end, made);
  ossl::settings wanted = context.settings();
  (is_newest ? wanted.algorithms.tls1_3_suites : wanted.algorithms.suites) = {spoken.suite};
  wanted.left_to_openssl = settings_for(who).left_to_openssl;
  auto changed = ossl::context::create(std::move(wanted));
  REQUIRE(changed);
  context = *std::move(changed);
  return made;
}

}  // namespace schannel::test
