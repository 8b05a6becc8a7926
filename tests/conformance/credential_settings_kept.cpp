// What a credential has beside its algorithms: certificates, roots, what it says of itself, what can be
// changed.
#include <cstring>

#include "credential_settings.h"
#include "support/ticket_keys.h"

using namespace peers;

namespace {

status sets(credential& of, ULONG attribute, void* what, std::size_t size) {
  return {SetCredentialsAttributesW(of.handle(), attribute, what, static_cast<ULONG>(size))};
}

std::vector<ALG_ID> algorithms_of(credential of) {
  SecPkgCred_SupportedAlgs algorithms{};
  REQUIRE(status{QueryCredentialsAttributesW(of.handle(), SECPKG_ATTR_SUPPORTED_ALGS, &algorithms)} ==
          SEC_E_OK);
  std::vector<ALG_ID> copy(algorithms.palgSupportedAlgs,
                           algorithms.palgSupportedAlgs + algorithms.cSupportedAlgs);
  FreeContextBuffer(algorithms.palgSupportedAlgs);
  return copy;
}

}  // namespace

TEST_CASE("SSPI-AcquireCredentialsHandle-certificate-format: a hash is no certificate") {
  for (const DWORD format : {SCH_CRED_FORMAT_CERT_HASH, SCH_CRED_FORMAT_CERT_HASH_STORE, 3}) {
    old_settings older(role::server);
    older.data.dwCredFormat = format;
    CHECK(older.acquire().acquired == SEC_E_UNKNOWN_CREDENTIALS);
    new_settings newer(role::server);
    newer.data.dwCredFormat = format;
    CHECK(newer.acquire().acquired == SEC_E_UNKNOWN_CREDENTIALS);
  }
}

TEST_CASE("SSPI-AcquireCredentialsHandle-mappers: whatever they are") {
  old_settings server(role::server);
  server.data.cMappers = 7;
  CHECK(server.acquire().acquired == SEC_E_OK);
}

TEST_CASE("SSPI-AcquireCredentialsHandle-root-store: for servers") {
  HCERTSTORE store = CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr);
  REQUIRE(CertAddCertificateContextToStore(store, server_certificate().context(), CERT_STORE_ADD_ALWAYS,
                                           nullptr));
  old_settings server(role::server), client(role::client);
  server.data.hRootStore = client.data.hRootStore = store;
  credential made = server.acquire();
  CHECK(made.acquired == SEC_E_OK);
  CertCloseStore(store, CERT_CLOSE_STORE_FORCE_FLAG);
  CHECK(agreement(new_settings(role::client).acquire(), std::move(made)).dwProtocol == SP_PROT_TLS1_2_CLIENT);
  CHECK(server.acquire().acquired == SEC_E_UNKNOWN_CREDENTIALS);
  CHECK(client.acquire().acquired == SEC_E_OK);
}

TEST_CASE("SSPI-AcceptSecurityContext-picks-certificate: by the client's wish") {
  const certificate one = certificate::self_signed(L"CN=one.example");
  const certificate two = certificate::self_signed(L"CN=two.example");
  PCCERT_CONTEXT both_of_them[] = {one.context(), two.context()};
  for_every_version([&](tls version) {
    const std::pair<const wchar_t*, const certificate*> wishes[] = {
        {L"one.example", &one}, {L"two.example", &two}, {L"three.example", &one}};
    for (const auto& [wish, expected] : wishes) {
      new_settings server(role::server);
      server.data.cCreds = 2;
      server.data.paCred = both_of_them;
      terms wanted;
      wanted.target = wish;
      pair both = pair_of(credential::of(role::client, version), server.acquire(), wanted);
      REQUIRE(shake_hands(both).both_established());
      PCCERT_CONTEXT shown = nullptr;
      REQUIRE(status{QueryContextAttributesW(both.client.context(), SECPKG_ATTR_REMOTE_CERT_CONTEXT,
                                             &shown)} == SEC_E_OK);
      CHECK(certificate(shown).encoded() == expected->encoded());
    }
  });
}

