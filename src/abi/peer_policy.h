// What a credential asks of its peers' certificates.
#pragma once

#include <vector>

#include "abi/server_options.h"
#include "abi/sspi.h"
#include "core/certs/peer_policy.h"

namespace schannel::abi {

/// What a client asks of its server's; `flags` are SCH_CRED_*.
core::certs::peer_policy server_policy_of(DWORD flags);

/// What a server asks of its clients', with the roots of its credential.
core::certs::peer_policy client_policy_of(const client_certificate_policy& given,
                                          std::vector<ossl::certificate> roots, DWORD flags);

/// Whether `flags` ask for a check of revocation; a client then asks for an OCSP response too.
bool checks_revocation(DWORD flags);

}  // namespace schannel::abi
