// Automatic validation: what a client makes of its server's certificate.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule certificate_checks[] = {
    {"SSPI-validation-statuses",
     "InitializeSecurityContext fails with SEC_E_UNTRUSTED_ROOT, SEC_E_CERT_EXPIRED, SEC_E_CERT_WRONG_USAGE, "
     "SEC_E_WRONG_PRINCIPAL, or SEC_E_CERT_UNKNOWN for what is wrong in another way.",
     basis::documented, "Microsoft: SCHANNEL_CRED; the schannel crate"},
    {"SSPI-validation-order",
     "Of several reasons the first is told: a bad signature, the root, the time, the usage, the name.",
     basis::chosen, "our choice; CertVerifyCertificateChainPolicy has that order on Windows"},
    {"SSPI-validation-alerts",
     "The server hears unknown_ca, certificate_expired, unsupported_certificate, certificate_revoked, or "
     "bad_certificate for a wrong name and the rest.",
     basis::chosen, "RFC 8446 section 6.2"},
    {"SSPI-validation-no-name",
     "With SCH_CRED_NO_SERVERNAME_CHECK, or without a target, the name does not count, and the rest does.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
    {"SSPI-validation-address", "A target that is an IP address has to be among the iPAddress names.",
     basis::chosen, "our choice: the SSL policy does the same"},
    {"SSPI-validation-user-s-roots", "A root in the user's or the machine's store ROOT is trusted.",
     basis::documented, "Microsoft: CertOpenStore"},
    {"SSPI-validation-changed-stores",
     "What is added to a store counts a moment later, for credentials that are there already, too.",
     basis::chosen, "our choice"},
    {"SSPI-validation-known-intermediates", "Issuers that the server leaves out are found in the store CA.",
     basis::documented, "Microsoft: CertGetCertificateChain"},
    {"SSPI-validation-distrust",
     "A certificate in the store Disallowed, of the server or of any issuer, is refused: SEC_E_CERT_UNKNOWN.",
     basis::documented, "Microsoft: CertOpenStore"},
    {"SSPI-validation-distrust-of-several",
     "A file in the folder of Disallowed counts with every certificate in it.", basis::chosen,
     "our choice: whoever put it there distrusts them all"},
    {"SSPI-validation-distrust-unreadable",
     "No root is trusted, the caller's own included, while that folder, or a file in it that may be a "
     "certificate, cannot be read.",
     basis::chosen, "our choice: nobody can tell who is distrusted"},
};

inline constexpr rule revocation_flags[] = {
    {"SSPI-validation-revocation-only-when-asked",
     "Without a SCH_CRED_REVOCATION_CHECK_* flag nothing is revoked, and no OCSP response is asked for.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
    {"SSPI-validation-asks-for-response",
     "With one the client asks its server to staple an OCSP response (RFC 6066 section 8).",
     basis::relied_upon, ".NET, boost-wintls"},
    {"SSPI-validation-stapled-response",
     "One that says good is good, and one that says revoked gives CRYPT_E_REVOKED.", basis::documented,
     "Microsoft: SCHANNEL_CRED"},
    {"SSPI-validation-revocation-unknown",
     "Nothing tells: CRYPT_E_NO_REVOCATION_CHECK, or success with SCH_CRED_IGNORE_NO_REVOCATION_CHECK.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
    {"SSPI-validation-revocation-offline",
     "What would tell cannot be reached: CRYPT_E_REVOCATION_OFFLINE, or success with "
     "SCH_CRED_IGNORE_REVOCATION_OFFLINE.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
    {"SSPI-validation-revocation-scope",
     "END_CERT looks at the server's certificate alone, CHAIN_EXCLUDE_ROOT and CHAIN at its issuers too.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
    {"SSPI-validation-cache-only",
     "With SCH_CRED_REVOCATION_CHECK_CACHE_ONLY or SCH_CRED_CACHE_ONLY_URL_RETRIEVAL the network is not "
     "asked.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
    {"SSPI-validation-deferred-revocation",
     "With SCH_CRED_DEFERRED_CRED_VALIDATION the handshake goes on, and CERT_CHECK_RESULT has the trust bits "
     "and CRYPT_E_REVOKED.",
     basis::relied_upon, "MsQuic"},
    {"SSPI-validation-staples",
     "A server staples the CERT_OCSP_RESPONSE_PROP_ID of the certificate it shows to clients that ask.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
    {"SSPI-validation-staples-for-names",
     "With SCH_CRED_SNI_CREDENTIAL only if SCH_CRED_SNI_ENABLE_OCSP is there too.", basis::documented,
     "Microsoft: SCHANNEL_CRED"},
};

inline constexpr topic server_certificate_topics[] = {
    {"Server certificates", "Automatic validation", certificate_checks},
    {"Server certificates", "Revocation and stapled responses", revocation_flags},
};

}  // namespace schannel::rules
