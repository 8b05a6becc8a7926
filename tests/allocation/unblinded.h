// Two ends whose server has an EC key. What blinds an RSA key is made anew from time to time: it counts as
// left behind, and is wrong for the key's next 32 signatures when OpenSSL 3.0 finds no memory for it.
#pragma once

#include "support/ends.h"

namespace peers {

inline pair unblinded_pair(tls version) {
  static const certificate shown = certificate::signed_with(0, L"CN=localhost", szOID_ECDSA_SHA256);
  return pair_of(credential::of(role::client, version), credential::of(role::server, version, shown));
}

}  // namespace peers
