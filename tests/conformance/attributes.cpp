// What can be asked of a context.
#include <string>

#include "support/ends.h"

using namespace peers;

namespace {

template <typename Answer>
status asks(peer& one, ULONG attribute, Answer& answer) {
  return {QueryContextAttributesW(one.context(), attribute, &answer)};
}

bytes encoded(PCCERT_CONTEXT of) {
  return {of->pbCertEncoded, of->pbCertEncoded + of->cbCertEncoded};
}

}  // namespace

TEST_CASE("SSPI-QueryContextAttributes-stream-sizes: around AES-GCM") {
  for_every_end([](peer& one, peer&) {
    SecPkgContext_StreamSizes sizes{};
    CHECK(asks(one, SECPKG_ATTR_STREAM_SIZES, sizes) == SEC_E_OK);
    SecPkgContext_ConnectionInfo info{};
    REQUIRE(asks(one, SECPKG_ATTR_CONNECTION_INFO, info) == SEC_E_OK);
    const bool is_tls_1_3 = (info.dwProtocol & SP_PROT_TLS1_3) != 0;
    CHECK(sizes.cbHeader == (is_tls_1_3 ? 5 : 13));
    CHECK(sizes.cbTrailer == (is_tls_1_3 ? 17 : 16));
    CHECK(sizes.cbMaximumMessage == 16384);
    CHECK(sizes.cBuffers == 4);
    CHECK(sizes.cbBlockSize == 16);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-connection-info: what the two agreed on") {
  for_every_role_and_version([](tls version, role who) {
    pair both = established_pair(version);
    SecPkgContext_ConnectionInfo info{};
    CHECK(asks(both[who], SECPKG_ATTR_CONNECTION_INFO, info) == SEC_E_OK);
    const DWORD of_client = version == tls::v1_2 ? SP_PROT_TLS1_2_CLIENT : SP_PROT_TLS1_3_CLIENT;
    CHECK(info.dwProtocol == (who == role::client ? of_client : of_client >> 1));
    CHECK((info.aiCipher == CALG_AES_128 || info.aiCipher == CALG_AES_256));
    CHECK(info.dwCipherStrength == (info.aiCipher == CALG_AES_256 ? 256 : 128));
    CHECK((info.aiHash == CALG_SHA_256 || info.aiHash == CALG_SHA_384));
    CHECK(info.dwHashStrength == (info.aiHash == CALG_SHA_384 ? 384 : 256));
    CHECK(info.aiExch == CALG_ECDH_EPHEM);
    // Of X25519, P-256 or P-384.
    CHECK((info.dwExchStrength == 255 || info.dwExchStrength == 256 || info.dwExchStrength == 384));
  });
}

TEST_CASE("SSPI-QueryContextAttributes-cipher-info: the suite by number and by name") {
  for_every_role_and_version([](tls version, role who) {
    pair both = established_pair(version);
    SecPkgContext_CipherInfo info{};
    info.dwVersion = SECPKGCONTEXT_CIPHERINFO_V1;
    CHECK(asks(both[who], SECPKG_ATTR_CIPHER_INFO, info) == SEC_E_OK);
    CHECK(info.dwProtocol == (version == tls::v1_2 ? 0x0303 : 0x0304));
    CHECK(std::wstring(info.szCipher) == L"AES");
    CHECK((info.dwCipherLen == 128 || info.dwCipherLen == 256));
    CHECK(info.dwCipherBlockLen == 16);
    CHECK(info.dwBaseCipherSuite == info.dwCipherSuite);
    CHECK(info.dwKeyType != 0);  // the group
    CHECK(info.dwMinExchangeLen == 0);
    CHECK(info.dwMaxExchangeLen == 65536);
    const std::wstring suite(info.szCipherSuite);
    if (version == tls::v1_2) {
      CHECK((info.dwCipherSuite == 0xC02F || info.dwCipherSuite == 0xC030));
      CHECK(suite.rfind(L"TLS_ECDHE_RSA_WITH_AES_", 0) == 0);
      CHECK(std::wstring(info.szCertificate) == L"RSA");
      CHECK(std::wstring(info.szExchange) == L"ECDH");
    } else {
      CHECK((info.dwCipherSuite == 0x1301 || info.dwCipherSuite == 0x1302));
      CHECK(suite.rfind(L"TLS_AES_", 0) == 0);
    }
    CHECK(suite.find(info.dwCipherLen == 128 ? L"AES_128_GCM_SHA256" : L"AES_256_GCM_SHA384") !=
          std::wstring::npos);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-cipher-info-version: only the one that is known") {
  for_every_end([](peer& one, peer&) {
    SecPkgContext_CipherInfo info{};
    for (const DWORD other_version : {0U, 2U, 99U, 0xFFFFFFFFU}) {
      info.dwVersion = other_version;
      CHECK(asks(one, SECPKG_ATTR_CIPHER_INFO, info) == SEC_E_INVALID_PARAMETER);
      CHECK(info.dwVersion == other_version);
      CHECK(info.dwProtocol == 0);
    }
  });
}

TEST_CASE("SSPI-QueryContextAttributes-remote-certificate: it outlives the connection") {
  for_every_version([](tls version) {
    PCCERT_CONTEXT found = nullptr;
    {
      pair both = established_pair(version);
      REQUIRE(asks(both.client, SECPKG_ATTR_REMOTE_CERT_CONTEXT, found) == SEC_E_OK);
    }
    CHECK(encoded(found) == server_certificate().encoded());
    REQUIRE(found->hCertStore != nullptr);
    PCCERT_CONTEXT listed = CertEnumCertificatesInStore(found->hCertStore, nullptr);
    CHECK(listed == found);
    CHECK(CertEnumCertificatesInStore(found->hCertStore, listed) == nullptr);
    CHECK(CertFreeCertificateContext(found));
  });
}

TEST_CASE("SSPI-QueryContextAttributes-no-remote-certificate: clients need not have one") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    SUBCASE("not asked for") {}
    SUBCASE("asked for") {
      both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
    }
    REQUIRE(shake_hands(both).both_established());
    PCCERT_CONTEXT found = nullptr;
    CHECK(asks(both.server, SECPKG_ATTR_REMOTE_CERT_CONTEXT, found) == SEC_E_NO_CREDENTIALS);
    CHECK(found == nullptr);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-local-certificate: the server's own") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    PCCERT_CONTEXT own = nullptr;
    REQUIRE(asks(server, SECPKG_ATTR_LOCAL_CERT_CONTEXT, own) == SEC_E_OK);
    CHECK(encoded(own) == server_certificate().encoded());
    CHECK(CertFreeCertificateContext(own));
    PCCERT_CONTEXT none = nullptr;
    CHECK(asks(client, SECPKG_ATTR_LOCAL_CERT_CONTEXT, none) == SEC_E_NO_CREDENTIALS);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-session-info: a new session") {
  for_every_end([](peer& one, peer&) {
    SecPkgContext_SessionInfo info{};
    info.cbSessionId = 0xEEEE;
    CHECK(asks(one, SECPKG_ATTR_SESSION_INFO, info) == SEC_E_OK);
    CHECK((info.dwFlags & SSL_SESSION_RECONNECT) == 0);
    CHECK(info.cbSessionId <= 32);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-unknown: what Schannel does not have") {
  for_every_end([](peer& one, peer&) {
    std::uint8_t room[512] = {};
    for (const ULONG attribute : {ULONG{SECPKG_ATTR_NEGOTIATION_INFO}, ULONG{SECPKG_ATTR_NATIVE_NAMES},
                                  ULONG{SECPKG_ATTR_SESSION_KEY}, ULONG{0x7777}, ULONG{0xFFFFFFFF}})
      CHECK(asks(one, attribute, room) == SEC_E_UNSUPPORTED_FUNCTION);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-null-buffer: there is nowhere to put the answer") {
  for_every_end([](peer& one, peer&) {
    for (const ULONG attribute :
         {SECPKG_ATTR_STREAM_SIZES, SECPKG_ATTR_CONNECTION_INFO, SECPKG_ATTR_CIPHER_INFO,
          SECPKG_ATTR_SESSION_INFO, SECPKG_ATTR_APPLICATION_PROTOCOL}) {
      CAPTURE(attribute);
      CHECK(status{QueryContextAttributesW(one.context(), attribute, nullptr)} == SEC_E_INTERNAL_ERROR);
    }
  });
}
