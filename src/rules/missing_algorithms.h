// What a program is told where OpenSSL's configuration leaves nothing that computes what is asked: FIPS mode
// without its module, or default properties that no provider has.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule missing_algorithms[] = {
    {"SSPI-missing-algorithms-context", "A function of SSPI: SEC_E_ALGORITHM_MISMATCH.", basis::chosen,
     "Windows always has its algorithms; the status says what is missing, and that it is not memory"},
    {"SSPI-missing-algorithms-certificates", "A function about certificates or PFX files: NTE_BAD_ALGID.",
     basis::chosen, "Windows always has its algorithms; what CryptHashCertificate says of one it lacks"},
    {"SSPI-missing-algorithms-keys", "A function of key storage: NTE_NOT_SUPPORTED.", basis::chosen,
     "Windows always has its algorithms; what its providers say of one they lack"},
};

inline constexpr topic missing_algorithm_topics[] = {
    {"When an algorithm is missing", "", missing_algorithms},
};

}  // namespace schannel::rules
