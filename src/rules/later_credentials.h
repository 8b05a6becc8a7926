// What a credential does that a call brings to a context which has one.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule later_credentials[] = {
    {"SSPI-later-credential-kept",
     "The credential of a later call takes the place of the context's own when that call succeeds, or lacks "
     "nothing but room or memory for its token: later calls without one show its certificate.",
     basis::documented, "Microsoft: Renegotiating an Schannel Connection"},
    {"SSPI-later-credential-not-kept",
     "A later call that fails, or only delivers what an earlier one left, leaves the context with the "
     "credential that it had.",
     basis::documented, "Microsoft: Renegotiating an Schannel Connection"},
    {"SSPI-later-credential-without-certificate",
     "A client's later credential without a certificate takes the earlier one's away.", basis::documented,
     "Microsoft: Renegotiating an Schannel Connection"},
    {"SSPI-later-credential-of-a-server",
     "A server's later credential shows its certificate in what is left of the handshake, and in the next "
     "one.",
     basis::documented, "Microsoft: Renegotiating an Schannel Connection"},
    {"SSPI-later-credential-of-the-other-side",
     "A client's later credential that is a server's, or the reverse: SEC_E_NO_CREDENTIALS, and the "
     "handshake "
     "goes on with the one that there was. A shutdown looks at none.",
     basis::chosen, "our choice: as the first call has it; WinTLS says goodbye with either"},
    {"SSPI-later-credential-looks-at-the-peer",
     "The later credential's flags say who looks at the certificates that come from then on, unless a call's "
     "do.",
     basis::chosen, "our choice: they are a credential's"},
};

inline constexpr topic later_credential_topics[] = {
    {"More handshakes", "Another credential on a later call", later_credentials},
};

}  // namespace schannel::rules
