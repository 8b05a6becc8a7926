// What CertGetIssuerCertificateFromStore and CertGetCRLFromStore check of what they found.
#pragma once

#include <wincrypt.h>

namespace schannel::abi::crypt32 {

/// The checks among `asked` (CERT_STORE_*_FLAG) that a certificate fails which `issuer` may have issued. The
/// lists that tell of revocations are in `store`.
DWORD failed_checks(const CERT_CONTEXT* subject, const CERT_CONTEXT* issuer, HCERTSTORE store, DWORD asked);

/// The same of a revocation list; without an issuer its signature is not checked.
DWORD failed_checks(const CRL_CONTEXT* list, const CERT_CONTEXT* issuer, DWORD asked);

}  // namespace schannel::abi::crypt32
