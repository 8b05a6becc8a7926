// missing_algorithm: OpenSSL's configuration, such as FIPS mode without its module, leaves nothing that
// computes what is asked.
#pragma once

#include <stdexcept>

namespace schannel::ossl {

struct missing_algorithm : std::runtime_error {
  missing_algorithm() : std::runtime_error("no provider has the algorithm") {}
};

}  // namespace schannel::ossl
