// The requirements that travel in a SECBUFFER_FLAGS.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule wide_requirements[] = {
    {"SSPI-SEC_FLAGS-too-short", "A SECBUFFER_FLAGS of fewer than 8 bytes: SEC_E_INVALID_TOKEN.",
     basis::chosen, "our choice: as with any buffer that cannot be read"},
    {"SSPI-SEC_FLAGS-lower-half", "The lower 32 bits are not looked at.", basis::chosen,
     "our choice: Microsoft reserves them"},
    {"SSPI-SEC_FLAGS-deferred-validation",
     "ISC_REQ_DEFERRED_CRED_VALIDATION, in any call before the certificate: a bad one does not end the "
     "handshake, and CERT_CHECK_RESULT tells.",
     basis::documented, "Microsoft: sspi.h"},
    {"SSPI-SEC_FLAGS-no-post-handshake-authentication",
     "ISC_REQ_NO_POST_HANDSHAKE_AUTH: the ClientHello has no post_handshake_auth.", basis::documented,
     "Microsoft: sspi.h"},
    {"SSPI-SEC_FLAGS-reuse-session-tickets",
     "A ticket of TLS 1.3 serves one connection, with ISC_REQ_REUSE_SESSION_TICKETS any number.",
     basis::documented, "Microsoft: sspi.h; RFC 8446 appendix C.4"},
    {"SSPI-SEC_FLAGS-messages",
     "ISC_REQ_MESSAGES and ASC_REQ_MESSAGES: SEC_E_UNSUPPORTED_FUNCTION, and a context stays as it was.",
     basis::chosen, "our choice while there is no messages mode"},
    {"SSPI-SEC_FLAGS-explicit-session", "ISC_REQ_EXPLICIT_SESSION: SEC_E_UNSUPPORTED_FUNCTION.",
     basis::chosen, "our choice: no page says how tickets come and go"},
    {"SSPI-resumption-unverified",
     "A session whose certificate nobody checked serves no connection that relies on the check.",
     basis::chosen, "our choice: a reconnect has no certificate to look at"},
};

}  // namespace schannel::rules
