// A server that has its clients' certificates checked for the record.
#include <cstring>

#include "handshakes.h"

using namespace peers;

namespace {

constexpr GUID policy_id = {0x01234567, 0x89AB, 0xCDEF, {0, 1, 2, 3, 4, 5, 6, 7}};

/// A server that trusts the client's certificate, or only another one.
credential server_that_trusts(const certificate& root, tls version) {
  const HCERTSTORE store = CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr);
  REQUIRE(store != nullptr);
  REQUIRE(CertAddCertificateContextToStore(store, root.context(), CERT_STORE_ADD_ALWAYS, nullptr));
  credential_data wanted(role::server, version);
  wanted.uses(server_certificate());
  wanted.credentials.hRootStore = store;
  wanted.credentials.dwFlags |= SCH_CRED_RESTRICTED_ROOTS;
  credential made = credential::from(SECPKG_CRED_INBOUND, &wanted.credentials);
  REQUIRE(made.acquired == SEC_E_OK);
  CertCloseStore(store, 0);
  return made;
}

void set_policy(credential& server) {
  SecPkgCred_ClientCertPolicy policy{};
  policy.guidPolicyId = policy_id;
  REQUIRE(status{SetCredentialsAttributesW(server.handle(), SECPKG_ATTR_CLIENT_CERT_POLICY, &policy,
                                           sizeof policy)} == SEC_E_OK);
}

pair established_with(credential client, credential server) {
  pair both = pair_of(std::move(client), std::move(server));
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  REQUIRE(shake_hands(both).both_established());
  check_conversation(both);
  return both;
}

}  // namespace

TEST_CASE("SSPI-SetCredentialsAttributes-client-certificate-checked: a trusted one, and one that is not") {
  for_every_version([](tls version) {
    const certificate* const roots[] = {&client_certificate(), &server_certificate()};
    for (const certificate* root : roots) {
      credential server = server_that_trusts(*root, version);
      set_policy(server);
      pair both = established_with(identified_client(version), std::move(server));
      SecPkgContext_ClientCertPolicyResult result{};
      REQUIRE(asks(both.server, SECPKG_ATTR_CC_POLICY_RESULT, result) == SEC_E_OK);
      const HRESULT expected = root == &client_certificate() ? S_OK : CERT_E_UNTRUSTEDROOT;
      CHECK(result.dwPolicyResult == expected);
      struct {
        DWORD chain_errors;
        HRESULT status;
      } check{0xEEEE, S_FALSE};
      constexpr ULONG check_result = 0x71;  // SECPKG_ATTR_CERT_CHECK_RESULT
      REQUIRE(asks(both.server, check_result, check) == SEC_E_OK);
      CHECK(check.status == expected);
      CHECK((check.chain_errors == 0) == (expected == S_OK));
      CHECK(std::memcmp(&result.guidPolicyId, &policy_id, sizeof policy_id) == 0);
    }
  });
}

TEST_CASE("SSPI-QueryContextAttributes-policy-result-absent: no policy, no certificate, the other side") {
  for_every_version([](tls version) {
    SecPkgContext_ClientCertPolicyResult result{};
    pair without_policy =
        established_with(identified_client(version), server_that_trusts(client_certificate(), version));
    CHECK(asks(without_policy.server, SECPKG_ATTR_CC_POLICY_RESULT, result) == SEC_E_UNSUPPORTED_FUNCTION);
    credential server = server_that_trusts(client_certificate(), version);
    set_policy(server);
    pair without_certificate = established_with(credential::of(role::client, version), std::move(server));
    CHECK(asks(without_certificate.server, SECPKG_ATTR_CC_POLICY_RESULT, result) == SEC_E_NO_CREDENTIALS);
    CHECK(asks(without_certificate.client, SECPKG_ATTR_CC_POLICY_RESULT, result) ==
          SEC_E_UNSUPPORTED_FUNCTION);
  });
}
