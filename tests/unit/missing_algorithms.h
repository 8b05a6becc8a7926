// An OpenSSL that may use nothing.
#pragma once

#include <openssl/evp.h>

namespace schannel::test {

/// While it lives no provider has what OpenSSL's default properties ask for. What OpenSSL has found before is
/// still in use.
class no_algorithms {
 public:
  no_algorithms() { EVP_set_default_properties(nullptr, "x.y=yes"); }
  no_algorithms(const no_algorithms&) = delete;
  no_algorithms& operator=(const no_algorithms&) = delete;
  ~no_algorithms() { EVP_set_default_properties(nullptr, ""); }
};

}  // namespace schannel::test
