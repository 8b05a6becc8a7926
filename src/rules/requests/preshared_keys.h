// Pre-shared keys in place of certificates.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule preshared_keys[] = {
    {"SSPI-PSK-same-key",
     "With SCH_USE_PRESHAREDKEY_ONLY, and the same key in a SECBUFFER_PRESHARED_KEY of both first calls: TLS "
     "1.2 over a PSK suite, without certificates.",
     basis::documented, "Microsoft: SCH_CREDENTIALS; RFC 4279"},
    {"SSPI-PSK-identity",
     "The client sends its SECBUFFER_PRESHARED_KEY_IDENTITY; a server that passes one takes no other.",
     basis::documented, "RFC 4279 section 2"},
    {"SSPI-PSK-other-key", "Different keys: the handshake fails on both sides.", basis::documented,
     "RFC 4279 section 2"},
    {"SSPI-PSK-no-key", "A first call without a key: SEC_E_NO_CREDENTIALS.", basis::chosen,
     "our choice: as a server without a certificate"},
    {"SSPI-PSK-malformed",
     "A key of 0 or more than 256 bytes, an identity of more than 256 or with a NUL, or either not all "
     "there: "
     "SEC_E_INVALID_TOKEN.",
     basis::chosen, "our choice; Microsoft sets the limit of 256"},
    {"SSPI-PSK-other-credential", "Without SCH_USE_PRESHAREDKEY_ONLY a key is not looked at.",
     basis::documented, "Microsoft: SCH_CREDENTIALS"},
    {"SSPI-PSK-no-resumption", "A client resumes no session that a pre-shared key made.", basis::chosen,
     "our choice: the session would outlive its key"},
};

}  // namespace schannel::rules
