// The functions that Schannel exports itself: a look into a ClientHello, and the cache of sessions.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule server_identity[] = {
    {"SSPI-SslGetServerIdentity-name",
     "Where the host name lies in the ClientHello, and its length; NULL and 0 where there is none.",
     basis::documented, "Microsoft: SslGetServerIdentity"},
    {"SSPI-SslGetServerIdentity-null", "A pointer that is NULL, or a flag: SEC_E_INVALID_PARAMETER.",
     basis::documented, "Microsoft: SslGetServerIdentity"},
    {"SSPI-SslGetServerIdentity-incomplete", "A record that is not whole: SEC_E_INCOMPLETE_MESSAGE.",
     basis::documented, "Microsoft: SslGetServerIdentity"},
    {"SSPI-SslGetServerIdentity-other-bytes", "What is no ClientHello: SEC_E_INVALID_TOKEN.", basis::chosen,
     "our choice: as AcceptSecurityContext"},
    {"SSPI-SslGetServerIdentity-fragmented",
     "A ClientHello in more than one record: SEC_E_UNSUPPORTED_FUNCTION.", basis::chosen,
     "our choice: there is no one place where the name lies"},
};

inline constexpr rule client_extensions[] = {
    {"SSPI-SslGetExtensions-content",
     "Where each extension that was named lies, and its length; NULL and 0 for one that is not there.",
     basis::documented, "Microsoft: schannel.h"},
    {"SSPI-SslGetExtensions-without-record", "SCH_NO_RECORD_HEADER: the ClientHello has no record around it.",
     basis::documented, "Microsoft: schannel.h"},
    {"SSPI-SslGetExtensions-null",
     "A pointer that is NULL, or a flag that is unknown: SEC_E_INVALID_PARAMETER.", basis::chosen,
     "our choice: as SslGetServerIdentity"},
    {"SSPI-SslGetExtensions-incomplete",
     "A message that is not whole: SEC_E_INCOMPLETE_MESSAGE and the number of bytes that are missing.",
     basis::chosen, "our choice: no page describes the function"},
    {"SSPI-SslGetExtensions-other-bytes",
     "What is no ClientHello, cut or altered anywhere: an error, and no pointer leads outside.",
     basis::chosen, "every byte is hostile"},
};

inline constexpr rule emptied_cache[] = {
    {"SSPI-SslEmptyCache-target",
     "The sessions with that target name are resumed no more, and others are; FALSE where there were none.",
     basis::documented, "Microsoft: SslEmptyCache"},
    {"SSPI-SslEmptyCache-everything", "NULL: no session is resumed any more, a server's neither; TRUE.",
     basis::documented, "Microsoft: SslEmptyCache"},
};

inline constexpr topic own_function_topics[] = {
    {"Functions of Schannel's own", "SslGetServerIdentity", server_identity},
    {"Functions of Schannel's own", "SslGetExtensions", client_extensions},
    {"Functions of Schannel's own", "SslEmptyCache", emptied_cache},
};

}  // namespace schannel::rules
