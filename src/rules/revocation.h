// Revocation: when it is checked, by what, and what is said when nothing tells.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule revocation_checks[] = {
    {"SSPI-revocation-only-when-asked", "Without a CERT_CHAIN_REVOCATION_CHECK_* flag nothing is revoked.",
     basis::documented, "Microsoft: CertGetCertificateChain"},
    {"SSPI-revocation-scope",
     "END_CERT looks at the first certificate, CHAIN at all, CHAIN_EXCLUDE_ROOT at all but the root.",
     basis::documented, "Microsoft: CertGetCertificateChain"},
    {"SSPI-revocation-revoked", "A certificate that its issuer revoked: IS_REVOKED on its element.",
     basis::verified, "observed on Windows"},
    {"SSPI-revocation-unknown",
     "Nothing tells, and the certificate names no place that would: REVOCATION_STATUS_UNKNOWN; "
     "CRYPT_E_NO_REVOCATION_CHECK in pRevocationInfo.",
     basis::verified, "observed on Windows"},
    {"SSPI-revocation-offline",
     "The places that it names do not answer, or a list is out of date: REVOCATION_STATUS_UNKNOWN and "
     "IS_OFFLINE_REVOCATION; CRYPT_E_REVOCATION_OFFLINE in pRevocationInfo.",
     basis::verified, "observed on Windows"},
    {"SSPI-revocation-lists-in-stores",
     "Lists in the additional store and in the certificate's own are looked at first.", basis::documented,
     "Microsoft: CertGetCertificateChain"},
    {"SSPI-revocation-stapled-response",
     "An OCSP response in CERT_OCSP_RESPONSE_PROP_ID tells about its certificate when the issuer signed it, "
     "or "
     "a responder whom the issuer appointed.",
     basis::documented, "RFC 6960 section 4.2.2.2"},
    {"SSPI-revocation-online",
     "Otherwise the responder and the list that the certificate names are asked, over HTTP alone.",
     basis::documented, "Microsoft: CertGetCertificateChain"},
    {"SSPI-revocation-cache-only",
     "With CERT_CHAIN_REVOCATION_CHECK_CACHE_ONLY or CERT_CHAIN_CACHE_ONLY_URL_RETRIEVAL only what this "
     "process "
     "fetched before counts.",
     basis::documented, "Microsoft: CertGetCertificateChain"},
    {"SSPI-revocation-timeout", "dwUrlRetrievalTimeout limits the wait for each answer.", basis::documented,
     "Microsoft: CERT_CHAIN_PARA"},
    {"SSPI-revocation-freshness",
     "With fCheckRevocationFreshnessTime, lists and responses issued more than dwRevocationFreshnessTime "
     "seconds ago are out of date: they are fetched anew, and tell of nothing but revocations.",
     basis::documented, "Microsoft: CERT_CHAIN_PARA"},
    {"SSPI-revocation-root", "A root of which nothing tells is not unknown.", basis::chosen,
     "curl checks whole chains, and roots name no lists"},
    {"SSPI-revocation-untrusted-chain",
     "About a chain that leads to no trusted root the network is not asked.", basis::chosen,
     "its names could be anybody's"},
};

inline constexpr rule issuer_retrieval[] = {
    {"SSPI-CertGetCertificateChain-fetches-issuers",
     "A missing issuer is fetched from where the certificate says it is, a certificate or a PKCS #7 message.",
     basis::documented, "Microsoft: CertGetCertificateChain"},
    {"SSPI-CertGetCertificateChain-no-fetching",
     "Not with CERT_CHAIN_DISABLE_AIA or CERT_CHAIN_CACHE_ONLY_URL_RETRIEVAL.", basis::documented,
     "Microsoft: CertGetCertificateChain"},
};

inline constexpr topic revocation_topics[] = {
    {"Certificate chains", "Revocation", revocation_checks},
    {"Certificate chains", "Missing issuers", issuer_retrieval},
};

}  // namespace schannel::rules
