// What each function does in each state that shutdown events lead to.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule while_handshaking[] = {
    {"SSPI-EncryptMessage-mid-handshake", "SEC_E_INVALID_HANDLE.", basis::chosen,
     "there are no keys to use yet"},
    {"SSPI-DecryptMessage-mid-handshake", "SEC_E_INVALID_HANDLE.", basis::chosen,
     "there are no keys to use yet"},
    {"SSPI-ApplyControlToken-mid-handshake", "SCHANNEL_SHUTDOWN: SEC_E_OK.", basis::verified,
     "observed on Windows"},
    {"SSPI-InitializeSecurityContext-shutdown-mid-handshake", "After the token: SEC_E_OK and an alert.",
     basis::verified, "observed on Windows"},
    {"SSPI-QueryContextAttributes-mid-handshake",
     "What the handshake is to decide, stream sizes or certificates, is not there yet: SEC_E_INVALID_HANDLE.",
     basis::chosen, "as with messages"},
    {"SSPI-DeleteSecurityContext-mid-handshake", "SEC_E_OK, and nothing is sent.", basis::documented,
     "Microsoft: DeleteSecurityContext"},
};

inline constexpr rule while_established[] = {
    {"SSPI-EncryptMessage-established", "SEC_E_OK.", basis::documented,
     "Microsoft: EncryptMessage (Schannel)"},
    {"SSPI-DecryptMessage-established", "SEC_E_OK.", basis::documented,
     "Microsoft: DecryptMessage (Schannel)"},
    {"SSPI-ApplyControlToken-established", "SCHANNEL_SHUTDOWN: SEC_E_OK.", basis::documented,
     "Microsoft: Shutting Down an Schannel Connection"},
    {"SSPI-InitializeSecurityContext-shutdown-established", "After the token: SEC_E_OK and close_notify.",
     basis::relied_upon, "schannel-rs, boost-wintls, libgit2, pjsip"},
    {"SSPI-QueryContextAttributes-established", "SEC_E_OK.", basis::documented,
     "Microsoft: QueryContextAttributes (Schannel)"},
    {"SSPI-DeleteSecurityContext-established", "SEC_E_OK, and nothing is sent.", basis::documented,
     "Microsoft: Shutting Down an Schannel Connection"},
};

inline constexpr rule while_announced[] = {
    {"SSPI-EncryptMessage-shutdown-announced", "SEC_E_OK: nothing has been said yet.", basis::chosen,
     "the goodbye is the token, not the wish for it"},
    {"SSPI-DecryptMessage-shutdown-announced", "SEC_E_OK for data, never SEC_I_RENEGOTIATE.", basis::chosen,
     "no program expects the other"},
    {"SSPI-ApplyControlToken-shutdown-announced", "SCHANNEL_SHUTDOWN: SEC_E_OK.", basis::verified,
     "observed on Windows"},
    {"SSPI-InitializeSecurityContext-shutdown-announced", "SEC_E_OK and close_notify.", basis::documented,
     "Microsoft: Shutting Down an Schannel Connection"},
    {"SSPI-QueryContextAttributes-shutdown-announced", "SEC_E_OK.", basis::chosen,
     "nothing has been said yet"},
    {"SSPI-DeleteSecurityContext-shutdown-announced", "SEC_E_OK, and nothing is sent.", basis::documented,
     "Microsoft: Shutting Down an Schannel Connection"},
};

inline constexpr rule after_own_goodbye[] = {
    {"SSPI-EncryptMessage-own-goodbye-said", "SEC_E_CONTEXT_EXPIRED.", basis::documented,
     "Microsoft: EncryptMessage (Schannel), RFC 8446 section 6.1"},
    {"SSPI-DecryptMessage-own-goodbye-said",
     "SEC_E_OK for what the peer still sends, SEC_I_CONTEXT_EXPIRED for its close_notify.",
     basis::relied_upon, ".NET"},
    {"SSPI-ApplyControlToken-own-goodbye-said", "SCHANNEL_SHUTDOWN: SEC_E_OK.", basis::chosen,
     "repeating oneself is harmless"},
    {"SSPI-InitializeSecurityContext-own-goodbye-said",
     "With or without a new token: SEC_I_CONTEXT_EXPIRED and no token.", basis::chosen,
     "one goodbye is enough"},
    {"SSPI-QueryContextAttributes-own-goodbye-said", "SEC_E_OK.", basis::chosen,
     "what was agreed on stays known"},
    {"SSPI-DeleteSecurityContext-own-goodbye-said", "SEC_E_OK, and nothing is sent.", basis::documented,
     "Microsoft: Shutting Down an Schannel Connection"},
};

