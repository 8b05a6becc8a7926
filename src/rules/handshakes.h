// Handshakes beyond the plain first one: renegotiation, client authentication, resumption, old versions.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule renegotiation[] = {
    {"SSPI-InitializeSecurityContext-renegotiation",
     "An established context before TLS 1.3, no input, no control token: SEC_I_CONTINUE_NEEDED and a "
     "ClientHello under the keys in use.",
     basis::verified, "observed on Windows"},
    {"SSPI-AcceptSecurityContext-renegotiation",
     "The same of a server: SEC_E_OK and a HelloRequest under the keys in use.", basis::relied_upon, ".NET"},
    {"SSPI-DecryptMessage-renegotiation",
     "The peer's HelloRequest or ClientHello: SEC_I_RENEGOTIATE, with a HEADER of 5 bytes, no DATA, and the "
     "rest of the record as TRAILER.",
     basis::verified, "observed on Windows"},
    {"SSPI-InitializeSecurityContext-follows-renegotiation",
     "After that, without input or given the EXTRA bytes: SEC_I_CONTINUE_NEEDED and a ClientHello.",
     basis::verified, "observed on Windows without input; with it: Renegotiating an Schannel Connection"},
    {"SSPI-AcceptSecurityContext-takes-records",
     "A server that has asked may hand the client's records to the function as they come.",
     basis::relied_upon, ".NET"},
    {"SSPI-renegotiation-completes",
     "The new handshake ends with SEC_E_OK on both sides, any number of times; data and goodbyes are then "
     "what they were before.",
     basis::documented, "Microsoft: Renegotiating an Schannel Connection"},
    {"SSPI-renegotiation-data-in-flight",
     "What either side had sent before it knew of the renegotiation is opened in its place.",
     basis::documented, "Microsoft: Renegotiating an Schannel Connection"},
    {"SSPI-renegotiation-talks-on",
     "A client that has asked sends and opens data until the server answers, over AEAD suites.",
     basis::documented, "Microsoft: Renegotiating an Schannel Connection"},
    {"SSPI-renegotiation-insecure",
     "A server whose hello does not speak of secure renegotiation: SEC_E_ILLEGAL_MESSAGE, and "
     "handshake_failure where an alert was asked for. A server that asks such a client for another "
     "handshake: "
     "SEC_E_UNSUPPORTED_FUNCTION, and the connection goes on.",
     basis::chosen, "our choice: RFC 5746 section 4.1 leaves it to the client"},
    {"SSPI-renegotiation-client-certificate",
     "A server that asks with ASC_REQ_MUTUAL_AUTH gets the client's certificate, be it of the credential in "
     "use or of a new one.",
     basis::documented, "Microsoft: Renegotiating an Schannel Connection"},
};

inline constexpr rule renegotiation_and_shutdown[] = {
    {"SSPI-renegotiation-goodbye",
     "The peer's close_notify while a renegotiation is pending: SEC_I_CONTEXT_EXPIRED from the handshake's "
     "function, and from DecryptMessage.",
     basis::chosen, "Shutting Down an Schannel Connection names this status for the function"},
    {"SSPI-shutdown-instead-of-renegotiation",
     "SCHANNEL_SHUTDOWN after SEC_I_RENEGOTIATE: SEC_E_OK and one close_notify of the usual size.",
     basis::chosen, "our choice: a program may leave rather than renegotiate"},
    {"SSPI-shutdown-while-renegotiating",
     "SCHANNEL_SHUTDOWN before the peer has answered a wish to renegotiate: SEC_E_OK and one close_notify of "
     "the usual size.",
     basis::chosen, "our choice: as on an established connection"},
};

