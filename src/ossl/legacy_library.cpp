// The algorithms of old files.
#include "ossl/legacy_library.h"

#include <openssl/crypto.h>
#include <openssl/provider.h>

namespace schannel::ossl {

OSSL_LIB_CTX* library_for_old_files() {
  static OSSL_LIB_CTX* const library = [] {
    OSSL_LIB_CTX* fresh = OSSL_LIB_CTX_new();
    if (fresh != nullptr && OSSL_PROVIDER_load(fresh, "default") != nullptr &&
        OSSL_PROVIDER_load(fresh, "legacy") != nullptr)
      return fresh;
    OSSL_LIB_CTX_free(fresh);
    return static_cast<OSSL_LIB_CTX*>(nullptr);
  }();
  return library;
}

}  // namespace schannel::ossl
