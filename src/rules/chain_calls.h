// CertFindChainInStore, CertVerifyRevocation, CertIsValidCRLForCertificate.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule chain_searches[] = {
    {"SSPI-CertFindChainInStore-issuers",
     "Certificates in whose chain one of the names issued something, in the order of the store; without "
     "names all; "
     "NULL and CRYPT_E_NOT_FOUND at the end.",
     basis::documented, "Microsoft: CertFindChainInStore"},
    {"SSPI-CertFindChainInStore-chain",
     "The chain is built with the store's certificates; its first element shows the store's own context.",
     basis::documented, "Microsoft: CertFindChainInStore"},
    {"SSPI-CertFindChainInStore-place",
     "pdwIssuerElementIndex is the first element that one of the names issued, pdwIssuerChainIndex 0.",
     basis::documented, "Microsoft: CERT_CHAIN_FIND_BY_ISSUER_PARA"},
    {"SSPI-CertFindChainInStore-wishes",
     "A certificate allows pszUsageIdentifier, has a private key unless "
     "CERT_CHAIN_FIND_BY_ISSUER_NO_KEY_FLAG, and "
     "pfnFindCallback returns TRUE for it.",
     basis::documented, "Microsoft: CERT_CHAIN_FIND_BY_ISSUER_PARA"},
    {"SSPI-CertFindChainInStore-bad-parameters",
     "Another type, or no parameters: NULL, E_INVALIDARG. pPrevChainContext is freed all the same.",
     basis::documented, "Microsoft: CertFindChainInStore; the code is our choice"},
    {"SSPI-CertFindChainInStore-stale-chain",
     "A pPrevChainContext that was freed, or never was a chain: NULL, E_INVALIDARG.", basis::chosen,
     "our choice: from the beginning, the search would never end"},
};

inline constexpr rule revocation_calls[] = {
    {"SSPI-CertVerifyRevocation-lists",
     "A list in hCrlStore tells, at the time pftTimeToUse: TRUE, CRYPT_E_REVOKED, or "
     "CRYPT_E_NO_REVOCATION_CHECK when "
     "none does.",
     basis::documented, "Microsoft: CertVerifyRevocation"},
    {"SSPI-CertVerifyRevocation-issuer",
     "The issuer is pIssuerCert, the next certificate with CERT_VERIFY_REV_CHAIN_FLAG, or in rgCertStore; "
     "unknown: "
     "CRYPT_E_NO_REVOCATION_CHECK.",
     basis::documented, "Microsoft: CertVerifyRevocation"},
    {"SSPI-CertVerifyRevocation-first-bad",
     "dwIndex is the first that is not good; the rest is not looked at.", basis::documented,
     "Microsoft: CertVerifyRevocation"},
    {"SSPI-CertVerifyRevocation-response",
     "An OCSP response that is attached to a certificate tells about it.", basis::chosen,
     "our choice: chains do the same"},
    {"SSPI-CertVerifyRevocation-online",
     "Then the places that the certificate names are asked, unless CERT_VERIFY_CACHE_ONLY_BASED_REVOCATION.",
     basis::documented, "Microsoft: CertVerifyRevocation"},
    {"SSPI-CertVerifyRevocation-freshness",
     "With fCheckFreshnessTime, what was issued more than dwFreshnessTime seconds before pftCurrentTime, or "
     "now, is out of date.",
     basis::documented, "Microsoft: CERT_REVOCATION_PARA"},
    {"SSPI-CertVerifyRevocation-bad-parameters",
     "A type other than CERT_CONTEXT_REVOCATION_TYPE: CRYPT_E_NO_REVOCATION_DLL; a small cbSize: "
     "E_INVALIDARG, and "
     "the status stays as it was.",
     basis::documented, "Microsoft: CertVerifyRevocation"},
    {"SSPI-CertIsValidCRLForCertificate",
     "An issuing distribution point has to be among the certificate's, and of its kind; without one TRUE, "
     "whoever "
     "issued the list.",
     basis::documented, "Microsoft: CertIsValidCRLForCertificate"},
};

inline constexpr topic chain_call_topics[] = {
    {"Certificate chains", "CertFindChainInStore", chain_searches},
    {"Certificate chains", "CertVerifyRevocation", revocation_calls},
};

}  // namespace schannel::rules
