// What ApplyControlToken makes of everything it can be given.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule control_token_inputs[] = {
    {"SSPI-ApplyControlToken-null-context", "No context: SEC_E_INVALID_HANDLE.", basis::verified,
     "observed on Windows"},
    {"SSPI-ApplyControlToken-null-input", "No description of buffers: SEC_E_INTERNAL_ERROR.", basis::verified,
     "observed on Windows"},
    {"SSPI-ApplyControlToken-not-two-buffers",
     "Two buffers, be they two tokens or a token and an empty one: SEC_E_INVALID_TOKEN.", basis::verified,
     "observed on Windows"},
    {"SSPI-ApplyControlToken-not-without-buffers", "A description of no buffers: SEC_E_INVALID_TOKEN.",
     basis::chosen, "as with any count but one"},
    {"SSPI-ApplyControlToken-buffer-is-a-token",
     "A buffer of another type than SECBUFFER_TOKEN, ALERT or DATA for example: SEC_E_INVALID_TOKEN.",
     basis::verified, "observed on Windows"},
    {"SSPI-ApplyControlToken-holds-a-dword", "A token of fewer than 4 bytes: SEC_E_UNSUPPORTED_FUNCTION.",
     basis::verified, "observed on Windows"},
    {"SSPI-ApplyControlToken-shutdown", "SCHANNEL_SHUTDOWN in 4 bytes, or in more: SEC_E_OK.",
     basis::verified, "observed on Windows"},
    {"SSPI-ApplyControlToken-renegotiate", "SCHANNEL_RENEGOTIATE: SEC_E_UNSUPPORTED_FUNCTION.",
     basis::verified, "observed on Windows"},
    {"SSPI-ApplyControlToken-alert",
     "A SCHANNEL_ALERT_TOKEN: SEC_E_OK, and the call that follows gives that alert as its token.",
     basis::documented, "Microsoft: SCHANNEL_ALERT_TOKEN"},
    {"SSPI-ApplyControlToken-alert-is-whole",
     "A SCHANNEL_ALERT_TOKEN of fewer than 12 bytes, or of a level or a number that no alert has: "
     "SEC_E_UNSUPPORTED_FUNCTION.",
     basis::chosen, "as with a token too short for its DWORD"},
    {"SSPI-ApplyControlToken-session",
     "A SCHANNEL_SESSION_TOKEN that enables or disables reconnects: SEC_E_OK; one that does neither, or "
     "both, "
     "or has fewer than 8 bytes: SEC_E_UNSUPPORTED_FUNCTION.",
     basis::documented, "Microsoft: SCHANNEL_SESSION_TOKEN"},
    {"SSPI-ApplyControlToken-unknown-request", "Any other value: SEC_E_UNSUPPORTED_FUNCTION.", basis::chosen,
     "as with SCHANNEL_RENEGOTIATE"},
    {"SSPI-ApplyControlToken-requests-together",
     "Several requests before the call that follows: one token with all of them, a goodbye last; a fatal "
     "alert takes "
     "the goodbye's place.",
     basis::chosen, "our choice: RFC 8446 section 6.1 sends user_canceled before close_notify"},
    {"SSPI-ApplyControlToken-shutdown-repeated",
     "SCHANNEL_SHUTDOWN several times before the call that follows: SEC_E_OK each time, and one "
     "close_notify.",
     basis::verified, "observed on Windows"},
    {"SSPI-ApplyControlToken-shutdown-mid-handshake",
     "SCHANNEL_SHUTDOWN between the first token and the end of the handshake: SEC_E_OK.", basis::verified,
     "observed on Windows"},
    {"SSPI-ApplyControlToken-shutdown-of-either-role",
     "SCHANNEL_SHUTDOWN on an established client or server: SEC_E_OK.", basis::relied_upon,
     "all shipping programs that shut down"},
    {"SSPI-ApplyControlToken-shutdown-after-their-goodbye",
     "SCHANNEL_SHUTDOWN after the peer's close_notify: SEC_E_OK.", basis::documented,
     "Microsoft: Shutting Down an Schannel Connection"},
    {"SSPI-ApplyControlToken-shutdown-after-failed-handshake",
     "SCHANNEL_SHUTDOWN after a failed handshake: SEC_E_OK. The call that follows gives the alert that no "
     "call has "
     "given yet.",
     basis::chosen, "the peer learns why"},
    {"SSPI-ApplyControlToken-shutdown-while-interrupted",
     "SCHANNEL_SHUTDOWN between SEC_I_RENEGOTIATE and the call it asks for: SEC_E_OK, and close_notify "
     "follows.",
     basis::chosen, "an end is possible at any time"},
    {"SSPI-ApplyControlToken-copies-its-token", "The token may be unaligned, and may change after the call.",
     basis::relied_upon, "shipping programs, which keep it on the stack"},
    {"SSPI-ApplyControlToken-writes-nothing", "Neither the buffers nor what they hold is written to.",
     basis::documented, "Microsoft: ApplyControlToken"},
};

}  // namespace schannel::rules
