// AcquireCredentialsHandle, and what can be asked of a credential.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule credentials[] = {
    {"SSPI-AcquireCredentialsHandle-package-name",
     "Schannel and Microsoft Unified Security Protocol Provider, in any case; SEC_E_SECPKG_NOT_FOUND for "
     "another "
     "name or none.",
     basis::verified, "observed on Windows"},
    {"SSPI-AcquireCredentialsHandle-null-handle", "Nowhere to put the handle: SEC_E_INVALID_PARAMETER.",
     basis::chosen, "Windows crashes"},
    {"SSPI-AcquireCredentialsHandle-outbound-without-data", "No pAuthData for a client: SEC_E_OK.",
     basis::verified, "observed on Windows"},
    {"SSPI-AcquireCredentialsHandle-inbound-without-data",
     "No pAuthData for a server, for both or for neither: SEC_E_NO_CREDENTIALS.", basis::chosen,
     "a server needs a certificate, and there is none by default"},
    {"SSPI-AcquireCredentialsHandle-old-version", "dwVersion 0, 1 or 2: SEC_E_UNKNOWN_CREDENTIALS.",
     basis::verified, "observed on Windows"},
    {"SSPI-AcquireCredentialsHandle-without-certificate",
     "A SCHANNEL_CRED without a certificate: SEC_E_OK for either use.", basis::verified,
     "observed on Windows"},
    {"SSPI-AcquireCredentialsHandle-zeroed-version-5",
     "A SCH_CREDENTIALS that is zero but for dwVersion: SEC_E_OK.", basis::verified, "observed on Windows"},
    {"SSPI-AcquireCredentialsHandle-certificate-and-key",
     "A certificate with its key: SEC_E_OK for either use, in dwVersion 3, 4 and 5.", basis::verified,
     "observed on Windows"},
    {"SSPI-AcquireCredentialsHandle-certificate-without-key",
     "A certificate whose key cannot be reached: SEC_E_NO_CREDENTIALS.", basis::verified,
     "observed on Windows"},
    {"SSPI-AcquireCredentialsHandle-missing-container",
     "A certificate whose key is in a container that is not there: SEC_E_UNKNOWN_CREDENTIALS.",
     basis::verified, "observed on Windows"},
    {"SSPI-AcquireCredentialsHandle-one-bad-certificate",
     "Two certificates of which one has no key: SEC_E_NO_CREDENTIALS.", basis::verified,
     "observed on Windows"},
    {"SSPI-AcquireCredentialsHandle-no-usable-version",
     "Only versions that cannot be spoken, or all of them disabled: SEC_E_ALGORITHM_MISMATCH.",
     basis::verified, "observed on Windows for DTLS, and for TLS 1.3 through SCHANNEL_CRED"},
    {"SSPI-AcquireCredentialsHandle-no-algorithms",
     "OpenSSL's configuration, such as FIPS mode without its module, leaves no algorithm to make a "
     "credential "
     "with: SEC_E_ALGORITHM_MISMATCH, as for versions that cannot be spoken.",
     basis::chosen, "Windows always has its algorithms"},
    {"SSPI-AcquireCredentialsHandle-limits",
     "More than 16 TLS_PARAMETERS, two defaults among them, ALPN ids or TLS_PARAMS_OPTIONAL on a client, "
     "more "
     "than 100 certificates "
     "or 256 "
     "algorithms: SEC_E_INVALID_PARAMETER.",
     basis::documented, "Microsoft: SCH_CREDENTIALS, TLS_PARAMETERS"},
    {"SSPI-AcquireCredentialsHandle-copies-its-data",
     "All that pAuthData points at may be freed after the call.", basis::relied_upon,
     "all shipping programs"},
    {"SSPI-AcquireCredentialsHandle-expiry",
     "The expiry is the end of the certificate's validity, or the largest time.", basis::documented,
     "Microsoft: AcquireCredentialsHandle (Schannel)"},
    {"SSPI-SCHANNEL_CRED-stops-at-tls-1-2", "A SCHANNEL_CRED negotiates TLS 1.2 at most.", basis::relied_upon,
     "programs that do not expect SEC_I_RENEGOTIATE; curl"},
    {"SSPI-SCH_CREDENTIALS-reaches-tls-1-3", "A SCH_CREDENTIALS negotiates TLS 1.3.", basis::documented,
     "Microsoft: SCH_CREDENTIALS"},
    {"SSPI-TLS_PARAMETERS-undefined-bits",
     "Bits of no known version in grbitDisabledProtocols are not looked at.", basis::relied_upon,
     "curl, .NET, msquic pass the complement of what they want"},
};

inline constexpr rule credential_attributes[] = {
    {"SSPI-QueryCredentialsAttributes-null-buffer", "Nowhere to put the answer: SEC_E_INTERNAL_ERROR.",
     basis::verified, "observed on Windows"},
    {"SSPI-QueryCredentialsAttributes-others", "Any other attribute: SEC_E_UNSUPPORTED_FUNCTION.",
     basis::documented, "Microsoft: QueryCredentialsAttributes"},
};

inline constexpr topic credential_topics[] = {
    {"Credentials", "AcquireCredentialsHandle", credentials},
    {"Credentials", "QueryCredentialsAttributes", credential_attributes},
};

}  // namespace schannel::rules
