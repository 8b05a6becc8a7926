// What a provider offers, and what the tap makes of it.
#include "ossl/provider_functions.h"

#include <doctest/doctest.h>

#include "ossl/handles.h"
#include "ossl/secret_tap.h"

using namespace schannel;
using namespace schannel::ossl;

namespace {

provider_functions functions_of(const char* kdf, const char* properties) {
  const kdf_ptr chosen{EVP_KDF_fetch(nullptr, kdf, properties)};
  REQUIRE(chosen);
  return functions_behind(chosen.get());
}

}  // namespace

TEST_CASE("nothing is behind an algorithm that there is not") {
  CHECK(functions_behind(static_cast<const EVP_KDF*>(nullptr)).table.empty());
  CHECK(functions_behind(static_cast<const EVP_CIPHER*>(nullptr)).table.empty());
}

TEST_CASE("a table is found under each of an algorithm's names, and ends where it ends") {
  for (const char* name : {"AES-128-GCM", "id-aes128-GCM", "ChaCha20-Poly1305"}) {
    const cipher_ptr chosen{EVP_CIPHER_fetch(nullptr, name, nullptr)};
    REQUIRE(chosen);
    const auto found = functions_behind(chosen.get());
    REQUIRE(found.table.size() > 1);
    for (const OSSL_DISPATCH& one : found.table)
      CHECK((one.function_id == 0) == (&one == &found.table.back()));
  }
}

TEST_CASE("the tap offers OpenSSL's own functions but for the one that derives") {
  REQUIRE(tappable() == tapped{});
  for (const char* kdf : {"TLS13-KDF", "TLS1-PRF"}) {
    CAPTURE(kdf);
    const auto own = functions_of(kdf, untapped);
    const auto offered = functions_of(kdf, tapping_properties({}));
    CHECK(offered.provider_context == own.provider_context);
    REQUIRE(own.table.size() > 1);
    REQUIRE(offered.table.size() == own.table.size());
    for (std::size_t i = 0; i < own.table.size(); ++i) {
      CHECK(offered.table[i].function_id == own.table[i].function_id);
      const bool is_own = offered.table[i].function == own.table[i].function;
      CHECK(is_own == (own.table[i].function_id != OSSL_FUNC_KDF_DERIVE));
    }
  }
}