inline constexpr rule after_their_goodbye[] = {
    {"SSPI-EncryptMessage-their-goodbye-heard", "SEC_E_OK: this side may finish what it has to say.",
     basis::relied_upon, ".NET; RFC 8446 section 6.1"},
    {"SSPI-DecryptMessage-their-goodbye-heard", "SEC_E_CONTEXT_EXPIRED for whatever comes after it.",
     basis::chosen, "libgit2, msspi and libwebsockets take it for an end as well"},
    {"SSPI-ApplyControlToken-their-goodbye-heard", "SCHANNEL_SHUTDOWN: SEC_E_OK.", basis::documented,
     "Microsoft: Shutting Down an Schannel Connection"},
    {"SSPI-InitializeSecurityContext-their-goodbye-heard",
     "After the token: SEC_E_OK and close_notify. Without one: SEC_I_CONTEXT_EXPIRED and no token.",
     basis::documented, "Microsoft: Shutting Down an Schannel Connection"},
    {"SSPI-QueryContextAttributes-their-goodbye-heard", "SEC_E_OK.", basis::chosen,
     "what was agreed on stays known"},
    {"SSPI-DeleteSecurityContext-their-goodbye-heard", "SEC_E_OK, and nothing is sent.", basis::documented,
     "Microsoft: Shutting Down an Schannel Connection"},
};

inline constexpr rule after_both_goodbyes[] = {
    {"SSPI-EncryptMessage-both-goodbyes", "SEC_E_CONTEXT_EXPIRED.", basis::documented,
     "Microsoft: EncryptMessage (Schannel)"},
    {"SSPI-DecryptMessage-both-goodbyes", "SEC_E_CONTEXT_EXPIRED.", basis::chosen, "nothing can follow"},
    {"SSPI-ApplyControlToken-both-goodbyes", "SCHANNEL_SHUTDOWN: SEC_E_OK.", basis::chosen,
     "repeating oneself is harmless"},
    {"SSPI-InitializeSecurityContext-both-goodbyes",
     "With or without a new token: SEC_I_CONTEXT_EXPIRED and no token.", basis::chosen,
     "one goodbye is enough"},
    {"SSPI-QueryContextAttributes-both-goodbyes", "SEC_E_OK.", basis::chosen,
     "what was agreed on stays known"},
    {"SSPI-DeleteSecurityContext-both-goodbyes", "SEC_E_OK.", basis::documented,
     "Microsoft: Shutting Down an Schannel Connection"},
};

inline constexpr rule after_fatal_alert[] = {
    {"SSPI-EncryptMessage-fatal-alert", "SEC_E_CONTEXT_EXPIRED.", basis::chosen,
     "RFC 8446 section 6.2 forbids more"},
    {"SSPI-DecryptMessage-fatal-alert",
     "After the peer's alert: the same error again. After our own: SEC_E_CONTEXT_EXPIRED.", basis::chosen,
     "the reason stays known"},
    {"SSPI-ApplyControlToken-fatal-alert", "SCHANNEL_SHUTDOWN: SEC_E_OK.", basis::chosen,
     "a program may end in its usual way"},
    {"SSPI-InitializeSecurityContext-shutdown-fatal-alert",
     "After the token: SEC_E_OK and a token of no bytes, for nothing may follow a fatal alert; where it is "
     "allocated it has an address.",
     basis::relied_upon, "MongoDB's C driver passes pvBuffer on, whatever its length"},
    {"SSPI-QueryContextAttributes-fatal-alert", "SEC_E_OK for certificates and ciphers.", basis::chosen,
     "what was agreed on stays known"},
    {"SSPI-DeleteSecurityContext-fatal-alert", "SEC_E_OK, and nothing is sent.", basis::documented,
     "Microsoft: DeleteSecurityContext"},
};

}  // namespace schannel::rules
