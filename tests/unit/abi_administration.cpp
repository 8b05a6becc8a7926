// The administrator's file, seen from the Windows API: what it decides holds for the next credential.
#include <doctest/doctest.h>

#include "abi/credentials.h"
#include "conformance/acquaintances.h"
#include "support/configured.h"
#include "support/peers.h"

using namespace schannel;

namespace {

struct acquired {
  explicit acquired(DWORD protocols) {
    SCHANNEL_CRED data{};
    data.dwVersion = SCHANNEL_CRED_VERSION;
    data.grbitEnabledProtocols = protocols;
    wchar_t package[] = L"Schannel";
    status = AcquireCredentialsHandleW(nullptr, package, SECPKG_CRED_OUTBOUND, nullptr, &data, nullptr,
                                       nullptr, &handle, nullptr);
  }
  acquired(const acquired&) = delete;
  acquired& operator=(const acquired&) = delete;
  ~acquired() {
    if (status == SEC_E_OK) FreeCredentialsHandle(&handle);
  }

  DWORD versions() {
    SecPkgCred_SupportedProtocols protocols{};
    CHECK(QueryCredentialsAttributesW(&handle, SECPKG_ATTR_SUPPORTED_PROTOCOLS, &protocols) == SEC_E_OK);
    return protocols.grbitProtocol;
  }

  CredHandle handle{};
  SECURITY_STATUS status = SEC_E_INTERNAL_ERROR;
};

/// A client and a server of TLS 1.2 with certain key exchanges.
peers::pair pair_with(ALG_ID exchange) {
  SCHANNEL_CRED data{};
  data.dwVersion = SCHANNEL_CRED_VERSION;
  data.dwFlags = SCH_CRED_MANUAL_CRED_VALIDATION | SCH_CRED_NO_DEFAULT_CREDS;
  data.cSupportedAlgs = 1;
  data.palgSupportedAlgs = &exchange;
  return peers::pair_of(peers::credential::from(SECPKG_CRED_OUTBOUND, &data),
                        peers::credential::of(peers::role::server, peers::tls::v1_2));
}

DWORD exchange_strength(peers::pair& both) {
  SecPkgContext_ConnectionInfo info{};
  REQUIRE(QueryContextAttributesW(both.client.context(), SECPKG_ATTR_CONNECTION_INFO, &info) == SEC_E_OK);
  return info.dwExchStrength;
}

}  // namespace

TEST_CASE("SSPI-administration-next-credential: it decides about that one, and not about those there are") {
  const configured file("[Protocols.\"TLS 1.1\".Client]\nDisabledByDefault = 0\n");
  acquired before(0);
  CHECK(before.versions() == (SP_PROT_TLS1_1_CLIENT | SP_PROT_TLS1_2_CLIENT));
  file.write("[Protocols.\"TLS 1.2\".Client]\nEnabled = 0\n[Protocols.\"TLS 1.1\".Client]\nEnabled = 0\n");
  CHECK(before.versions() == (SP_PROT_TLS1_1_CLIENT | SP_PROT_TLS1_2_CLIENT));
  CHECK(acquired(0).status == SEC_E_ALGORITHM_MISMATCH);
  CHECK(acquired(SP_PROT_TLS1_2_CLIENT).status == SEC_E_ALGORITHM_MISMATCH);
  CHECK(acquired(SP_PROT_TLS1_0_CLIENT).versions() == SP_PROT_TLS1_0_CLIENT);
}

TEST_CASE("a credential keeps what was decided when it was acquired") {
  const configured file("ServerCacheTime = 5\n");
  acquired made(0);
  const auto kept = abi::credentials().find(&made.handle);
  REQUIRE(kept);
  CHECK(kept->system->server_cache_time == std::chrono::milliseconds(5));
  CHECK(kept->session_lifespan == std::chrono::hours(10));
  CHECK(kept->reconnects());
}

TEST_CASE(
    "SSPI-ClientMinKeyBitLength-rsa: a key that is too short for the administrator ends the handshake") {
  const configured file("[KeyExchangeAlgorithms.PKCS]\nClientMinKeyBitLength = 4096\n");
  for (const ALG_ID exchange : {CALG_RSA_KEYX, CALG_ECDH_EPHEM}) {
    peers::pair both = pair_with(exchange);
    CHECK(peers::shake_hands(both).client == SEC_E_ALGORITHM_MISMATCH);
  }
  file.write("[KeyExchangeAlgorithms.PKCS]\nClientMaxKeyBitLength = 1024\n");
  peers::pair both = pair_with(CALG_ECDH_EPHEM);
  CHECK(peers::shake_hands(both).client == SEC_E_ALGORITHM_MISMATCH);
}

TEST_CASE("SSPI-ServerMinKeyBitLength-diffie-hellman: a group as long as the administrator wants") {
  const configured file("[KeyExchangeAlgorithms.Diffie-Hellman]\nServerMinKeyBitLength = 3000\n");
  peers::pair both = pair_with(CALG_DH_EPHEM);
  REQUIRE(peers::shake_hands(both).both_established());
  CHECK(exchange_strength(both) == 3072);
}

TEST_CASE("SSPI-ClientMinKeyBitLength-diffie-hellman: a group that is too short for the administrator") {
  const configured file("[KeyExchangeAlgorithms.Diffie-Hellman]\nClientMinKeyBitLength = 3072\n");
  peers::pair both = pair_with(CALG_DH_EPHEM);
  CHECK(peers::shake_hands(both).client == SEC_E_ALGORITHM_MISMATCH);
}

