// The keys that a server's session tickets are sealed with, as tests give them to a credential.
#pragma once

#include <vector>

#include "support/peers.h"

#ifdef SECPKG_ATTR_SESSION_TICKET_KEYS  // newer than the SDK of mingw-w64
namespace peers {

/// A sound key; those with other names are others.
inline SecPkgCred_SessionTicketKey ticket_key(BYTE name = 0) {
  SecPkgCred_SessionTicketKey key{};
  key.TicketInfoVersion = SESSION_TICKET_INFO_VERSION;
  key.KeyId[0] = name;
  key.KeyingMaterial[0] = name;
  key.KeyingMaterialSize = 32;
  return key;
}

inline status set_ticket_keys(credential& of, std::vector<SecPkgCred_SessionTicketKey> keys) {
  SecPkgCred_SessionTicketKeys all{static_cast<DWORD>(keys.size()), keys.data()};
  return {SetCredentialsAttributesW(of.handle(), SECPKG_ATTR_SESSION_TICKET_KEYS, &all, sizeof all)};
}

}  // namespace peers
#endif