inline constexpr rule client_authentication[] = {
    {"SSPI-InitializeSecurityContext-client-certificate",
     "The credential's certificate is shown to a server that asks, and to no other.", basis::documented,
     "Microsoft: Performing Authentication Using Schannel"},
    {"SSPI-AcceptSecurityContext-without-client-certificate",
     "ASC_REQ_MUTUAL_AUTH and a client that shows none: SEC_E_OK, and SEC_E_NO_CREDENTIALS for its "
     "certificate.",
     basis::relied_upon, ".NET, Ice, schannel-rs"},
    {"SSPI-AcceptSecurityContext-post-handshake",
     "An established TLS 1.3 context, no input, ASC_REQ_MUTUAL_AUTH: SEC_E_OK and a request; the answer is "
     "taken after SEC_I_RENEGOTIATE or by AcceptSecurityContext itself, and data in flight is not lost.",
     basis::relied_upon, ".NET; RFC 8446 section 4.6.2"},
    {"SSPI-AcceptSecurityContext-post-handshake-unsupported",
     "The same of a client that did not offer it: SEC_E_UNSUPPORTED_FUNCTION, and the connection goes on.",
     basis::chosen, "our choice: RFC 8446 section 4.6.2 forbids the request"},
    {"SSPI-InitializeSecurityContext-post-handshake",
     "Given the EXTRA bytes of such a request: SEC_E_OK and the answer, or SEC_I_INCOMPLETE_CREDENTIALS "
     "first.",
     basis::documented, "Microsoft: DecryptMessage (Schannel)"},
};

inline constexpr rule incomplete_credentials[] = {
    {"SSPI-InitializeSecurityContext-incomplete-credentials",
     "A server asks and the credential has no certificate: SEC_I_INCOMPLETE_CREDENTIALS and no token.",
     basis::documented, "Microsoft: InitializeSecurityContext (Schannel)"},
    {"SSPI-InitializeSecurityContext-supplied-credentials",
     "With ISC_REQ_USE_SUPPLIED_CREDS the handshake goes on without a certificate and without that status.",
     basis::relied_upon, "curl, schannel-rs"},
    {"SSPI-InitializeSecurityContext-incomplete-credentials-continued",
     "The handshake goes on with the same input again or with none, with or without "
     "ISC_REQ_USE_SUPPLIED_CREDS; "
     "the certificate of a new credential is shown.",
     basis::relied_upon, "curl, FFmpeg, Qt, StreamSSL, each in its own way"},
    {"SSPI-InitializeSecurityContext-incomplete-credentials-once",
     "The status comes once for each request of the server's: one in a handshake, and over TLS 1.3 any "
     "number "
     "after it.",
     basis::chosen, "our choice: a program that only repeats its call gets on"},
    {"SSPI-InitializeSecurityContext-incomplete-credentials-issuers",
     "ISSUER_LIST_EX answers while the handshake waits.", basis::documented,
     "Microsoft: SecPkgContext_IssuerListInfoEx"},
    {"SSPI-InitializeSecurityContext-incomplete-credentials-shutdown",
     "SCHANNEL_SHUTDOWN while it waits: SEC_E_OK and one close_notify.", basis::chosen,
     "our choice: as in any handshake"},
};

