// What Windows does and this library does not, or not yet; each with its reason.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr deviation deviations[] = {
    {"Renegotiation over TLS 1.2: an empty call on an established context starts one.",
     "SEC_E_UNSUPPORTED_FUNCTION; the connection lives on.",
     "TLS 1.3 has done away with it, and shipping programs use it only to ask for client certificates late."},
    {"A HelloRequest or ClientHello of the peer over TLS 1.2: SEC_I_RENEGOTIATE.",
     "It is answered with a warning, no_renegotiation, and the connection lives on.", "As above."},
    {"close_notify while a renegotiation is under way: the handshake's function returns "
     "SEC_I_CONTEXT_EXPIRED.",
     "There is no renegotiation in which it could happen.", "As above."},
    {"DTLS: SP_PROT_DTLS1_*, ISC_REQ_DATAGRAM, SECBUFFER_DTLS_MTU; close_notify in a DTLS record.",
     "SEC_E_ALGORITHM_MISMATCH for a credential that speaks nothing else.", "Not built yet."},
    {"TLS 1.0 and 1.1 on explicit request; alerts of 37 and 53 bytes.",
     "SEC_E_ALGORITHM_MISMATCH for a credential that speaks nothing else.",
     "RFC 8996 forbids them, and newer Windows turns them off."},
    {"Suites that are not AEAD: AES-CBC with HMAC.", "They are not offered and not accepted.",
     "Their records are the hardest to open without a side channel, and every current peer has AES-GCM."},
    {"Session resumption: a cache on both sides, tickets of a server on ASC_REQ_SESSION_TICKET.",
     "Every handshake is a full one. Tickets of other servers are taken and not used.", "Not built yet."},
    {"A server asks for a certificate and the credential has none: SEC_I_INCOMPLETE_CREDENTIALS, unless "
     "ISC_REQ_USE_SUPPLIED_CREDS was asked for.",
     "The handshake goes on without a certificate, as with that requirement.", "Not built yet."},
    {"Other attributes of a context: channel bindings, exported keying material, names, key information, the "
     "list "
     "of issuers, the peer's chain.",
     "SEC_E_UNSUPPORTED_FUNCTION.", "Not built yet."},
    {"QueryCredentialsAttributes answers with the credential's name, versions, algorithms and strengths.",
     "SEC_E_UNSUPPORTED_FUNCTION.", "Not built yet."},
    {"Deleting a context twice may give SEC_E_OK.", "SEC_E_INVALID_HANDLE the second time.",
     "A handle that was freed names nothing any more; a program that minds has an error to find."},
    {"AcquireCredentialsHandle with nowhere to put the handle crashes.", "SEC_E_INVALID_PARAMETER.",
     "A crash is of no use to anyone."},
    {"A private key that lives in memory only: SEC_E_NO_CREDENTIALS.", "SEC_E_OK.",
     "Windows keeps keys in another process; here nothing stands in the way."},
};

}  // namespace schannel::rules
