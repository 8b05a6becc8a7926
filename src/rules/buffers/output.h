// Where the handshake's functions put what is to be sent.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule handshake_output[] = {
    {"SSPI-InitializeSecurityContext-allocated-output",
     "With ALLOCATE_MEMORY the pointer and length that come in are replaced, whatever they were.",
     basis::verified, "observed on Windows"},
    {"SSPI-InitializeSecurityContext-empty-output", "With ALLOCATE_MEMORY an EMPTY buffer becomes the TOKEN.",
     basis::relied_upon, "curl, mongo-c-driver, schannel-rs, SqueakSSL"},
    {"SSPI-InitializeSecurityContext-null-output",
     "A TOKEN whose pointer is NULL is allocated, asked for or not.", basis::verified, "observed on Windows"},
    {"SSPI-InitializeSecurityContext-callers-output",
     "Memory of the caller receives the token, and its length receives the token's.", basis::verified,
     "observed on Windows"},
    {"SSPI-InitializeSecurityContext-callers-output-of-no-bytes",
     "Memory of the caller with a length of 0: SEC_E_INSUFFICIENT_MEMORY.", basis::verified,
     "observed on Windows"},
    {"SSPI-InitializeSecurityContext-callers-output-too-small",
     "Too little memory: SEC_E_INSUFFICIENT_MEMORY, and the same call with enough gives the same token.",
     basis::chosen, "msquic repeats its call too"},
    {"SSPI-InitializeSecurityContext-nothing-to-send", "Nothing to send: a length of 0.", basis::verified,
     "observed on Windows"},
    {"SSPI-InitializeSecurityContext-alert-buffer-of-no-bytes",
     "An ALERT buffer of the caller with a length of 0: SEC_E_INSUFFICIENT_MEMORY, alert or not, with the "
     "attributes 0x1C and an expiry of 0.",
     basis::verified, "observed on Windows"},
    {"SSPI-InitializeSecurityContext-alert-buffer",
     "Without an alert the ALERT buffer keeps its type and gets a length of 0.", basis::verified,
     "observed on Windows"},
    {"SSPI-AcceptSecurityContext-output",
     "A server's tokens are put where a client's are. A first call that cannot put its token anywhere makes "
     "no context: SEC_E_INSUFFICIENT_MEMORY, or SEC_E_INVALID_TOKEN without an output.",
     basis::documented, "Microsoft: AcceptSecurityContext (Schannel)"},
    {"SSPI-InitializeSecurityContext-surplus-output", "EMPTY buffers behind TOKEN and ALERT are left alone.",
     basis::verified, "observed on Windows; Qt, aws-c-io"},
};

}  // namespace schannel::rules
