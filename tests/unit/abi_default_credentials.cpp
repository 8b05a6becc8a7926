// A client that was given no certificate looks for one in the user's store MY.
#include <doctest/doctest.h>

#include "abi/crypt32/personal_identities.h"
#include "support/crypt32.h"
#include "support/peers.h"
#include "support/personal_data.h"

using namespace peers;
using schannel::test::issued_certificate;
using schannel::test::make_certificate;
using schannel::test::personal_data;
using schannel::test::store_ptr;

namespace {

store_ptr open_personal() {
  return store_ptr{CertOpenSystemStoreW(0, L"MY")};
}

/// A store from a PFX file, whose keys live as long as it does, copied into MY.
store_ptr keep_personally(const std::vector<issued_certificate>& with_keys,
                          const std::vector<issued_certificate>& others = {}) {
  auto file = schannel::test::make_pfx({.with_keys = with_keys, .without_keys = others});
  CRYPT_DATA_BLOB blob = schannel::test::blob_of(file);
  store_ptr imported{PFXImportCertStore(&blob, L"secret", 0)};
  REQUIRE(imported);
  const store_ptr personal = open_personal();
  for (PCCERT_CONTEXT at = nullptr; (at = CertEnumCertificatesInStore(imported.get(), at)) != nullptr;)
    CHECK(CertAddCertificateContextToStore(personal.get(), at, CERT_STORE_ADD_NEW, nullptr) == TRUE);
  return imported;
}

/// A server that asks for a certificate, and a client that was given none.
pair asking_pair(tls version, DWORD flags = 0) {
  credential_data data(role::client, version);
  data.credentials.dwFlags = SCH_CRED_MANUAL_CRED_VALIDATION | flags;
  pair both = pair_of(credential::from(SECPKG_CRED_OUTBOUND, &data.credentials),
                      credential::of(role::server, version));
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  both.client.wants(usual_requirements(role::client) & ~ULONG{ISC_REQ_USE_SUPPLIED_CREDS});
  return both;
}

std::size_t count_for(std::vector<schannel::tls::byte_vector> issuers) {
  return schannel::abi::crypt32::personal_identities(issuers).size();
}

}  // namespace

TEST_CASE("SSPI-InitializeSecurityContext-own-certificate: shown to a server that asks") {
  const personal_data data;
  const issued_certificate own = make_certificate({.usages = "clientAuth"});
  const store_ptr keys = keep_personally({own});
  for (const tls version : {tls::v1_2, tls::v1_3}) {
    pair both = asking_pair(version);
    REQUIRE(shake_hands(both).both_established());
    PCCERT_CONTEXT seen = nullptr;
    REQUIRE(QueryContextAttributesW(both.server.context(), SECPKG_ATTR_REMOTE_CERT_CONTEXT, &seen) ==
            SEC_E_OK);
    const schannel::test::context_ptr freed{seen};
    CHECK(schannel::test::encoding_of(seen) == own.der());
  }
}

TEST_CASE(
    "SSPI-InitializeSecurityContext-no-own-certificate: none with SCH_CRED_NO_DEFAULT_CREDS, or without "
    "one") {
  const personal_data data;
  const auto asked = [](DWORD flags) {
    pair both = asking_pair(tls::v1_3, flags);
    REQUIRE(both.client.continues().result == SEC_I_CONTINUE_NEEDED);
    REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
    return both.client.steps(both.client.inbox()).result;
  };
  CHECK(asked(0) == SEC_I_INCOMPLETE_CREDENTIALS);
  const store_ptr keys = keep_personally({make_certificate({.usages = "clientAuth"})});
  CHECK(asked(SCH_CRED_NO_DEFAULT_CREDS) == SEC_I_INCOMPLETE_CREDENTIALS);
  CHECK(asked(0) == SEC_E_OK);
}

TEST_CASE(
    "SSPI-InitializeSecurityContext-own-certificate-fits: valid, a client's, with its key, and from the "
    "issuers") {
  using namespace std::chrono_literals;
  const personal_data data;
  const issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
  const issued_certificate middle =
      make_certificate({.common_name = "Middle", .is_ca = true, .issuer = &root});
  const issued_certificate good = make_certificate({.issuer = &middle});
  const issued_certificate servers = make_certificate({.usages = "serverAuth", .issuer = &middle});
  const issued_certificate expired =
      make_certificate({.valid_from = -48h, .valid_to = -24h, .issuer = &middle});
  const store_ptr keys = keep_personally({good, servers, expired}, {middle});
  CHECK(count_for({}) == 1);
  CHECK(count_for({middle.subject_der()}) == 1);
  CHECK(count_for({root.subject_der()}) == 1);
  CHECK(count_for({good.subject_der(), root.subject_der()}) == 1);
  CHECK(count_for({good.subject_der()}) == 0);
}

TEST_CASE("SSPI-later-credential-not-kept: a client goes on showing the certificate that it had found") {
  const personal_data data;
  const issued_certificate own = make_certificate({.usages = "clientAuth"});
  const store_ptr keys = keep_personally({own});
  pair both = asking_pair(tls::v1_2);
  REQUIRE(shake_hands(both).both_established());

  both.client.sends(both.client.steps_without_input().token);
  REQUIRE(both.server.opens(both.server.inbox()) == SEC_I_RENEGOTIATE);
  both.server.continues();
  credential other = credential::of(role::client, tls::v1_2);
  bytes part = both.client.inbox();
  part.resize(4);
  std::swap(both.client.credential(), other);
  CHECK(both.client.steps(part).result == SEC_E_INCOMPLETE_MESSAGE);
  std::swap(both.client.credential(), other);

  both.client.wants(usual_requirements(role::client) | ISC_REQ_USE_SUPPLIED_CREDS);
  REQUIRE(shake_hands(both).both_established());
  PCCERT_CONTEXT seen = nullptr;
  REQUIRE(QueryContextAttributesW(both.server.context(), SECPKG_ATTR_REMOTE_CERT_CONTEXT, &seen) == SEC_E_OK);
  const schannel::test::context_ptr freed{seen};
  CHECK(schannel::test::encoding_of(seen) == own.der());
}