TEST_CASE("SSPI-QueryCredentialsAttributes-name-of-certificate: whose credential it is") {
  credential server = credential::of(role::server, tls::v1_3);
  SecPkgCredentials_NamesW wide{};
  REQUIRE(status{QueryCredentialsAttributesW(server.handle(), SECPKG_CRED_ATTR_NAMES, &wide)} == SEC_E_OK);
  CHECK(std::wstring(wide.sUserName) == L"localhost");
  FreeContextBuffer(wide.sUserName);
  SecPkgCredentials_NamesA narrow{};
  REQUIRE(status{QueryCredentialsAttributesA(server.handle(), SECPKG_CRED_ATTR_NAMES, &narrow)} == SEC_E_OK);
  CHECK(std::string(narrow.sUserName) == "localhost");
  FreeContextBuffer(narrow.sUserName);
}

TEST_CASE("SSPI-QueryCredentialsAttributes-no-name: there is no certificate to name") {
  for_every_role_and_version([](tls version, role who) {
    credential_data wanted(who, version);
    credential anonymous = credential::from(who == role::client ? SECPKG_CRED_OUTBOUND : SECPKG_CRED_INBOUND,
                                            &wanted.credentials);
    REQUIRE(anonymous.acquired == SEC_E_OK);
    SecPkgCredentials_NamesW wide{};
    CHECK(status{QueryCredentialsAttributesW(anonymous.handle(), SECPKG_CRED_ATTR_NAMES, &wide)} ==
          SEC_E_NO_CREDENTIALS);
    CHECK(wide.sUserName == nullptr);
    SecPkgCredentials_NamesA narrow{};
    CHECK(status{QueryCredentialsAttributesA(anonymous.handle(), SECPKG_CRED_ATTR_NAMES, &narrow)} ==
          SEC_E_NO_CREDENTIALS);
    CHECK(narrow.sUserName == nullptr);
  });
}

TEST_CASE("SSPI-QueryCredentialsAttributes-as-asked: what the settings left") {
  old_settings client(role::client);
  client.supports({CALG_AES_256, CALG_SHA_384, CALG_ECDH_EPHEM, CALG_RSA_SIGN});
  const std::vector<ALG_ID> expected = {CALG_AES_256, CALG_SHA_384, CALG_ECDH_EPHEM, CALG_RSA_SIGN};
  CHECK(algorithms_of(client.acquire()) == expected);
  SecPkgCred_CipherStrengths strengths{};
  credential made = client.acquire();
  CHECK(status{QueryCredentialsAttributesW(made.handle(), SECPKG_ATTR_CIPHER_STRENGTHS, &strengths)} ==
        SEC_E_OK);
  CHECK(strengths.dwMinimumCipherStrength == 256);
  CHECK(strengths.dwMaximumCipherStrength == 256);
  old_settings either(role::server);
  either.data.grbitEnabledProtocols = SP_PROT_TLS1_2;
  CHECK(versions_of(credential::from(SECPKG_CRED_BOTH, &either.data)) == SP_PROT_TLS1_2);
}

TEST_CASE("SSPI-QueryCredentialsAttributesEx-too-small: the structure does not fit") {
  credential client = credential::of(role::client, tls::v1_3);
  SecPkgCred_CipherStrengths strengths{};
  constexpr ULONG size = sizeof strengths;
  CHECK(status{QueryCredentialsAttributesExW(client.handle(), SECPKG_ATTR_CIPHER_STRENGTHS, &strengths,
                                             size - 1)} == SEC_E_BUFFER_TOO_SMALL);
  CHECK(status{QueryCredentialsAttributesExW(client.handle(), SECPKG_ATTR_CIPHER_STRENGTHS, &strengths,
                                             size)} == SEC_E_OK);
}

