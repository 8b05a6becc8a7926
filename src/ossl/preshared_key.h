// preshared_key: what both sides of a connection know beforehand (RFC 4279).
#pragma once

#include <string>

#include "ossl/secret.h"

namespace schannel::ossl {

struct preshared_key {
  long_secret key{};
  /// A client's name for the key; a server knows the key by that name, or with an empty one by any.
  std::string identity{};
};

}  // namespace schannel::ossl
