// What the tests of renegotiation, client authentication, resumption and old versions share.
#pragma once

#include "credential_settings.h"
#include "questions.h"

namespace peers {

/// A version by the bits that SCHANNEL_CRED has for it.
struct spoken {
  std::string_view name;
  DWORD client;
  DWORD server;

  DWORD bit(role who) const { return who == role::client ? client : server; }
};

inline constexpr spoken tls_1_0{"TLS 1.0", SP_PROT_TLS1_0_CLIENT, SP_PROT_TLS1_0_SERVER};
inline constexpr spoken tls_1_1{"TLS 1.1", SP_PROT_TLS1_1_CLIENT, SP_PROT_TLS1_1_SERVER};
inline constexpr spoken tls_1_2{"TLS 1.2", SP_PROT_TLS1_2_CLIENT, SP_PROT_TLS1_2_SERVER};

/// A credential that asks for just that version, as programs did before SCH_CREDENTIALS.
inline credential speaking(const spoken& version, role who) {
  old_settings settings(who);
  settings.data.grbitEnabledProtocols = version.bit(who);
  return settings.acquire();
}

inline pair fresh_pair(const spoken& version) {
  return pair_of(speaking(version, role::client), speaking(version, role::server));
}

inline pair established_pair(const spoken& version) {
  pair both = fresh_pair(version);
  REQUIRE(shake_hands(both).both_established());
  return both;
}

/// Calls `story(version)` for every version that knows renegotiation.
template <typename Story>
void for_every_renegotiable_version(Story story) {
  for (const spoken& version : {tls_1_0, tls_1_1, tls_1_2}) {
    INFO(version.name);
    story(version);
  }
}

inline const certificate& client_certificate() {
  static const certificate made = certificate::self_signed(L"CN=client");
  return made;
}

/// A client's credential that holds a certificate.
inline credential identified_client(tls version) {
  credential_data wanted(role::client, version);
  wanted.uses(client_certificate());
  return credential::from(SECPKG_CRED_OUTBOUND, &wanted.credentials);
}

/// The certificate that the other end showed, or why there is none.
struct shown_certificate {
  status asked;
  bytes encoded;
};

inline shown_certificate certificate_seen_by(peer& one) {
  PCCERT_CONTEXT found = nullptr;
  const status asked = asks(one, SECPKG_ATTR_REMOTE_CERT_CONTEXT, found);
  if (!(asked == SEC_E_OK)) return {asked, {}};
  return {asked, certificate(found).encoded()};
}

/// Both ends speak, and both are understood.
inline void check_conversation(pair& both) {
  for (const role who : every_role) {
    INFO(name_of(who));
    CHECK(both[who].says("how do you do") == SEC_E_OK);
    CHECK(both[other(who)].reads() == "how do you do");
  }
}

/// One call of DecryptMessage with all that has arrived; what follows the record stays.
inline opening hears(peer& one) {
  opening made = one.opens(one.inbox());
  one.inbox() = made.extra();
  return made;
}

/// Asks with an empty call for another handshake, or for a certificate, and sends the token.
inline leg asks_again(peer& one) {
  leg taken = one.steps_without_input();
  one.sends(taken.token);
  return taken;
}

}  // namespace peers
