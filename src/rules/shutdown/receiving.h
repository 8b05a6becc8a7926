// How the other side's end of the connection is recognised, and what happens when both ends speak at once.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule recognising_a_shutdown[] = {
    {"SSPI-DecryptMessage-goodbye",
     "close_notify: SEC_I_CONTEXT_EXPIRED, a HEADER of 5 bytes, a DATA buffer of none, the rest of the "
     "record "
     "as TRAILER, and EXTRA if bytes follow.",
     basis::documented, "Microsoft: Shutting Down an Schannel Connection"},
    {"SSPI-DecryptMessage-goodbye-after-data",
     "Data and close_notify in one buffer: SEC_E_OK with the data, and the alert as EXTRA; "
     "SEC_I_CONTEXT_EXPIRED "
     "for that.",
     basis::relied_upon, "all shipping programs, which loop on EXTRA"},
    {"SSPI-DecryptMessage-goodbye-before-bytes",
     "close_notify and more bytes: SEC_I_CONTEXT_EXPIRED, and the rest as EXTRA. The rest is never opened.",
     basis::relied_upon, "curl; RFC 8446 section 6.1"},
    {"SSPI-DecryptMessage-goodbye-in-part", "A part of the alert's record: SEC_E_INCOMPLETE_MESSAGE.",
     basis::verified, "observed on Windows for any record"},
    {"SSPI-DecryptMessage-cut-stream",
     "A stream that ends without close_notify never looks like one: SEC_E_INCOMPLETE_MESSAGE is all there "
     "is.",
     basis::relied_upon, "curl, which tells a cut stream from an ended one"},
    {"SSPI-DecryptMessage-goodbye-is-not-data",
     "close_notify is never reported as SEC_E_OK with no data, as Windows 2000 did.", basis::chosen,
     "curl and mongo-c-driver cope with either"},
    {"SSPI-DecryptMessage-goodbye-twice",
     "The record of a close_notify a second time: SEC_E_CONTEXT_EXPIRED.", basis::chosen,
     "as with any bytes after it"},
    {"SSPI-DecryptMessage-user-canceled",
     "A warning of user_canceled before close_notify: SEC_E_OK with no data, then SEC_I_CONTEXT_EXPIRED.",
     basis::documented, "RFC 8446 section 6.1"},
    {"SSPI-InitializeSecurityContext-goodbye",
     "Handed to the handshake's function instead, the record of a close_notify over TLS 1.2 gives "
     "SEC_I_CONTEXT_EXPIRED.",
     basis::chosen, "Shutting Down an Schannel Connection names this status for the function"},
    {"SSPI-shutdown-answers-their-goodbye",
     "After SEC_I_CONTEXT_EXPIRED the same procedure gives this side's close_notify.", basis::documented,
     "Microsoft: Shutting Down an Schannel Connection"},
};

inline constexpr rule both_ends_at_once[] = {
    {"SSPI-shutdown-with-data-in-flight",
     "Whoever says goodbye still reads what the peer had sent and goes on to send, up to its goodbye.",
     basis::relied_upon, ".NET"},
    {"SSPI-shutdown-at-the-same-time",
     "When both say goodbye before either has heard the other, each hears it, and no more tokens are needed.",
     basis::chosen, "RFC 8446 section 6.1 wants one goodbye in each direction"},
    {"SSPI-shutdown-right-after-the-handshake",
     "A goodbye right after the last handshake token arrives as one, when both are sent in their order.",
     basis::chosen, "the order is the program's duty"},
    {"SSPI-shutdown-half-closed",
     "Each direction ends by itself: after one goodbye the other side talks on for as long as it likes.",
     basis::documented, "RFC 8446 section 6.1"},
};

}  // namespace schannel::rules
