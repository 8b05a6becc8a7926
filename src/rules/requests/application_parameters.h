// TLS_PARAMETERS that name application protocols.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule application_parameters[] = {
    {"SSPI-TLS_PARAMETERS-application-protocol",
     "What a server disables for certain ALPN ids is disabled where one of them is agreed on, besides what "
     "is "
     "disabled for all; a client that has nothing else is refused.",
     basis::documented, "Microsoft: TLS_PARAMETERS"},
    {"SSPI-TLS_PARAMS_OPTIONAL-honoured",
     "With TLS_PARAMS_OPTIONAL it is not, where the client has no version or no suite that is left.",
     basis::documented, "Microsoft: TLS_PARAMETERS"},
    {"SSPI-TLS_PARAMETERS-nothing-left",
     "Parameters that leave nothing: SEC_E_ALGORITHM_MISMATCH from AcquireCredentialsHandle, unless they are "
     "optional.",
     basis::chosen, "our choice: as without application protocols"},
};

}  // namespace schannel::rules
