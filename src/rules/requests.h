// What a program or the administrator asks of connections beyond versions and algorithms.
#pragma once

#include "rules/requests/administration.h"
#include "rules/requests/application_parameters.h"
#include "rules/requests/generic_extensions.h"
#include "rules/requests/preshared_keys.h"
#include "rules/requests/wide_requirements.h"

namespace schannel::rules {

inline constexpr topic request_topics[] = {
    {"More requests", "Requirements beyond 32 bits", wide_requirements},
    {"More requests", "The administrator's", administration},
    {"More requests", "TLS_PARAMETERS for application protocols", application_parameters},
    {"More requests", "Pre-shared keys", preshared_keys},
    {"More requests", "Extensions of the program's own", generic_extensions},
};

}  // namespace schannel::rules
