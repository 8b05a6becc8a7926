// A certificate proves itself in handshakes, whatever way its key is attached in.
#pragma once

#include "handshakes.h"

namespace peers {

/// Handshakes with both ends showing that certificate.
inline void check_both_roles(const certificate& shown) {
  for (const tls version : every_version) {
    INFO(name_of(version));
    credential_data client(role::client, version);
    client.uses(shown);
    credential asking = credential::from(SECPKG_CRED_OUTBOUND, &client.credentials);
    REQUIRE(asking.acquired == SEC_E_OK);
    credential answering = credential::of(role::server, version, shown);
    REQUIRE(answering.acquired == SEC_E_OK);
    pair both = pair_of(std::move(asking), std::move(answering));
    both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
    CHECK(shake_hands(both).both_established());
    CHECK(certificate_seen_by(both.client).encoded == shown.encoded());
    CHECK(certificate_seen_by(both.server).encoded == shown.encoded());
  }
}

}  // namespace peers
