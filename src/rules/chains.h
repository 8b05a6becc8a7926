// Certificate chains: how they are built, and what is said about them.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule chain_building[] = {
    {"SSPI-CertGetCertificateChain-null-certificate", "No certificate: FALSE, E_INVALIDARG.", basis::verified,
     "observed on Windows"},
    {"SSPI-CertGetCertificateChain-bad-chain", "A chain with which everything is wrong: TRUE, and a context.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertGetCertificateChain-undecodable-algorithm",
     "A certificate whose signature algorithm cannot be decoded has no context, and so no chain: "
     "CertCreateCertificateContext returns NULL, CRYPT_E_ASN1_CORRUPT.",
     basis::chosen, "our choice: what cannot be read as a whole is not shown in part"},
    {"SSPI-CertGetCertificateChain-any-size",
     "pChainPara may be NULL or have any cbSize; what that does not reach is not looked at.", basis::verified,
     "observed on Windows"},
    {"SSPI-CertGetCertificateChain-time", "A NULL time is now; else the chain is held to the time given.",
     basis::documented, "Microsoft: CertGetCertificateChain"},
    {"SSPI-CertGetCertificateChain-order",
     "The first element shows the context that was passed, the last one the root.", basis::verified,
     "observed on Windows"},
    {"SSPI-CertGetCertificateChain-where-issuers-are",
     "Issuers are found in the additional store, in the certificate's own store and in those of the engine.",
     basis::documented, "Microsoft: CertGetCertificateChain"},
    {"SSPI-CertGetCertificateChain-cross-signed",
     "Of several certificates of an issuer the one is taken that leads to a trusted root.", basis::documented,
     "Microsoft: CertGetCertificateChain"},
    {"SSPI-CertGetCertificateChain-usage",
     "Requested usages: all of them with USAGE_MATCH_TYPE_AND, one with USAGE_MATCH_TYPE_OR; a certificate "
     "without the extension is good for anything.",
     basis::verified, "observed on Windows; the last of it is our choice"},
    {"SSPI-CertGetCertificateChain-application-usage",
     "pApplicationUsage is what the certificate and all above it allow, NULL for anything.",
     basis::documented, "Microsoft: CERT_CHAIN_ELEMENT"},
    {"SSPI-CertGetCertificateChain-system-roots",
     "HCCE_CURRENT_USER and HCCE_LOCAL_MACHINE trust the roots of the system.", basis::documented,
     "Microsoft: CertGetCertificateChain"},
    {"SSPI-CertFreeCertificateChain-references",
     "CertDuplicateCertificateChain returns the same pointer; the last free lets the chain and its contexts "
     "go; NULL is harmless.",
     basis::documented, "Microsoft: CertDuplicateCertificateChain, CertFreeCertificateChain"},
};

