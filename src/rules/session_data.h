// What programs keep with a session: SECPKG_ATTR_APP_DATA from one connection to the next.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule session_data[] = {
    {"SSPI-QueryContextAttributes-application-data-of-session",
     "What was set on a connection is there on those that resume its session, by id or by ticket, on the "
     "side "
     "that set it.",
     basis::documented, "Microsoft: SecPkgContext_SessionAppData"},
    {"SSPI-QueryContextAttributes-application-data-of-another-session",
     "A new session has none, also with the same peer and the same credentials.", basis::documented,
     "Microsoft: SecPkgContext_SessionAppData"},
    {"SSPI-SetContextAttributes-application-data-again",
     "A connection that resumed the session may set it anew, also to nothing; all that have the session are "
     "told.",
     basis::chosen, "our choice: the data is the session's"},
    {"SSPI-QueryContextAttributes-application-data-renegotiated",
     "A session that a renegotiation makes has what its connection had.", basis::chosen,
     "our choice: to the program it is the same connection"},
    {"SSPI-QueryContextAttributes-application-data-closed",
     "It can be asked for when the connection is over.", basis::chosen,
     "our choice: as all that is no secret"},
    {"SSPI-SslEmptyCache-application-data",
     "Emptying the whole cache takes the data from the sessions; the connection that has set it keeps it.",
     basis::chosen, "our choice: what is emptied holds nothing"},
};

inline constexpr topic session_data_topics[] = {
    {"More handshakes", "What a program keeps with a session", session_data}};

}  // namespace schannel::rules
