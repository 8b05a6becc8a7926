// Name constraints (RFC 5280 section 4.2.1.10): whose are violated by names further down a path.
#pragma once

#include <vector>

#include "ossl/path.h"

namespace schannel::ossl {

/// OpenSSL reports the name that violates; here the certificate whose constraint it violates is to blame.
void examine_name_constraints(std::vector<path_step>& path);

}  // namespace schannel::ossl
