// What a check of a certificate found, in the words of CertGetCertificateChain and
// CertVerifyCertificateChainPolicy.
#pragma once

#include "abi/sspi.h"
#include "ossl/findings.h"

namespace schannel::abi {

/// CERT_TRUST_... bits, as CERT_TRUST_STATUS has them; names do not count there.
DWORD chain_errors_of(const ossl::findings& found);

/// The gravest finding, S_OK without one.
HRESULT chain_status_of(const ossl::findings& found);

}  // namespace schannel::abi
