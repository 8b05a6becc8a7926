// Who completes a handshake first, and with what to send.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule last_legs[] = {
    {"SSPI-last-legs-over-tls-1-2",
     "The server is done first: SEC_E_OK with its last token. The client's SEC_E_OK comes with none.",
     basis::documented, "RFC 5246 section 7.3"},
    {"SSPI-last-legs-of-a-reconnect",
     "Where TLS 1.2 resumes a session the client is done first: SEC_E_OK with its last token. The server's "
     "SEC_E_OK comes with none.",
     basis::documented, "RFC 5246 section 7.3"},
    {"SSPI-last-legs-over-tls-1-3",
     "The client is done first: SEC_E_OK with its last token. The server's SEC_E_OK comes with a ticket if "
     "it "
     "gives any out, else with none.",
     basis::relied_upon, "MsQuic, WinTLS; RFC 8446 section 2"},
    {"SSPI-AcceptSecurityContext-proof-of-key",
     "A client that shows a certificate and does not have its key: SEC_E_DECRYPT_FAILURE, and decrypt_error "
     "where an alert was asked for.",
     basis::documented, "RFC 5246 section 7.4.8"},
};

inline constexpr topic last_leg_topics[] = {{"More handshakes", "The last legs", last_legs}};

}  // namespace schannel::rules
