// How shipping programs shut a connection down: what they pass, and which statuses they accept.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule shutdown_callers[] = {
    {"SSPI-shutdown-as-in-curl", "InitializeSecurityContext without input, into one EMPTY buffer, allocated.",
     basis::relied_upon, "curl, mongo-c-driver: SEC_E_OK or SEC_I_CONTEXT_EXPIRED"},
    {"SSPI-shutdown-as-in-schannel-rs",
     "Either function with an empty token and an EMPTY buffer, into TOKEN, ALERT and EMPTY, allocated.",
     basis::relied_upon, "schannel-rs: SEC_E_OK only"},
    {"SSPI-shutdown-as-in-boost-wintls",
     "InitializeSecurityContext for both roles, into the buffer that still holds the control token, "
     "allocated.",
     basis::relied_upon, "boost-wintls: SEC_E_OK only"},
    {"SSPI-shutdown-as-in-libgit2",
     "InitializeSecurityContext with one empty TOKEN as input and as output, no target name, no new context.",
     basis::relied_upon, "libgit2: SEC_E_OK only"},
    {"SSPI-shutdown-as-in-pjsip",
     "InitializeSecurityContext for both roles with uninitialised memory of the caller as input and as "
     "output.",
     basis::relied_upon, "pjsip: SEC_E_OK only"},
    {"SSPI-shutdown-as-in-tsduck",
     "A client passes one description as input and as output; a server calls AcceptSecurityContext without "
     "input.",
     basis::relied_upon, "TSDuck: SEC_E_OK only"},
    {"SSPI-shutdown-as-in-ffmpeg",
     "Either function by role without input, repeated while it is to be continued.", basis::relied_upon,
     "FFmpeg: any status, but it loops on SEC_I_CONTINUE_NEEDED and SEC_I_MESSAGE_FRAGMENT"},
    {"SSPI-shutdown-as-in-qt",
     "Either function by role without input or new context, into TOKEN, ALERT and EMPTY, allocated.",
     basis::relied_upon, "Qt: SEC_E_OK or SEC_I_CONTEXT_EXPIRED"},
    {"SSPI-shutdown-as-in-aws-c-io",
     "InitializeSecurityContextA for both roles without input or new context, into one EMPTY buffer, "
     "allocated.",
     basis::relied_upon, "aws-c-io: SEC_E_OK or SEC_I_CONTEXT_EXPIRED"},
    {"SSPI-shutdown-as-in-poco",
     "A client calls InitializeSecurityContext with its handle as the new one, a server "
     "AcceptSecurityContext with "
     "none.",
     basis::relied_upon, "POCO: no failure"},
    {"SSPI-shutdown-as-in-streamssl",
     "Either function by role without input or new context, requirements and attributes in one variable.",
     basis::relied_upon, "StreamSSL: no failure"},
    {"SSPI-shutdown-as-in-s-chat",
     "A client calls InitializeSecurityContextA with requirements of AcceptSecurityContext.",
     basis::relied_upon, "s-chat: no failure"},
    {"SSPI-shutdown-as-in-dotnet",
     "Either function by role with an empty token and an EMPTY buffer, into TOKEN and ALERT, allocated.",
     basis::relied_upon, ".NET: any success; it sends a token that is not empty"},
    {"SSPI-shutdown-as-in-msspi",
     "Its handshake loop: either function by role, with what was left in its input buffer or with none.",
     basis::relied_upon, "msspi: SEC_E_OK, SEC_I_CONTEXT_EXPIRED or SEC_E_CONTEXT_EXPIRED"},
    {"SSPI-shutdown-as-in-tinymux",
     "Either function by role without input; the new context is the same handle or, in its console, none.",
     basis::relied_upon, "TinyMUX: no failure"},
    {"SSPI-shutdown-as-in-qpid-proton",
     "Either function by role with an empty token and an EMPTY buffer, into memory of the caller.",
     basis::relied_upon, "Apache Qpid Proton: SEC_E_OK only"},
    {"SSPI-shutdown-as-in-mongodb",
     "Either function by role without input, into one TOKEN, with the same handle as the new one.",
     basis::relied_upon, "MongoDB: SEC_E_OK only"},
};

}  // namespace schannel::rules