#ifdef SECPKG_ATTR_SESSION_TICKET_KEYS
TEST_CASE("SSPI-SetCredentialsAttributes-session-ticket-keys: of a server, each sound") {
  credential server = credential::of(role::server, tls::v1_3);
  CHECK(set_ticket_keys(server, {ticket_key()}) == SEC_E_OK);
  CHECK(set_ticket_keys(server, std::vector(16, ticket_key())) == SEC_E_OK);
  CHECK(set_ticket_keys(server, std::vector(17, ticket_key())) == SEC_E_INVALID_PARAMETER);
  for (const BYTE size : {0, 31, 65, 255}) {
    SecPkgCred_SessionTicketKey key = ticket_key();
    key.KeyingMaterialSize = size;
    CHECK(set_ticket_keys(server, {ticket_key(), key}) == SEC_E_INVALID_PARAMETER);
  }
  SecPkgCred_SessionTicketKey of_another_version = ticket_key();
  of_another_version.TicketInfoVersion = 1;
  CHECK(set_ticket_keys(server, {of_another_version}) == SEC_E_INVALID_PARAMETER);
  SecPkgCred_SessionTicketKeys nowhere{1, nullptr};
  CHECK(sets(server, SECPKG_ATTR_SESSION_TICKET_KEYS, &nowhere, sizeof nowhere) == SEC_E_INVALID_PARAMETER);
}
#endif

TEST_CASE("SSPI-SetCredentialsAttributes-client-certificate-policy: with and without texts") {
  credential server = credential::of(role::server, tls::v1_3);
  SecPkgCred_ClientCertPolicy policy{};
  CHECK(sets(server, SECPKG_ATTR_CLIENT_CERT_POLICY, &policy, sizeof policy) == SEC_E_OK);
  wchar_t store[] = L"ClientAuthIssuer";
  policy.pwszSslCtlStoreName = policy.pwszSslCtlIdentifier = store;
  CHECK(sets(server, SECPKG_ATTR_CLIENT_CERT_POLICY, &policy, sizeof policy) == SEC_E_OK);
}

TEST_CASE("SSPI-SetCredentialsAttributes-too-small: a structure that is cut off") {
  credential server = credential::of(role::server, tls::v1_3);
  SecPkgCred_ClientCertPolicy policy{};
  CHECK(sets(server, SECPKG_ATTR_CLIENT_CERT_POLICY, &policy, sizeof policy - 1) == SEC_E_BUFFER_TOO_SMALL);
}

TEST_CASE("SSPI-SetCredentialsAttributes-others: there is nothing to set") {
  credential client = credential::of(role::client, tls::v1_3),
             server = credential::of(role::server, tls::v1_3);
  SecPkgCred_ClientCertPolicy policy{};
  CHECK(sets(client, SECPKG_ATTR_CLIENT_CERT_POLICY, &policy, sizeof policy) == SEC_E_UNSUPPORTED_FUNCTION);
  CHECK(status{SetCredentialsAttributesA(client.handle(), SECPKG_ATTR_CLIENT_CERT_POLICY, &policy,
                                         sizeof policy)} == SEC_E_UNSUPPORTED_FUNCTION);
  SecPkgCredentials_NamesW names{};
  SecPkgCred_SupportedAlgs algorithms{};
  SecPkgCred_CipherStrengths strengths{};
  for (credential* one : {&client, &server}) {
    CHECK(sets(*one, SECPKG_CRED_ATTR_NAMES, &names, sizeof names) == SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(sets(*one, SECPKG_ATTR_SUPPORTED_ALGS, &algorithms, sizeof algorithms) ==
          SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(sets(*one, SECPKG_ATTR_CIPHER_STRENGTHS, &strengths, sizeof strengths) ==
          SEC_E_UNSUPPORTED_FUNCTION);
  }
  SecPkgCred_SupportedProtocols protocols{};
  for (credential* one : {&client, &server})
    CHECK(sets(*one, SECPKG_ATTR_SUPPORTED_PROTOCOLS, &protocols, sizeof protocols) ==
          SEC_E_UNSUPPORTED_FUNCTION);
  CHECK(sets(server, SECPKG_ATTR_CLIENT_CERT_POLICY, nullptr, 0) == SEC_E_INTERNAL_ERROR);
  server.free();
  CHECK(sets(server, SECPKG_ATTR_SUPPORTED_PROTOCOLS, &protocols, sizeof protocols) == SEC_E_INVALID_HANDLE);
}
