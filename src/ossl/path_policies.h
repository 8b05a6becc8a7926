// Whether the certificate policies on a path go together (RFC 5280 section 6.1): OpenSSL's verdict.
#pragma once

#include <vector>

#include "ossl/opaque.h"
#include "ossl/path.h"

struct stack_st_X509;

namespace schannel::ossl {

/// Adds defect::bad_policy where it belongs; `chain` holds the certificates of `path`.
void examine_policies(std::vector<path_step>& path, stack_st_X509* chain);

}  // namespace schannel::ossl
