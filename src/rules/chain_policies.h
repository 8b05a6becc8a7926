// CertVerifyCertificateChainPolicy: what a policy objects to, in which order, and which names it takes.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule policy_calls[] = {
    {"SSPI-CertVerifyCertificateChainPolicy-verdict",
     "TRUE when the policy could be applied; dwError has the verdict, 0 for a good chain, with both indices "
     "-1.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertVerifyCertificateChainPolicy-unknown-policy",
     "NULL, or a policy that is not there: FALSE, ERROR_FILE_NOT_FOUND.", basis::verified,
     "observed on Windows for NULL"},
    {"SSPI-CertVerifyCertificateChainPolicy-sizes", "No cbSize is checked, and pPolicyPara may be NULL.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertVerifyCertificateChainPolicy-index",
     "lElementIndex is the first certificate to blame: of an untrusted root the root's; -1 when the chain "
     "ends too early.",
     basis::verified, "observed on Windows"},
    {"SSPI-CertVerifyCertificateChainPolicy-changed-copy",
     "The public members alone count, so a program may pass a copy with other trust bits.",
     basis::relied_upon, "winehttp"},
};

inline constexpr rule policy_order[] = {
    {"SSPI-chain-policy-signature-first",
     "A bad signature is told before an untrusted root, and cannot be overlooked.", basis::verified,
     "observed on Windows"},
    {"SSPI-chain-policy-root-before-others",
     "An untrusted root is told before expiry, basic constraints and usage.", basis::verified,
     "observed on Windows"},
    {"SSPI-chain-policy-chaining",
     "A chain without a root or in a circle: CERT_E_CHAINING; the SSL policy calls the circle "
     "CERT_E_UNTRUSTEDROOT.",
     basis::verified, "observed on Windows"},
    {"SSPI-chain-policy-allow-unknown-ca",
     "With CERT_CHAIN_POLICY_ALLOW_UNKNOWN_CA_FLAG the next reason is told: expiry at its own element, then "
     "wrong usage, then a critical extension.",
     basis::verified, "observed on Windows; the order of the last two is our choice"},
    {"SSPI-chain-policy-ignore-flags", "Each CERT_CHAIN_POLICY_IGNORE_* flag overlooks its own reason.",
     basis::documented, "Microsoft: CertVerifyCertificateChainPolicy"},
};

inline constexpr rule ssl_policy[] = {
    {"SSPI-ssl-policy-without-parameters", "Without pvExtraPolicyPara it does what the base policy does.",
     basis::verified, "observed on Windows"},
    {"SSPI-ssl-policy-checks-to-ignore",
     "SECURITY_FLAG_IGNORE_* in fdwChecks overlook their reasons, one each.", basis::documented,
     "Microsoft: HTTPSPolicyCallbackData"},
    {"SSPI-ssl-policy-name-last",
     "A wrong name is told after everything else: CERT_E_CN_NO_MATCH, element 0.", basis::verified,
     "observed on Windows"},
    {"SSPI-ssl-policy-alternative-names",
     "With a dNSName among the alternative names the common names do not count.", basis::verified,
     "observed on Windows"},
    {"SSPI-ssl-policy-common-names", "Without one, each common name counts.", basis::verified,
     "observed on Windows"},
    {"SSPI-ssl-policy-wildcard", "A wildcard stands for the first label: not for none, a part or two.",
     basis::verified, "observed on Windows"},
    {"SSPI-ssl-policy-nul-at-end", "A NUL at the end of a name does not count.", basis::verified,
     "observed on Windows"},
    {"SSPI-ssl-policy-case-and-alphabets",
     "Upper and lower case are the same, and so are a label outside ASCII and its A-label.",
     basis::documented, "Microsoft: HTTPSPolicyCallbackData"},
    {"SSPI-ssl-policy-client", "With AUTHTYPE_CLIENT the name is not looked at.", basis::documented,
     "Microsoft: HTTPSPolicyCallbackData"},
    {"SSPI-ssl-policy-address", "An IP address has to be among the iPAddress alternative names.",
     basis::chosen, "RFC 6125 appendix B.2"},
};

inline constexpr rule basic_constraints_policy[] = {
    {"SSPI-basic-constraints-policy",
     "CA_FLAG and END_ENTITY_FLAG say what the first certificate has to be, if it has basic constraints; the "
     "others have to be authorities. Otherwise TRUST_E_BASIC_CONSTRAINTS.",
     basis::documented, "Microsoft: CertVerifyCertificateChainPolicy"},
};

inline constexpr topic chain_policy_topics[] = {
    {"Certificate chains", "CertVerifyCertificateChainPolicy", policy_calls},
    {"Certificate chains", "What a policy tells first", policy_order},
    {"Certificate chains", "The SSL policy", ssl_policy},
    {"Certificate chains", "The basic constraints policy", basic_constraints_policy},
};

}  // namespace schannel::rules
