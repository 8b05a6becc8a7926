// Looks through what a provider says it offers.
#include "ossl/provider_functions.h"

#include <openssl/kdf.h>
#include <openssl/provider.h>

#include <string>
#include <string_view>

namespace schannel::ossl {
namespace {

/// A provider has several names for an algorithm, with colons between them.
std::string first_of(std::string_view names) {
  return std::string(names.substr(0, names.find(':')));
}

std::vector<OSSL_DISPATCH> copy_of(const OSSL_DISPATCH* table) {
  std::vector<OSSL_DISPATCH> copied;
  for (; table->function_id != 0; ++table) copied.push_back(*table);
  copied.push_back(*table);
  return copied;
}

/// `is_it` says whether an algorithm of that name is meant.
template <typename Is>
provider_functions functions_in(const OSSL_PROVIDER* provider, int operation, Is is_it) {
  if (provider == nullptr) return {};
  provider_functions found{.provider_context = OSSL_PROVIDER_get0_provider_ctx(provider)};
  int no_cache = 0;
  const OSSL_ALGORITHM* const offered = OSSL_PROVIDER_query_operation(provider, operation, &no_cache);
  for (const OSSL_ALGORITHM* one = offered; one != nullptr && one->algorithm_names != nullptr; ++one) {
    if (!is_it(first_of(one->algorithm_names).c_str())) continue;
    found.table = copy_of(one->implementation);
    break;
  }
  OSSL_PROVIDER_unquery_operation(provider, operation, offered);
  return found;
}

}  // namespace

provider_functions functions_behind(const EVP_CIPHER* chosen) {
  if (chosen == nullptr) return {};
  return functions_in(EVP_CIPHER_get0_provider(chosen), OSSL_OP_CIPHER,
                      [chosen](const char* name) { return EVP_CIPHER_is_a(chosen, name) == 1; });
}

provider_functions functions_behind(const EVP_KDF* chosen) {
  if (chosen == nullptr) return {};
  return functions_in(EVP_KDF_get0_provider(chosen), OSSL_OP_KDF,
                      [chosen](const char* name) { return EVP_KDF_is_a(chosen, name) == 1; });
}

}  // namespace schannel::ossl
