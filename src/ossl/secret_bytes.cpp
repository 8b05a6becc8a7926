// secret_bytes: key material of any length.
#include "ossl/secret_bytes.h"

#include <openssl/crypto.h>

namespace schannel::ossl {

void wipe(void* memory, std::size_t size) {
  OPENSSL_cleanse(memory, size);
}

}  // namespace schannel::ossl
