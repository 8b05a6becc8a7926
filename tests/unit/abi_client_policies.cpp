// A server that has its clients' certificates checked by the roots of the system.
#include "support/automatic_clients.h"
#include "support/crypt32.h"

using namespace peers;
using schannel::test::certificate_chain;
using schannel::test::context_ptr;
using schannel::test::make_chain;
using schannel::test::store_ptr;

namespace {

constexpr ULONG check_result = 0x71;  // SECPKG_ATTR_CERT_CHECK_RESULT

/// A client that shows the chain's leaf and what issued it.
credential client_of(const certificate_chain& chain, tls version) {
  bytes file = schannel::test::make_pfx({.with_keys = {chain.leaf}, .without_keys = {chain.intermediate}});
  CRYPT_DATA_BLOB blob = schannel::test::blob_of(file);
  const store_ptr store{PFXImportCertStore(&blob, L"secret", PKCS12_NO_PERSIST_KEY)};
  const context_ptr first{CertFindCertificateInStore(store.get(), X509_ASN_ENCODING, 0,
                                                     CERT_FIND_HAS_PRIVATE_KEY, nullptr, nullptr)};
  REQUIRE(first);
  PCCERT_CONTEXT shown = first.get();
  credential_data wanted(role::client, version);
  wanted.credentials.cCreds = 1;
  wanted.credentials.paCred = &shown;
  return credential::from(SECPKG_CRED_OUTBOUND, &wanted.credentials);
}

/// A server with a policy for its clients' certificates.
credential checking_server(tls version, DWORD flags) {
  credential_data wanted(role::server, version);
  wanted.uses(server_certificate());
  wanted.credentials.dwFlags = flags;
  credential made = credential::from(SECPKG_CRED_INBOUND, &wanted.credentials);
  SecPkgCred_ClientCertPolicy policy{};
  REQUIRE(status{SetCredentialsAttributesW(made.handle(), SECPKG_ATTR_CLIENT_CERT_POLICY, &policy,
                                           sizeof policy)} == SEC_E_OK);
  return made;
}

}  // namespace

TEST_CASE(
    "SSPI-SetCredentialsAttributes-client-certificate-checked: by the system's roots or by its own alone") {
  for_every_version([](tls version) {
    const personal_data data;
    const certificate_chain chain = make_chain({.usages = "clientAuth"});
    for (const bool is_trusted : {true, false}) {
      for (const DWORD flags : {DWORD{0}, DWORD{SCH_CRED_RESTRICTED_ROOTS}}) {
        CAPTURE(is_trusted);
        CAPTURE(flags);
        if (is_trusted)
          trust(data, {chain.root});
        else
          trust(data, {});
        pair both = pair_of(client_of(chain, version), checking_server(version, flags));
        both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
        REQUIRE(shake_hands(both).both_established());
        const HRESULT expected = is_trusted && flags == 0 ? S_OK : CERT_E_CHAINING;
        SecPkgContext_ClientCertPolicyResult policy{};
        REQUIRE(QueryContextAttributesW(both.server.context(), SECPKG_ATTR_CC_POLICY_RESULT, &policy) ==
                SEC_E_OK);
        CHECK(policy.dwPolicyResult == expected);
        SecPkgContext_CertificateValidationResult check{};
        REQUIRE(QueryContextAttributesW(both.server.context(), check_result, &check) == SEC_E_OK);
        CHECK(check.hrVerifyChainStatus == expected);
        CHECK((check.dwChainErrorStatus == 0) == (expected == S_OK));
      }
    }
  });
}
