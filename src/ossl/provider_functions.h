// What a provider offers for one algorithm, without EVP in between (provider(7)).
#pragma once

#include <openssl/core_dispatch.h>
#include <openssl/evp.h>

#include <vector>

namespace schannel::ossl {

struct provider_functions {
  /// As the provider has them, with the entry that ends them; empty where they cannot be found.
  std::vector<OSSL_DISPATCH> table{};
  /// What they want to be created with.
  void* provider_context = nullptr;
};

/// The functions behind what EVP chose, in the very provider that it chose. They live as long as `chosen`.
provider_functions functions_behind(const EVP_CIPHER* chosen);
provider_functions functions_behind(const EVP_KDF* chosen);

}  // namespace schannel::ossl