inline constexpr rule chain_defects[] = {
    {"SSPI-chain-not-time-valid", "Expired or not yet valid: IS_NOT_TIME_VALID on that element.",
     basis::verified, "observed on Windows"},
    {"SSPI-chain-not-signature-valid", "A bad signature: IS_NOT_SIGNATURE_VALID on the certificate it is on.",
     basis::verified, "observed on Windows"},
    {"SSPI-chain-untrusted-root", "A root that is not trusted: IS_UNTRUSTED_ROOT on the last element.",
     basis::verified, "observed on Windows"},
    {"SSPI-chain-partial", "An issuer that is not found: IS_PARTIAL_CHAIN on the chain, on no element.",
     basis::verified, "observed on Windows"},
    {"SSPI-chain-basic-constraints",
     "An issuer that is no CA, or whose path length is exceeded: INVALID_BASIC_CONSTRAINTS on the issuer.",
     basis::verified, "observed on Windows"},
    {"SSPI-chain-cyclic", "A circle of issuers: IS_CYCLIC on the last element.", basis::verified,
     "observed on Windows"},
    {"SSPI-chain-not-valid-for-usage",
     "An issuer whose key usage has no keyCertSign, or a certificate without the requested usage: "
     "IS_NOT_VALID_FOR_USAGE on it.",
     basis::verified, "observed on Windows"},
    {"SSPI-chain-name-constraints",
     "A name that is not permitted or excluded: HAS_NOT_PERMITTED_NAME_CONSTRAINT or "
     "HAS_EXCLUDED_NAME_CONSTRAINT on the element with the constraint, else HAS_VALID_NAME_CONSTRAINTS.",
     basis::verified, "observed on Windows"},
    {"SSPI-chain-name-constraints-comparison",
     "DNS names are compared without case; a wildcard in a permitted subtree matches nothing.",
     basis::verified, "observed on Windows"},
    {"SSPI-chain-unreadable-names",
     "A name with a NUL inside under name constraints: INVALID_NAME_CONSTRAINTS and INVALID_EXTENSION.",
     basis::verified, "observed on Windows"},
    {"SSPI-chain-undecodable-names",
     "Alternative names that cannot be decoded: INVALID_EXTENSION on their certificate, and the chain ends "
     "with it: IS_PARTIAL_CHAIN.",
     basis::chosen, "our choice: nobody can hold such names to constraints"},
    {"SSPI-chain-critical-extension",
     "An unknown critical extension: INVALID_EXTENSION and HAS_NOT_SUPPORTED_CRITICAL_EXT on its element.",
     basis::verified, "observed on Windows"},
    {"SSPI-chain-weak-signature",
     "A signature with MD5 or older, or an RSA key below 1023 bits: HAS_WEAK_SIGNATURE on its element.",
     basis::documented, "security advisories 2661254 and 2862973 of Microsoft"},
    {"SSPI-chain-information",
     "HAS_EXACT_MATCH_ISSUER, HAS_KEY_MATCH_ISSUER or HAS_NAME_MATCH_ISSUER, with HAS_PREFERRED_ISSUER where "
     "an issuer was found; IS_SELF_SIGNED on a root.",
     basis::documented, "Microsoft: CERT_TRUST_STATUS"},
};

inline constexpr rule wrong_chains[] = {
    {"SSPI-chains-wrong-in-one-way",
     "What is wrong with a chain is told alike by its trust bits, by CertVerifyCertificateChainPolicy and, "
     "when "
     "a server shows it, by InitializeSecurityContext.",
     basis::chosen, "our choice: all three ask one judge"},
};

inline constexpr rule chain_engines[] = {
    {"SSPI-CertCreateCertificateChainEngine-size",
     "cbSize 0 or less than the first version of the structure has: FALSE, E_INVALIDARG.", basis::verified,
     "observed on Windows"},
    {"SSPI-CertCreateCertificateChainEngine-exclusive-root",
     "The certificates of hExclusiveRoot are the only ones that are trusted.", basis::verified,
     "observed on Windows; curl, boost-wintls"},
    {"SSPI-CertCreateCertificateChainEngine-exclusive-ca",
     "With CERT_CHAIN_EXCLUSIVE_ENABLE_CA_FLAG the chain may end in one of them that another issued.",
     basis::documented, "Microsoft: CERT_CHAIN_ENGINE_CONFIG"},
    {"SSPI-CertCreateCertificateChainEngine-restricted-root",
     "A certificate in hRestrictedRoot that is no root of the system: FALSE, CRYPT_E_NOT_FOUND.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertCreateCertificateChainEngine-distrust-unreadable",
     "An engine that is made while the store Disallowed cannot be read trusts nobody, hExclusiveRoot or not.",
     basis::chosen, "our choice: nobody can tell who is distrusted"},
    {"SSPI-CertCreateCertificateChainEngine-unknown-flags", "Unknown flags are not looked at.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertCreateCertificateChainEngine-keeps-certificates",
     "The stores may be closed and the engine freed: engines keep certificates, chains keep theirs.",
     basis::relied_upon, "curl, boost-wintls"},
};

inline constexpr topic chain_topics[] = {
    {"Certificate chains", "CertGetCertificateChain", chain_building},
    {"Certificate chains", "What is wrong with a chain", chain_defects},
    {"Certificate chains", "Chains from all sides", wrong_chains},
    {"Certificate chains", "CertCreateCertificateChainEngine", chain_engines},
};

}  // namespace schannel::rules
