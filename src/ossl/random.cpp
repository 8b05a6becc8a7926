// Random bytes.
#include "ossl/random.h"

#include <openssl/rand.h>

#include <stdexcept>

#include "ossl/error_scope.h"

namespace schannel::ossl {

void fill_random(tls::mutable_bytes bytes) {
  const error_scope errors;
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    throw std::runtime_error{"no random bytes"};
}

}  // namespace schannel::ossl
