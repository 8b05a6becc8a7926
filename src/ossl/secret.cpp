// Wiping that no optimizer removes.
#include "ossl/secret.h"

#include <openssl/crypto.h>

namespace schannel::ossl {

secret::~secret() {
  OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

}  // namespace schannel::ossl
