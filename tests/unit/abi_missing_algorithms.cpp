// Credentials where OpenSSL's configuration leaves nothing to make them with.
#include <doctest/doctest.h>

#include <openssl/err.h>
#include <openssl/evp.h>

#include "conformance/acquaintances.h"
#include "own_process.h"
#include "support/peers.h"

using namespace schannel::test;

namespace {

/// What AcquireCredentialsHandle says to a client, or to a server without a certificate.
SECURITY_STATUS status_of_new_credential(ULONG use) {
  SCH_CREDENTIALS data{};
  data.dwVersion = SCH_CREDENTIALS_VERSION;
  wchar_t package[] = L"Schannel";
  CredHandle handle{};
  const SECURITY_STATUS said =
      AcquireCredentialsHandleW(nullptr, package, use, nullptr, &data, nullptr, nullptr, &handle, nullptr);
  if (said == SEC_E_OK) FreeCredentialsHandle(&handle);
  return said;
}

bool every_new_credential_gets(SECURITY_STATUS status) {
  return status_of_new_credential(SECPKG_CRED_OUTBOUND) == status &&
         status_of_new_credential(SECPKG_CRED_INBOUND) == status && ERR_peek_error() == 0;
}

/// Whether FIPS mode without a module leaves nothing, before the first credential and behind it, and only
/// while it is on.
void look_at_fips_mode_without_module(bool has_one_before) {
  if (has_one_before && !every_new_credential_gets(SEC_E_OK)) end_process(false);
  EVP_default_properties_enable_fips(nullptr, 1);
  EVP_MD* const of_module = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  ERR_clear_error();
  const bool is_told = every_new_credential_gets(of_module != nullptr ? SEC_E_OK : SEC_E_ALGORITHM_MISMATCH);
  EVP_default_properties_enable_fips(nullptr, 0);
  end_process(is_told && every_new_credential_gets(SEC_E_OK));
}

}  // namespace

TEST_CASE("apart: FIPS mode without a module and a first credential" * doctest::skip()) {
  look_at_fips_mode_without_module(false);
}

TEST_CASE("apart: FIPS mode without a module and a later credential" * doctest::skip()) {
  look_at_fips_mode_without_module(true);
}

TEST_CASE("apart: properties that nothing has" * doctest::skip()) {
  EVP_set_default_properties(nullptr, "x.y=yes");
  const bool is_told = every_new_credential_gets(SEC_E_ALGORITHM_MISMATCH);
  EVP_set_default_properties(nullptr, "");
  end_process(is_told && every_new_credential_gets(SEC_E_OK));
}

TEST_CASE("SSPI-AcquireCredentialsHandle-no-algorithms: there is nothing to make a credential with") {
  CHECK(holds_apart("apart: FIPS mode without a module and a first credential"));
  CHECK(holds_apart("apart: FIPS mode without a module and a later credential"));
  CHECK(holds_apart("apart: properties that nothing has"));
}
