// What the administrator decides about every handshake.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule administration[] = {
    {"SSPI-MessageLimit-fragmented",
     "A handshake message that is longer than MessageLimitClient or MessageLimitServer, and comes in several "
     "records: SEC_E_ILLEGAL_MESSAGE; in one record it is taken.",
     basis::documented, "Microsoft: TLS registry settings"},
    {"SSPI-MessageLimit-none", "A limit of 0: no message may come in several records.", basis::documented,
     "Microsoft: TLS registry settings"},
    {"SSPI-MessageLimit-client-certificate",
     "Where a server asks for a certificate MessageLimitServerClientAuth counts.", basis::documented,
     "Microsoft: TLS registry settings"},
    {"SSPI-MachineID-in-session-id", "The second DWORD of the ids of a server's sessions is MachineID.",
     basis::documented, "Microsoft: Load Balancing using Schannel"},
};

}  // namespace schannel::rules