TEST_CASE("SSPI-administration-suites: the administrator's order is what a server goes by") {
  const configured file("Functions = [\"TLS_CHACHA20_POLY1305_SHA256\", \"TLS_AES_256_GCM_SHA384\"]\n");
  peers::pair both = peers::pair_of(peers::credential::of(peers::role::client, peers::tls::v1_3),
                                    peers::credential::of(peers::role::server, peers::tls::v1_3));
  REQUIRE(peers::shake_hands(both).both_established());
  SecPkgContext_CipherInfo info{};
  info.dwVersion = SECPKGCONTEXT_CIPHERINFO_V1;
  REQUIRE(QueryContextAttributesW(both.client.context(), SECPKG_ATTR_CIPHER_INFO, &info) == SEC_E_OK);
  CHECK(std::wstring(info.szCipherSuite) == L"TLS_CHACHA20_POLY1305_SHA256");
}

TEST_CASE("SSPI-SendTrustedIssuerList-names: the authorities of the root store, or none") {
  HCERTSTORE store = CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr);
  REQUIRE(CertAddCertificateContextToStore(store, peers::server_certificate().context(),
                                           CERT_STORE_ADD_ALWAYS, nullptr));
  PCCERT_CONTEXT shown = peers::server_certificate().context();
  SCHANNEL_CRED data{};
  data.dwVersion = SCHANNEL_CRED_VERSION;
  data.cCreds = 1;
  data.paCred = &shown;
  data.hRootStore = store;
  const configured file("SendTrustedIssuerList = 1\n");
  for (const bool names : {true, false}) {
    if (!names) file.write("");
    peers::credential made = peers::credential::from(SECPKG_CRED_INBOUND, &data);
    const auto kept = abi::credentials().find(made.handle());
    REQUIRE(kept);
    CHECK(kept->roots.size() == 1);
    CHECK(kept->server->settings().named_authorities.size() == (names ? 1 : 0));
  }
  CertCloseStore(store, 0);
}

TEST_CASE("SSPI-SendTrustedIssuerList-limit: a client is told what fits into 16 KB") {
  const configured file("SendTrustedIssuerList = 1\n");
  const HCERTSTORE store = CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr);
  constexpr DWORD too_many = 12;
  std::wstring long_name = L"CN=authority";
  for (int part = 0; part < 30; ++part) long_name += L",OU=" + std::wstring(60, L'x');
  for (DWORD i = 0; i < too_many; ++i) {
    const auto root = peers::certificate::signed_with(0, long_name.c_str(), szOID_ECDSA_SHA256);
    REQUIRE(CertAddCertificateContextToStore(store, root.context(), CERT_STORE_ADD_ALWAYS, nullptr));
  }
  peers::for_every_version([&](peers::tls version) {
    peers::credential_data wanted(peers::role::server, version);
    wanted.uses(peers::server_certificate());
    wanted.credentials.hRootStore = store;
    peers::pair both = peers::pair_of(peers::credential::of(peers::role::client, version),
                                      peers::credential::from(SECPKG_CRED_INBOUND, &wanted.credentials));
    both.server.wants(peers::usual_requirements(peers::role::server) | ASC_REQ_MUTUAL_AUTH);
    both.client.wants(peers::usual_requirements(peers::role::client) & ~ULONG{ISC_REQ_USE_SUPPLIED_CREDS});
    both.client.continues();
    both.server.continues();
    REQUIRE(both.client.steps(both.client.inbox()).result == SEC_I_INCOMPLETE_CREDENTIALS);
    SecPkgContext_IssuerListInfoEx issuers{};
    REQUIRE(peers::asks(both.client, SECPKG_ATTR_ISSUER_LIST_EX, issuers) == SEC_E_OK);
    REQUIRE(issuers.cIssuers != 0);
    const DWORD length_of_each = 2 + issuers.aIssuers[0].cbData;
    constexpr DWORD limit = 0x4000;
    CHECK(issuers.cIssuers == limit / length_of_each);
    CHECK(issuers.cIssuers < too_many);
    FreeContextBuffer(issuers.aIssuers);
  });
  CertCloseStore(store, 0);
}

TEST_CASE("SSPI-session-caches-off: by the client's time, the server's time or the server's size") {
  for (const char* text : {"ClientCacheTime = 0\n", "ServerCacheTime = 0\n", "MaximumCacheSize = 0\n", ""}) {
    CAPTURE(text);
    const configured file(text);
    peers::for_every_version([&](peers::tls version) {
      peers::acquaintances both(version);
      both.server_wants = ASC_REQ_SESSION_TICKET;
      CHECK_FALSE(both.meet());
      CHECK(both.meet() == std::string_view(text).empty());
    });
  }
}

TEST_CASE("SSPI-MaximumCacheSize-sessions: the oldest makes room for the next") {
  for (const bool has_room : {false, true}) {
    CAPTURE(has_room);
    const configured file(has_room ? "MaximumCacheSize = 2\n" : "MaximumCacheSize = 1\n");
    peers::acquaintances both(peers::tls::v1_2);
    CHECK_FALSE(both.meet(L"one.example"));
    CHECK_FALSE(both.meet(L"another.example"));
    CHECK(both.meet(L"one.example") == has_room);
  }
}
