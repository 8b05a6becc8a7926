// What Windows does and this library does not, or not yet; each with its reason.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr deviation deviations[] = {
    {"A peer that declines a renegotiation with the warning no_renegotiation: SEC_I_NO_RENEGOTIATION, and "
     "the "
     "connection lives on.",
     "SEC_E_ILLEGAL_MESSAGE, and the connection is over.",
     "OpenSSL takes the warning for a failure of the handshake it began."},
    {"While a renegotiation is pending, data sent before the peer's answer is always taken.",
     "A server that has answered a ClientHello takes no more data until the handshake is complete.",
     "OpenSSL opens records, and allows data in a handshake only until its ServerHello."},
    {"DTLS: SP_PROT_DTLS1_*, ISC_REQ_DATAGRAM, SECBUFFER_DTLS_MTU; close_notify in a DTLS record.",
     "SEC_E_ALGORITHM_MISMATCH for a credential that speaks nothing else.", "Not built yet."},
    {"A server that asked for a certificate after a TLS 1.3 handshake may hand the raw answer to "
     "AcceptSecurityContext.",
     "It passes the records through DecryptMessage, which returns SEC_I_RENEGOTIATE for each.",
     "Outside, the answer looks like data, and data belongs to DecryptMessage."},
    {"A session is disabled by the server after its ticket was given out.", "The ticket still resumes it.",
     "A ticket holds the session itself; only its key could revoke it."},
    {"Over a suite that is not AEAD, a shutdown while a renegotiation is pending.",
     "SEC_E_UNSUPPORTED_FUNCTION; delete the context.", "OpenSSL seals no goodbye inside a handshake."},
    {"Over a suite that is not AEAD, an empty message, or an alert other than close_notify.",
     "SEC_E_UNSUPPORTED_FUNCTION for the message; the alert ends the connection without a token.",
     "Such records are sealed by SSL_write, which has no way to say either."},
    {"Over a suite that is not AEAD, data is sent while a renegotiation is pending.",
     "SEC_E_UNSUPPORTED_FUNCTION until it is complete.", "SSL_write would go on with the handshake instead."},
    {"TLS_PARAMETERS for certain ALPN protocols of a server.",
     "Their limits are checked; they are not applied.", "Not built yet."},
    {"Pre-shared keys with SCH_USE_PRESHAREDKEY_ONLY.", "Their suites are offered; the handshake fails.",
     "Not built yet."},
    {"Messages mode, ISC_REQ_MESSAGES and ASC_REQ_MESSAGES.", "SEC_E_UNSUPPORTED_FUNCTION.",
     "Not built yet."},
    {"A client's own tickets, ISC_REQ_EXPLICIT_SESSION.", "SEC_E_UNSUPPORTED_FUNCTION.",
     "No page says how they come and go."},
    {"CERT_CHAIN_REVOCATION_CHECK_* of CertGetCertificateChain.",
     "Revocation is not checked, and no bit says that it was.", "Not built yet."},
    {"CertVerifyCertificateChainPolicy for Authenticode, NT_AUTH, EV and other policies beside BASE, SSL and "
     "BASIC_CONSTRAINTS.",
     "ERROR_FILE_NOT_FOUND.", "They judge what has nothing to do with TLS."},
    {"A store of the trusted roots, SECPKG_ATTR_ROOT_STORE.", "SEC_E_UNSUPPORTED_FUNCTION.",
     "OpenSSL looks roots up one at a time; there is no store to hand out."},
    {"Keys of EAP-FAST and EAP-TTLS, the functions 1 to 3 of SECPKG_ATTR_EAP_PRF_INFO.",
     "SEC_E_UNSUPPORTED_FUNCTION.", "Microsoft's page and RFC 5281 disagree about the order of the randoms."},
    {"A client without a certificate looks for one in the user's store MY.",
     "SEC_I_INCOMPLETE_CREDENTIALS at once.", "There are no system stores yet."},
    {"Any number of empty messages and of warnings in a row.",
     "The 33rd empty record or the 5th warning in a row: SEC_E_ILLEGAL_MESSAGE, and the connection is over.",
     "OpenSSL opens records, and takes more of them for an attack."},
    {"A handshake in which any allocation fails: SEC_E_INSUFFICIENT_MEMORY.",
     "Some of the allocations that fail inside OpenSSL before 3.2: another error, SEC_E_CERT_UNKNOWN for "
     "example.",
     "OpenSSL does not say of all of them that they failed, and takes what it could not copy for the peer's "
     "fault."},
    {"SCH_CRED_REVOCATION_CHECK_*: the server's chain is checked for revocation, and a staple is asked for.",
     "The flags have no effect.", "Not built yet."},
    {"SCH_CRED_SNI_ENABLE_OCSP and OCSP staples of a server.", "No staple is sent.", "Not built yet."},
    {"SCH_SEND_AUX_RECORD: over TLS 1.0 a message is sent in two records.", "It is sent in one.",
     "A call of EncryptMessage makes one record, and the layout of the three buffers leaves no room for "
     "two."},
    {"A ClientHello in the format of SSL 2.0 that offers TLS.", "SEC_E_INVALID_TOKEN.",
     "No client of today sends it, and it starts no TLS record."},
    {"Deleting a context twice may give SEC_E_OK.", "SEC_E_INVALID_HANDLE the second time.",
     "A handle that was freed names nothing any more; a program that minds has an error to find."},
    {"AcquireCredentialsHandle with nowhere to put the handle crashes.", "SEC_E_INVALID_PARAMETER.",
     "A crash is of no use to anyone."},
    {"A private key that lives in memory only: SEC_E_NO_CREDENTIALS.", "SEC_E_OK.",
     "Windows keeps keys in another process; here nothing stands in the way."},
};

}  // namespace schannel::rules
