// TLS extensions that a program sends or waits for itself.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule generic_extensions[] = {
    {"SSPI-generic-extension-sent",
     "What the first call's SECBUFFER_SEND_GENERIC_TLS_EXTENSION holds is in the ClientHello, and the answer "
     "in the server's hello or its EncryptedExtensions, of that connection alone.",
     basis::documented, "Microsoft: schannel.h"},
    {"SSPI-generic-extension-received",
     "An extension that the first call subscribed to: SEC_I_GENERIC_EXTENSION_RECEIVED, no token, and "
     "number, "
     "length and content in the output buffer of that type; the same call again goes on.",
     basis::relied_upon, "MsQuic"},
    {"SSPI-generic-extension-too-small",
     "Less room than that: SEC_E_EXT_BUFFER_TOO_SMALL and the size that it takes; the call can be repeated.",
     basis::documented, "Microsoft: schannel.h; winerror.h"},
    {"SSPI-generic-extension-unsubscribed",
     "Without a subscription, or without a buffer for it, the handshake goes on and nothing is reported.",
     basis::chosen, "our choice"},
    {"SSPI-generic-extension-malformed",
     "A flag, more than two subscriptions, or less memory than is spoken of: SEC_E_INVALID_TOKEN.",
     basis::chosen, "our choice; Microsoft: schannel.h reserves the flags and sets the limit"},
    {"SSPI-generic-extension-refused",
     "An extension that TLS here has a use for, or a message that does not carry it: "
     "SEC_E_UNSUPPORTED_FUNCTION.",
     basis::chosen, "our choice"},
};

}  // namespace schannel::rules
