// What the functions of Windows say where OpenSSL's configuration leaves nothing that computes what is asked.
#include <doctest/doctest.h>

#include <openssl/err.h>
#include <openssl/evp.h>

#include "conformance/acquaintances.h"
#include "conformance/named_keys.h"
#include "missing_algorithms.h"
#include "own_process.h"
#include "support/crypt32.h"

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

TEST_CASE("apart: a connection without algorithms" * doctest::skip()) {
  peers::pair both = peers::established_pair(peers::tls::v1_2);
  const no_algorithms none_left;
  SecPkgContext_Bindings bindings{};
  end_process(QueryContextAttributesW(both.client.context(), SECPKG_ATTR_ENDPOINT_BINDINGS, &bindings) ==
              SEC_E_ALGORITHM_MISMATCH);
}

TEST_CASE("apart: handshakes without algorithms" * doctest::skip()) {
  bool holds = true;
  for (const peers::tls version : {peers::tls::v1_2, peers::tls::v1_3}) {
    peers::pair both = peers::fresh_pair(version), later = peers::fresh_pair(version);
    const peers::bytes hello = both.client.steps_without_input().token;
    const no_algorithms none_left;
    holds = holds && !hello.empty() && both.server.steps(hello).result == SEC_E_ALGORITHM_MISMATCH;
    if (version == peers::tls::v1_3)
      holds = holds && later.client.steps_without_input().result == SEC_E_ALGORITHM_MISMATCH;
  }
  peers::pair again = peers::fresh_pair(peers::tls::v1_3);
  end_process(holds && peers::shake_hands(again).both_established());
}

TEST_CASE("SSPI-missing-algorithms-context: a handshake has nothing to derive its keys with") {
  CHECK(holds_apart("apart: handshakes without algorithms"));
}

TEST_CASE("SSPI-missing-algorithms-context: channel bindings have no hash") {
  CHECK(holds_apart("apart: a connection without algorithms"));
}

TEST_CASE("apart: certificates without algorithms" * doctest::skip()) {
  const store_ptr store = memory_store();
  const context_ptr one = schannel::test::add(store.get(), make_certificate());
  const no_algorithms none_left;
  CRYPT_DATA_BLOB file{};
  bytes hash(20);
  auto size = static_cast<DWORD>(hash.size());
  const int unwritten = schannel::test::error_of(
      [&] { return PFXExportCertStoreEx(store.get(), &file, L"secret", nullptr, 0); });
  const int unhashed = schannel::test::error_of([&] {
    return CryptHashCertificate(0, CALG_SHA1, 0, one->pbCertEncoded, one->cbCertEncoded, hash.data(), &size);
  });
  end_process(unwritten == NTE_BAD_ALGID && unhashed == NTE_BAD_ALGID);
}

TEST_CASE("SSPI-missing-algorithms-certificates: they are neither hashed nor written") {
  CHECK(holds_apart("apart: certificates without algorithms"));
}

TEST_CASE("apart: a key without algorithms" * doctest::skip()) {
  const peers::storage in;
  const peers::stored_key key = peers::stored_key::generated(in, BCRYPT_RSA_ALGORITHM);
  const bytes blob = key.exported(BCRYPT_RSAPRIVATE_BLOB);
  const no_algorithms none_left;
  end_process(!blob.empty() &&
              peers::stored_key::imported(in, BCRYPT_RSAPRIVATE_BLOB, blob).made == NTE_NOT_SUPPORTED);
}

TEST_CASE("SSPI-missing-algorithms-keys: a key cannot be imported") {
  CHECK(holds_apart("apart: a key without algorithms"));
}
