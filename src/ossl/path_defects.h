// What is wrong on a path: OpenSSL's findings in our words, and what OpenSSL does not look for.
#pragma once

#include <cstdint>
#include <vector>

#include "ossl/path.h"

namespace schannel::ossl {

/// What a verification error (X509_V_ERR_...) says about the certificate it was found at, null when OpenSSL
/// names none.
defects defects_of_verification(int error, x509_st* found_at);

/// Looks at a finished path for validity, weak signatures, circles, name constraints, and how issuers were
/// recognized.
void examine(std::vector<path_step>& path, std::int64_t at);

}  // namespace schannel::ossl
