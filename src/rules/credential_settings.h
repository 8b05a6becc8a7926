// What a credential's settings do: versions, algorithms, strengths, flags, certificates, and what can be
// changed later.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule credential_versions[] = {
    {"SSPI-SCHANNEL_CRED-enabled-protocols",
     "grbitEnabledProtocols names exactly the versions that are spoken; TLS 1.0 and 1.1 come only so.",
     basis::documented, "Microsoft: SCHANNEL_CRED, TLS registry settings"},
    {"SSPI-SCHANNEL_CRED-no-protocols", "grbitEnabledProtocols 0 stands for the system's versions.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
    {"SSPI-SCHANNEL_CRED-other-direction", "Bits of the other side of a connection are not looked at.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
    {"SSPI-SCH_CREDENTIALS-only-restricts",
     "grbitDisabledProtocols takes versions away; what the system has off stays off.", basis::documented,
     "Microsoft: TLS_PARAMETERS, TLS registry settings"},
    {"SSPI-AcquireCredentialsHandle-dtls-only", "SCH_USE_DTLS_ONLY: SEC_E_ALGORITHM_MISMATCH.", basis::chosen,
     "our choice while DTLS is not spoken"},
};

inline constexpr rule credential_algorithms[] = {
    {"SSPI-SCHANNEL_CRED-algorithms",
     "Of each class of algorithms that palgSupportedAlgs mentions, only what it names is negotiated.",
     basis::documented, "Microsoft: Specifying Schannel Ciphers and Cipher Strengths"},
    {"SSPI-SCHANNEL_CRED-no-algorithms",
     "cSupportedAlgs 0 or palgSupportedAlgs NULL, whatever the other says: the system's algorithms.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
    {"SSPI-SCHANNEL_CRED-no-suite-left", "Algorithms that no suite has: SEC_E_ALGORITHM_MISMATCH.",
     basis::relied_upon, "the tests of the schannel crate"},
    {"SSPI-SCHANNEL_CRED-cipher-strength",
     "The cipher's key has at least dwMinimumCipherStrength and at most dwMaximumCipherStrength bits; 0 is "
     "no bound.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
    {"SSPI-SCHANNEL_CRED-null-ciphers",
     "A minimum of -1 adds the suites that do not encrypt, and a maximum of -1 leaves no others.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
    {"SSPI-SCHANNEL_CRED-lone-maximum", "A maximum of -1 without a minimum of -1: SEC_E_INVALID_PARAMETER.",
     basis::chosen, "our choice: Microsoft requires the minimum and names no status"},
    {"SSPI-CRYPTO_SETTINGS-cipher",
     "A cipher that is disabled is not negotiated, in the chaining modes that are named or in all.",
     basis::documented, "Microsoft: CRYPTO_SETTINGS"},
    {"SSPI-CRYPTO_SETTINGS-lengths", "With lengths, those outside are disabled; without, the algorithm is.",
     basis::chosen, "our choice: Microsoft explains only 0"},
    {"SSPI-CRYPTO_SETTINGS-digest", "A digest that is disabled takes its suites along.", basis::documented,
     "Microsoft: CRYPTO_SETTINGS; curl"},
    {"SSPI-CRYPTO_SETTINGS-key-exchange", "A key exchange that is disabled takes its suites along.",
     basis::documented, "Microsoft: CRYPTO_SETTINGS"},
    {"SSPI-CRYPTO_SETTINGS-certificate-signature",
     "SCH_RSA_PKCS_PAD and SCH_RSA_PSS_PAD name paddings that must not sign.", basis::relied_upon, ".NET"},
    {"SSPI-CRYPTO_SETTINGS-terminated", "A name may have its terminator counted in.", basis::relied_upon,
     "msquic"},
    {"SSPI-CRYPTO_SETTINGS-unused", "Names that no suite uses disable nothing.", basis::documented,
     "Microsoft: CRYPTO_SETTINGS"},
    {"SSPI-CRYPTO_SETTINGS-limits",
     "More than 16 settings or chaining modes, or a usage that is none: SEC_E_INVALID_PARAMETER.",
     basis::documented, "Microsoft: CRYPTO_SETTINGS"},
    {"SSPI-SCH_ALLOW_NULL_ENCRYPTION-adds", "Suites that do not encrypt may be negotiated too.",
     basis::documented, "Microsoft: SCH_CREDENTIALS"},
    {"SSPI-SCH_USE_STRONG_CRYPTO-removes", "What is weak cannot be negotiated, even if it is asked for.",
     basis::documented, "Microsoft: SCH_CREDENTIALS"},
};

inline constexpr rule credential_certificates[] = {
    {"SSPI-AcquireCredentialsHandle-certificate-format",
     "Certificates that are named by their hash: SEC_E_UNKNOWN_CREDENTIALS.", basis::chosen,
     "our choice: they are for callers in the kernel of Windows"},
    {"SSPI-AcquireCredentialsHandle-mappers", "cMappers and aphMappers are not looked at.", basis::documented,
     "Microsoft: SCHANNEL_CRED"},
    {"SSPI-AcquireCredentialsHandle-root-store",
     "hRootStore is for servers: one that is no store gives SEC_E_UNKNOWN_CREDENTIALS, and to a client "
     "SEC_E_OK.",
     basis::chosen, "our choice; Microsoft: SCHANNEL_CRED says whom it is for"},
    {"SSPI-AcceptSecurityContext-picks-certificate",
     "A server shows the certificate for the name that the client asks for, and its first one otherwise.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
};

inline constexpr rule credential_queries[] = {
    {"SSPI-QueryCredentialsAttributes-name-of-certificate",
     "The subject's name of the first certificate, freed with FreeContextBuffer.", basis::chosen,
     "our choice"},
    {"SSPI-QueryCredentialsAttributes-no-name", "No certificate: SEC_E_NO_CREDENTIALS.", basis::verified,
     "observed on Windows"},
    {"SSPI-QueryCredentialsAttributes-as-asked",
     "Algorithms, strengths and versions are those that the settings left.", basis::verified,
     "observed on Windows for versions"},
    {"SSPI-QueryCredentialsAttributesEx-too-small", "Less room than the structure: SEC_E_BUFFER_TOO_SMALL.",
     basis::chosen, "our choice"},
};

inline constexpr rule credential_changes[] = {
    {"SSPI-SetCredentialsAttributes-session-ticket-keys",
     "Up to 16 keys of version 0 with 32 to 64 bytes: SEC_E_OK; others: SEC_E_INVALID_PARAMETER.",
     basis::documented, "schannel.h: SecPkgCred_SessionTicketKey"},
    {"SSPI-SetCredentialsAttributes-session-ticket-keys-shared",
     "Servers with the same key resume each other's TLS 1.3 tickets; the first key is for new ones, and a "
     "ticket "
     "whose "
     "key is gone resumes nothing.",
     basis::documented, "schannel.h: SecPkgCred_SessionTicketKey; MsQuic"},
    {"SSPI-SetCredentialsAttributes-client-certificate-policy", "A policy with or without texts: SEC_E_OK.",
     basis::documented, "Microsoft: SetCredentialsAttributes"},
    {"SSPI-SetCredentialsAttributes-client-certificate-checked",
     "With a policy a server checks what its clients show against hRootStore, and unless "
     "SCH_CRED_RESTRICTED_ROOTS against the system's roots; CC_POLICY_RESULT and CERT_CHECK_RESULT tell, and "
     "the handshake goes on.",
     basis::documented, "schannel.h: SecPkgContext_ClientCertPolicyResult"},
    {"SSPI-SetCredentialsAttributes-client-certificate-freshness",
     "With fCheckRevocationFreshnessTime in the policy, what was issued more than dwRevocationFreshnessTime "
     "seconds ago is out of date: CC_POLICY_RESULT is CRYPT_E_REVOCATION_OFFLINE.",
     basis::documented, "schannel.h: SecPkgCred_ClientCertPolicy; Microsoft: CERT_CHAIN_PARA"},
    {"SSPI-QueryContextAttributes-policy-result-absent",
     "CC_POLICY_RESULT without a policy, or of a client: SEC_E_UNSUPPORTED_FUNCTION; without a certificate: "
     "SEC_E_NO_CREDENTIALS.",
     basis::chosen, "our choice"},
    {"SSPI-SetCredentialsAttributes-too-small", "Less than the structure: SEC_E_BUFFER_TOO_SMALL.",
     basis::chosen, "our choice"},
    {"SSPI-SetCredentialsAttributes-others",
     "Any other attribute, and any of a client: SEC_E_UNSUPPORTED_FUNCTION.", basis::documented,
     "Microsoft: SetCredentialsAttributes"},
};

inline constexpr topic credential_settings_topics[] = {
    {"Credentials", "Versions", credential_versions},
    {"Credentials", "Algorithms", credential_algorithms},
    {"Credentials", "Certificates", credential_certificates},
    {"Credentials", "What a credential says of itself", credential_queries},
    {"Credentials", "SetCredentialsAttributes", credential_changes},
};

}  // namespace schannel::rules
