// What can be asked of a context, and what the extensions of the handshake agreed on.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule context_attributes[] = {
    {"SSPI-QueryContextAttributes-stream-sizes",
     "Header and trailer of the suite, messages of up to 16384 bytes, 4 buffers, blocks of 16 bytes.",
     basis::chosen, "Windows' exact header and trailer are not published; the rest was seen there"},
    {"SSPI-QueryContextAttributes-connection-info",
     "The version as a bit of the own role, and a cipher of at least 128 bits.", basis::documented,
     "Microsoft: SecPkgContext_ConnectionInfo"},
    {"SSPI-QueryContextAttributes-cipher-info",
     "The version on the wire, the suite by number and name, AES, and the exchange's bounds.",
     basis::verified, "observed on Windows"},
    {"SSPI-QueryContextAttributes-cipher-info-version", "Another dwVersion than 1: SEC_E_INVALID_PARAMETER.",
     basis::chosen, "no other is known"},
    {"SSPI-QueryContextAttributes-remote-certificate",
     "The server's certificate, with a reference of its own, in a store that holds what the server sent.",
     basis::verified, "observed on Windows"},
    {"SSPI-QueryContextAttributes-no-remote-certificate",
     "A client without a certificate: SEC_E_NO_CREDENTIALS.", basis::relied_upon, "schannel-rs, .NET"},
    {"SSPI-QueryContextAttributes-local-certificate",
     "The own certificate; SEC_E_NO_CREDENTIALS where there is none.", basis::documented,
     "Microsoft: QueryContextAttributes (Schannel)"},
    {"SSPI-QueryContextAttributes-session-info",
     "A session id of at most 32 bytes; no reconnect after a full handshake.", basis::documented,
     "Microsoft: SecPkgContext_SessionInfo"},
    {"SSPI-QueryContextAttributes-unknown", "An attribute it does not have: SEC_E_UNSUPPORTED_FUNCTION.",
     basis::verified, "observed on Windows for NEGOTIATION_INFO"},
    {"SSPI-QueryContextAttributes-null-buffer", "Nowhere to put the answer: SEC_E_INTERNAL_ERROR.",
     basis::chosen, "as observed for credentials"},
};

inline constexpr rule application_protocols[] = {
    {"SSPI-ALPN-overlap",
     "Lists that overlap: both sides report the first of the server's that the client has.", basis::verified,
     "observed on Windows for a client; .NET"},
    {"SSPI-ALPN-no-overlap",
     "Lists that do not overlap: SEC_E_APPLICATION_PROTOCOL_MISMATCH, and alert 120 tells the client the "
     "same.",
     basis::documented, "Microsoft: AcceptSecurityContext (Schannel)"},
    {"SSPI-ALPN-only-server", "Only the server has a list: the handshake succeeds, and none is reported.",
     basis::relied_upon, ".NET"},
    {"SSPI-ALPN-only-client", "Only the client has a list: the handshake succeeds, and none is reported.",
     basis::documented, "RFC 7301 section 3.1"},
    {"SSPI-ALPN-malformed", "A list that cannot be read: SEC_E_INVALID_TOKEN.", basis::chosen,
     "as with any buffer that cannot be read"},
    {"SSPI-ALPN-size-rounded-up", "A size of all lists that is larger than the buffer does no harm.",
     basis::verified, "observed on Windows"},
    {"SSPI-ALPN-repeated", "The list may be passed with every call; the first call's counts.",
     basis::relied_upon, "schannel-rs"},
    {"SSPI-SNI-any-target-name",
     "A name, a name with a dot at its end, an address, a name outside ASCII, none.", basis::chosen,
     "what cannot be an SNI name is not sent"},
    {"SSPI-SNI-outside-ascii",
     "The labels of the name are sent as A-labels; the server finds its certificate by them.",
     basis::documented, "RFC 6066 section 3; .NET converts before it calls"},
    {"SSPI-SNI-dot-at-the-end", "The dot is not sent.", basis::documented, "RFC 6066 section 3"},
    {"SSPI-SNI-not-a-host-name",
     "An address, or what holds anything but letters, digits, hyphens, underscores and dots: nothing is "
     "sent.",
     basis::documented, "RFC 6066 section 3"},
};

inline constexpr topic attribute_topics[] = {
    {"Attributes of a context", "", context_attributes},
    {"Names and application protocols", "", application_protocols},
};

}  // namespace schannel::rules
