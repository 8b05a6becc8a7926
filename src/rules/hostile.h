// What bytes of an enemy lead to.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule hostile_bytes[] = {
    {"SSPI-AcceptSecurityContext-altered-client-flight",
     "A bit flipped in any byte that the client sends: no connection, or one in which nothing was altered.",
     basis::documented, "RFC 8446 section 4.4.4, RFC 5246 section 7.4.9"},
    {"SSPI-InitializeSecurityContext-altered-server-flight",
     "A bit flipped in any byte that the server sends: no connection, or one in which nothing was altered.",
     basis::documented, "RFC 8446 section 4.4.4, RFC 5246 section 7.4.9"},
    {"SSPI-DecryptMessage-altered-record",
     "A bit flipped in any byte of a record: an error or a wait for more, never data.", basis::documented,
     "RFC 8446 section 5.2, RFC 5246 section 6.2.3.3"},
    {"SSPI-DecryptMessage-altered-goodbye",
     "A bit flipped in any byte of a close_notify: never SEC_I_CONTEXT_EXPIRED.", basis::documented,
     "RFC 8446 section 6.1"},
    {"SSPI-data-before-finished",
     "Application data before the peer's Finished, under whatever keys and behind whatever passes for a "
     "handshake message: SEC_E_ILLEGAL_MESSAGE. In the clear, where records are sealed by then: "
     "SEC_E_MESSAGE_ALTERED.",
     basis::documented, "RFC 8446 section 4.4.4, RFC 5246 section 7.4.9"},
    {"SSPI-fatal-goodbye",
     "close_notify at the level fatal, in a handshake or over TLS 1.2: SEC_E_ILLEGAL_MESSAGE, never a "
     "success.",
     basis::chosen, "our choice: RFC 5246 section 7.2.1 knows it as a warning only"},
    {"SSPI-InitializeSecurityContext-impossible-target",
     "A target name that begins with a dot or has more than 255 bytes: SEC_E_TARGET_UNKNOWN.", basis::chosen,
     "our choice: RFC 6066 section 3, and a dot would widen the check of the name"},
    {"SSPI-handshake-truncated", "A handshake cut short anywhere waits for more, and never completes.",
     basis::documented, "Microsoft: Extra Buffers Returned by Schannel"},
    {"SSPI-handshake-any-bytes",
     "Random bytes, and random bytes behind a good header: an error or a wait for more.", basis::chosen,
     "every byte is hostile"},
    {"SSPI-DecryptMessage-any-bytes",
     "Random bytes, and random bytes behind a good header: an error or a wait for more.", basis::chosen,
     "every byte is hostile"},
};

inline constexpr rule hostile_files[] = {
    {"SSPI-bad-file-cut-short",
     "What is cut short anywhere: the code that its function documents, no object, and nothing stays behind.",
     basis::documented, "Microsoft: CryptDecodeObjectEx"},
    {"SSPI-bad-file-oversized",
     "Lengths beyond the end, of four gigabytes or more than any number has: the same.", basis::chosen,
     "every byte is hostile"},
    {"SSPI-bad-file-repeated",
     "A key's place whose parameters name the same bytes again and again, and would take far more memory "
     "than "
     "the file: the certificate without it.",
     basis::chosen, "every byte is hostile"},
    {"SSPI-bad-file-nested", "A hundred thousand sequences inside each other: the same.", basis::chosen,
     "every byte is hostile"},
    {"SSPI-bad-file-random", "Random bytes, alone and behind a good beginning: the same.", basis::chosen,
     "every byte is hostile"},
};

inline constexpr topic hostile_topics[] = {{"Hostile bytes", "", hostile_bytes},
                                           {"Hostile bytes", "in files and encodings", hostile_files}};

}  // namespace schannel::rules