inline constexpr rule resumption[] = {
    {"SSPI-resumption-by-id",
     "Before TLS 1.3 a second connection reports SSL_SESSION_RECONNECT on both sides, and the id of the "
     "first.",
     basis::documented, "Microsoft: SecPkgContext_SessionInfo"},
    {"SSPI-resumption-by-ticket",
     "With ASC_REQ_SESSION_TICKET a server resumes by ticket; over TLS 1.3 it resumes in no other way.",
     basis::relied_upon, "MsQuic"},
    {"SSPI-resumption-same-name", "A client resumes sessions of the same target name only.",
     basis::documented, "Microsoft: InitializeSecurityContext (Schannel)"},
    {"SSPI-resumption-same-credential", "A client resumes sessions of the same credential only.",
     basis::documented, "Microsoft: InitializeSecurityContext (Schannel)"},
    {"SSPI-resumption-lifespan",
     "dwSessionLifespan: for so many milliseconds, by a server's clock in whole seconds; 0 is 10 hours, and "
     "the largest number is never.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
    {"SSPI-resumption-validated-once",
     "A client that had the server's certificate checked resumes the session without another check: the name "
     "and the credential are the same.",
     basis::chosen, "our choice: a reconnect has no certificate to look at"},
    {"SSPI-resumption-disabled-for-a-session",
     "SSL_SESSION_DISABLE_RECONNECTS, at any time: the session is not resumed, unless it is enabled again.",
     basis::documented, "Microsoft: SCHANNEL_SESSION_TOKEN"},
    {"SSPI-resumption-disabled-for-a-credential",
     "A server's credential with SCH_CRED_DISABLE_RECONNECTS has full handshakes only.", basis::documented,
     "Microsoft: SCHANNEL_CRED"},
    {"SSPI-resumption-certificates", "REMOTE_CERT_CONTEXT answers on a resumed connection as on the first.",
     basis::relied_upon, ".NET"},
    {"SSPI-resumption-without-goodbye", "A connection that ended without close_notify can be resumed.",
     basis::documented, "RFC 5246 section 7.2.1"},
    {"SSPI-resumption-after-fatal-alert", "A connection that ended with a fatal alert cannot.",
     basis::documented, "RFC 5246 section 7.2.2"},
};

inline constexpr rule failures[] = {
    {"SSPI-failures-and-alerts",
     "With ISC_REQ_EXTENDED_ERROR or ASC_REQ_EXTENDED_ERROR the alert says what failed: bad_record_mac for "
     "SEC_E_MESSAGE_ALTERED, decrypt_error for SEC_E_DECRYPT_FAILURE, handshake_failure for "
     "SEC_E_ALGORITHM_MISMATCH, protocol_version for SEC_E_UNSUPPORTED_FUNCTION, no_application_protocol for "
     "SEC_E_APPLICATION_PROTOCOL_MISMATCH, unknown_ca for SEC_E_UNTRUSTED_ROOT; decode_error, "
     "unexpected_message or illegal_parameter for SEC_E_ILLEGAL_MESSAGE; internal_error for "
     "SEC_E_INSUFFICIENT_MEMORY, as far as there is memory to say so.",
     basis::chosen, "our choice: RFC 8446 section 6.2, and the way back of Microsoft's table"},
    {"SSPI-InitializeSecurityContext-downgrade",
     "A client that speaks TLS 1.3, and a server that says it could but does not: SEC_E_ILLEGAL_MESSAGE.",
     basis::documented, "RFC 8446 section 4.1.3"},
};

inline constexpr rule choice_of_certificates[] = {
    {"SSPI-AcceptSecurityContext-certificate-by-algorithm",
     "Of several certificates a server shows one whose key the client's signature algorithms and "
     "suites allow.",
     basis::documented, "RFC 8446 section 4.4.2.2"},
    {"SSPI-AcceptSecurityContext-intermediates",
     "The certificate's issuers go along, as far as its store has them, and a root with SCH_SEND_ROOT_CERT "
     "alone.",
     basis::documented, "Microsoft: SCHANNEL_CRED"},
};

inline constexpr rule old_versions[] = {
    {"SSPI-old-versions-on-request",
     "TLS 1.0 and 1.1 are spoken where SCHANNEL_CRED names them, and nowhere else.", basis::documented,
     "Microsoft: TLS registry settings"},
    {"SSPI-old-versions-messages",
     "Messages of every length arrive; a changed record: SEC_E_MESSAGE_ALTERED, and the connection is over.",
     basis::documented, "Microsoft: DecryptMessage (Schannel)"},
    {"SSPI-shutdown-over-tls-1-0", "A close_notify of 37 bytes with AES-CBC and SHA-1.", basis::documented,
     "RFC 2246 section 6.2.3.2"},
    {"SSPI-shutdown-over-tls-1-1", "A close_notify of 53 bytes with AES-CBC and SHA-1.", basis::documented,
     "RFC 4346 section 6.2.3.2"},
    {"SSPI-shutdown-in-the-clear-over-tls-1-0",
     "Mid-handshake, each time: SEC_E_OK and 15 03 01 00 02 01 00.", basis::verified, "observed on Windows"},
};

inline constexpr topic handshake_topics[] = {
    {"More handshakes", "Renegotiation before TLS 1.3", renegotiation},
    {"More handshakes", "Renegotiation and shutdown", renegotiation_and_shutdown},
    {"More handshakes", "Client authentication", client_authentication},
    {"More handshakes", "A client without a certificate", incomplete_credentials},
    {"More handshakes", "Resumption", resumption},
    {"More handshakes", "Failures", failures},
    {"More handshakes", "The server's certificate", choice_of_certificates},
    {"More handshakes", "TLS 1.0 and 1.1", old_versions},
};

}  // namespace schannel::rules
