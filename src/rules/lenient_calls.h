// What calls may leave out or pass along, and what many threads may do.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule lenient_handshakes[] = {
    {"SSPI-attributes-may-be-null", "No function needs a variable for the attributes.", basis::chosen,
     "our choice: a crash is of no use to anyone"},
    {"SSPI-InitializeSecurityContext-needs-an-outbound-credential",
     "A server's credential: SEC_E_NO_CREDENTIALS.", basis::chosen,
     "our choice: as AcceptSecurityContext does with a client's"},
    {"SSPI-first-call-needs-a-new-handle",
     "A first call of either function without phNewContext: SEC_E_INVALID_HANDLE.", basis::chosen,
     "our choice: nobody could go on with the context"},
    {"SSPI-InitializeSecurityContext-other-input",
     "SECBUFFER_CHANNEL_BINDINGS, and buffers of other types that have no meaning here, are passed over.",
     basis::chosen, "our choice: bindings are for packages that authenticate inside TLS"},
    {"SSPI-InitializeSecurityContext-extra-in-any-place",
     "EXTRA is reported in the first EMPTY buffer, wherever it is.", basis::relied_upon, "MsQuic"},
    {"SSPI-handshake-options-in-any-place",
     "Buffers with options may stand in front of the TOKEN as well as behind it.", basis::documented,
     "Microsoft: AcceptSecurityContext (Schannel)"},
    {"SSPI-InitializeSecurityContext-extra-without-a-place",
     "Without an EMPTY buffer nothing says how much was left over; it is not used, and can be opened.",
     basis::chosen, "our choice: on Windows it is lost"},
    {"SSPI-InitializeSecurityContext-alert-buffer-on-failure",
     "A failure's alert is in TOKEN; an ALERT buffer is left with no bytes.", basis::relied_upon,
     ".NET, which sends what it finds in either"},
    {"SSPI-InitializeSecurityContext-later-call-without-output",
     "A later call that has a token to give and nowhere to put it: SEC_E_INVALID_TOKEN; the same call with "
     "an "
     "output gives it.",
     basis::chosen, "our choice: as with too little room"},
    {"SSPI-InitializeSecurityContext-takes-no-data",
     "Application data that is handed to the function after the handshake is not used: SEC_E_OK, and all of "
     "it is EXTRA.",
     basis::chosen, "our choice: on Windows it is lost"},
    {"SSPI-AcceptSecurityContext-expiry",
     "The end of the client's certificate, or the largest time where it has none.", basis::documented,
     "Microsoft: AcceptSecurityContext (Schannel)"},
    {"SSPI-AcceptSecurityContext-hello-retry-request",
     "A client of TLS 1.3 whose group is not the server's: SEC_I_CONTINUE_NEEDED and a HelloRetryRequest, "
     "and "
     "the handshake goes on.",
     basis::documented, "RFC 8446 section 4.1.4"},
    {"SSPI-InitializeSecurityContext-manual-by-credential",
     "SCH_CRED_MANUAL_CRED_VALIDATION alone does not set ISC_RET_MANUAL_CRED_VALIDATION.", basis::chosen,
     "our choice: the attributes say what the call required"},
};

inline constexpr rule lenient_credentials[] = {
    {"SSPI-AcquireCredentialsHandle-other-arguments",
     "The principal, the logon id, the function for keys and its argument are not looked at.",
     basis::documented, "Microsoft: AcquireCredentialsHandle (Schannel)"},
    {"SSPI-AcquireCredentialsHandle-both-uses", "SECPKG_CRED_BOTH: one credential for clients and servers.",
     basis::documented, "Microsoft: AcquireCredentialsHandle (Schannel)"},
    {"SSPI-AcquireCredentialsHandle-other-flags",
     "Flags about accounts, the network and the kernel of Windows, and bits that nobody has defined: "
     "SEC_E_OK, "
     "and connections like any other.",
     basis::chosen, "our choice: no mistake of the caller's"},
    {"SSPI-AcquireCredentialsHandle-invented-certificate",
     "A certificate context that no function has made: SEC_E_UNKNOWN_CREDENTIALS.", basis::verified,
     "observed on Windows"},
    {"SSPI-session-caches-off",
     "ClientCacheTime, ServerCacheTime or MaximumCacheSize of 0: that side resumes no session.",
     basis::documented, "Microsoft: TLS registry settings"},
};

inline constexpr rule more_algorithms[] = {
    {"SSPI-QueryContextAttributes-stream-sizes-of-cbc",
     "Around AES-CBC: 5 bytes of header, and 16 of IV since TLS 1.1; as trailer the MAC and up to 16 bytes "
     "of "
     "padding.",
     basis::chosen, "our choice: RFC 5246 section 6.2.3.2"},
    {"SSPI-QueryContextAttributes-connection-info-algorithms",
     "AES by its length, the MAC's digest or else that of the suite, ephemeral curves, each with its "
     "strength.",
     basis::chosen, "our choice: Windows' numbers for AEAD suites are not published"},
};

inline constexpr rule more_threads[] = {
    {"SSPI-DeleteSecurityContext-in-another-thread",
     "A context may go while other threads use it: their calls end with SEC_E_OK or SEC_E_INVALID_HANDLE.",
     basis::chosen, "our choice: a mistake of the program's that it survives"},
    {"SSPI-functions-in-many-threads",
     "Credentials may be acquired, asked and freed, packages listed and caches emptied by many threads at "
     "once.",
     basis::chosen, "our choice: no page forbids it"},
};

inline constexpr topic lenient_call_topics[] = {
    {"Lenient calls", "Handshakes", lenient_handshakes},
    {"Lenient calls", "Credentials", lenient_credentials},
    {"Lenient calls", "Older algorithms", more_algorithms},
    {"Lenient calls", "Threads", more_threads},
};

}  // namespace schannel::rules
