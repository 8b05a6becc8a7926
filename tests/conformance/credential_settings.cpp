// What a credential's settings allow, seen in what is negotiated with it.
#include "credential_settings.h"

#include <array>

using namespace peers;

namespace {

constexpr DWORD no_encryption = 0xFFFFFFFF;

std::wstring suite_of(pair& both) {
  SecPkgContext_CipherInfo info{};
  info.dwVersion = SECPKGCONTEXT_CIPHERINFO_V1;
  REQUIRE(status{QueryContextAttributesW(both.client.context(), SECPKG_ATTR_CIPHER_INFO, &info)} == SEC_E_OK);
  return info.szCipherSuite;
}

std::wstring suite_with_usual_server(credential client) {
  pair both = pair_of(std::move(client), new_settings(role::server).acquire());
  REQUIRE(shake_hands(both).both_established());
  return suite_of(both);
}

}  // namespace

TEST_CASE("SSPI-SCHANNEL_CRED-enabled-protocols: exactly these") {
  for (const DWORD version : {SP_PROT_TLS1_0_CLIENT, SP_PROT_TLS1_1_CLIENT, SP_PROT_TLS1_2_CLIENT}) {
    CAPTURE(version);
    old_settings client(role::client), server(role::server);
    client.data.grbitEnabledProtocols = version;
    server.data.grbitEnabledProtocols = SP_PROT_TLS1_X_SERVER;
    CHECK(versions_of(client.acquire()) == version);
    CHECK(agreement(client.acquire(), server.acquire()).dwProtocol == version);
    old_settings any_client(role::client), one_server(role::server);
    any_client.data.grbitEnabledProtocols = SP_PROT_TLS1_X_CLIENT;
    one_server.data.grbitEnabledProtocols = version >> 1;  // the server's bit is below the client's
    CHECK(versions_of(one_server.acquire()) == version >> 1);
    CHECK(agreement(any_client.acquire(), one_server.acquire()).dwProtocol == version);
  }
}

TEST_CASE("SSPI-SCHANNEL_CRED-no-protocols: the system's") {
  // Whether the system has the older ones on is the administrator's word.
  constexpr DWORD recent = SP_PROT_TLS1_2 | SP_PROT_TLS1_3;
  CHECK((versions_of(old_settings(role::client).acquire()) & recent) == SP_PROT_TLS1_2_CLIENT);
  CHECK((versions_of(old_settings(role::server).acquire()) & recent) == SP_PROT_TLS1_2_SERVER);
}

TEST_CASE("SSPI-SCHANNEL_CRED-other-direction: is not looked at") {
  old_settings client(role::client);
  client.data.grbitEnabledProtocols = SP_PROT_TLS1_1_SERVER | SP_PROT_TLS1_2;
  CHECK(versions_of(client.acquire()) == SP_PROT_TLS1_2_CLIENT);
  old_settings server(role::server);
  server.data.grbitEnabledProtocols = SP_PROT_TLS1_1_CLIENT | SP_PROT_TLS1_2;
  CHECK(versions_of(server.acquire()) == SP_PROT_TLS1_2_SERVER);
}

TEST_CASE("SSPI-SCH_CREDENTIALS-only-restricts: old versions stay off") {
  new_settings client(role::client);
  client.parameters.grbitDisabledProtocols = ~DWORD{SP_PROT_TLS1_0_CLIENT};
  CHECK(client.acquire().acquired == SEC_E_ALGORITHM_MISMATCH);
  client.parameters.grbitDisabledProtocols = SP_PROT_TLS1_2;
  CHECK(versions_of(client.acquire()) == SP_PROT_TLS1_3_CLIENT);
  client.parameters.grbitDisabledProtocols = SP_PROT_TLS1_3;
  CHECK(versions_of(client.acquire()) == SP_PROT_TLS1_2_CLIENT);
  new_settings server(role::server);
  server.parameters.grbitDisabledProtocols = ~DWORD{SP_PROT_TLS1_0_SERVER};
  CHECK(server.acquire().acquired == SEC_E_ALGORITHM_MISMATCH);
  server.parameters.grbitDisabledProtocols = SP_PROT_TLS1_2;
  CHECK(versions_of(server.acquire()) == SP_PROT_TLS1_3_SERVER);
}

TEST_CASE("SSPI-AcquireCredentialsHandle-dtls-only: there is none") {
  for (const role who : every_role) {
    new_settings newer(who);
    newer.data.dwFlags |= SCH_USE_DTLS_ONLY;
    CHECK(newer.acquire().acquired == SEC_E_ALGORITHM_MISMATCH);
    old_settings older(who);
    older.data.dwFlags |= SCH_USE_DTLS_ONLY;
    CHECK(older.acquire().acquired == SEC_E_ALGORITHM_MISMATCH);
  }
}

TEST_CASE("SSPI-SCHANNEL_CRED-algorithms: only what is named of each class") {
  SUBCASE("a cipher") {
    old_settings client(role::client);
    client.supports({CALG_AES_128});
    CHECK(agreement_with_usual_server(client.acquire()).aiCipher == CALG_AES_128);
  }
  SUBCASE("a cipher of any length") {
    old_settings client(role::client);
    client.supports({CALG_AES});
    CHECK(agreement_with_usual_server(client.acquire()).aiCipher == CALG_AES_256);
  }
  SUBCASE("each key exchange") {
    for (const ALG_ID exchange : {CALG_RSA_KEYX, CALG_DH_EPHEM, CALG_ECDH_EPHEM}) {
      CAPTURE(exchange);
      old_settings client(role::client);
      client.supports({exchange});
      CHECK(agreement_with_usual_server(client.acquire()).aiExch == exchange);
    }
  }
  SUBCASE("a digest") {
    old_settings client(role::client);
    client.supports({CALG_SHA1});
    CHECK(suite_with_usual_server(client.acquire()) == L"TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");
  }
  SUBCASE("a signature that the server's key cannot make") {
    old_settings client(role::client);
    client.supports({CALG_AES_128, CALG_ECDSA});
    pair both = pair_of(client.acquire(), new_settings(role::server).acquire());
    CHECK(shake_hands(both).server == SEC_E_ALGORITHM_MISMATCH);
  }
  SUBCASE("those of a server") {
    old_settings server(role::server);
    server.supports({CALG_AES_128, CALG_SHA_256, CALG_RSA_KEYX});
    CHECK(agreement(new_settings(role::client).acquire(), server.acquire()).aiExch == CALG_RSA_KEYX);
  }
}

TEST_CASE("SSPI-SCHANNEL_CRED-no-suite-left: nothing could be offered") {
  for (const std::vector<ALG_ID>& algorithms :
       {std::vector<ALG_ID>{CALG_RC2, CALG_ECDSA}, {CALG_DES}, {CALG_AES_256, CALG_MD5}, {CALG_KEA_KEYX}}) {
    old_settings client(role::client);
    client.supports(algorithms);
    CHECK(client.acquire().acquired == SEC_E_ALGORITHM_MISMATCH);
  }
  old_settings client(role::client);
  client.supports({CALG_AES_128, CALG_ECDSA});
  CHECK(client.acquire().acquired == SEC_E_OK);
}

TEST_CASE("SSPI-SCHANNEL_CRED-cipher-strength: from the least to the most") {
  for (const DWORD bits : {128, 256}) {
    old_settings client(role::client);
    client.data.dwMinimumCipherStrength = client.data.dwMaximumCipherStrength = bits;
    CHECK(agreement_with_usual_server(client.acquire()).dwCipherStrength == bits);
  }
  old_settings at_most(role::client), at_least(role::server), some(role::client);
  at_most.data.dwMaximumCipherStrength = 128;
  CHECK(agreement_with_usual_server(at_most.acquire()).dwCipherStrength == 128);
  some.supports({CALG_AES_128, CALG_AES_256});
  at_least.data.dwMinimumCipherStrength = 129;
  CHECK(agreement(some.acquire(), at_least.acquire()).dwCipherStrength == 256);
  CHECK(agreement(at_most.acquire(), at_least.acquire()).dwProtocol == 0);
  old_settings strict(role::client);
  strict.data.dwMinimumCipherStrength = 257;
  CHECK(strict.acquire().acquired == SEC_E_ALGORITHM_MISMATCH);
}

TEST_CASE("SSPI-SCHANNEL_CRED-null-ciphers: too, or alone") {
  old_settings client(role::client), server(role::server);
  server.data.dwMinimumCipherStrength = no_encryption;
  client.data.dwMinimumCipherStrength = no_encryption;
  CHECK(agreement(client.acquire(), server.acquire()).dwCipherStrength == 256);
  client.data.dwMaximumCipherStrength = no_encryption;
  pair both = pair_of(client.acquire(), server.acquire());
  REQUIRE(shake_hands(both).both_established());
  CHECK(suite_of(both) == L"TLS_RSA_WITH_NULL_SHA256");
  const auto sealed = both.client.seals("for all to see");
  CHECK(to_text(sealed.record).find("for all to see") != std::string::npos);
  CHECK(both.server.opens(sealed.record) == "for all to see");
}

TEST_CASE("SSPI-SCHANNEL_CRED-lone-maximum: what should the minimum be") {
  old_settings client(role::client);
  client.data.dwMaximumCipherStrength = no_encryption;
  CHECK(client.acquire().acquired == SEC_E_INVALID_PARAMETER);
}

TEST_CASE("SSPI-CRYPTO_SETTINGS-cipher: in all modes or in some") {
  new_settings client(role::client);
  client.parameters.grbitDisabledProtocols = SP_PROT_TLS1_3;
  client.disables(TlsParametersCngAlgUsageCipher, L"AES", {L"ChainingModeGCM"});
  CHECK(suite_with_usual_server(client.acquire()) == L"TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384");
  client.parameters.grbitDisabledProtocols = SP_PROT_TLS1_2;
  CHECK(client.acquire().acquired == SEC_E_ALGORITHM_MISMATCH);
}

TEST_CASE("SSPI-CRYPTO_SETTINGS-lengths: outside of them nothing") {
  new_settings client(role::client);
  client.disables(TlsParametersCngAlgUsageCipher, L"AES");
  client.setting.dwMaxBitLength = 128;
  CHECK(agreement_with_usual_server(client.acquire()).dwCipherStrength == 128);
  client.setting.dwMaxBitLength = 0;
  client.setting.dwMinBitLength = 256;
  CHECK(agreement_with_usual_server(client.acquire()).dwCipherStrength == 256);
}

TEST_CASE("SSPI-CRYPTO_SETTINGS-digest: its suites go with it") {
  new_settings client(role::client);
  client.disables(TlsParametersCngAlgUsageDigest, L"SHA384");
  CHECK(suite_with_usual_server(client.acquire()) == L"TLS_AES_128_GCM_SHA256");
}

TEST_CASE("SSPI-CRYPTO_SETTINGS-key-exchange: without curves no TLS 1.3") {
  new_settings client(role::client);
  client.disables(TlsParametersCngAlgUsageKeyExchange, L"ECDH");
  CHECK(versions_of(client.acquire()) == SP_PROT_TLS1_2_CLIENT);
  CHECK(agreement_with_usual_server(client.acquire()).aiExch == CALG_DH_EPHEM);
}

TEST_CASE("SSPI-CRYPTO_SETTINGS-certificate-signature: the other padding signs") {
  for (const wchar_t* padding : {L"SCH_RSA_PKCS_PAD", L"SCH_RSA_PSS_PAD"}) {
    new_settings client(role::client);
    client.parameters.grbitDisabledProtocols = SP_PROT_TLS1_3;
    client.disables(TlsParametersCngAlgUsageCertSig, padding);
    CHECK(agreement_with_usual_server(client.acquire()).dwProtocol == SP_PROT_TLS1_2_CLIENT);
  }
  // TLS 1.3 knows no other padding than PSS (RFC 8446 section 4.2.3).
  new_settings client(role::client);
  client.parameters.grbitDisabledProtocols = SP_PROT_TLS1_2;
  client.disables(TlsParametersCngAlgUsageCertSig, L"SCH_RSA_PSS_PAD");
  pair both = pair_of(client.acquire(), new_settings(role::server).acquire());
  CHECK(shake_hands(both).server == SEC_E_ALGORITHM_MISMATCH);
}

TEST_CASE("SSPI-CRYPTO_SETTINGS-terminated: a terminator is no part of the name") {
  new_settings client(role::client);
  client.disables(TlsParametersCngAlgUsageDigest, std::wstring(L"SHA384\0", 7));
  CHECK(suite_with_usual_server(client.acquire()) == L"TLS_AES_128_GCM_SHA256");
}

TEST_CASE("SSPI-CRYPTO_SETTINGS-unused: nothing happens") {
  new_settings client(role::client);
  client.disables(TlsParametersCngAlgUsageCipher, L"RC4");
  CHECK(suite_with_usual_server(client.acquire()) == L"TLS_AES_256_GCM_SHA384");
}

TEST_CASE("SSPI-CRYPTO_SETTINGS-limits: more than the documents allow") {
  SUBCASE("settings") {
    new_settings client(role::client);
    std::array<CRYPTO_SETTINGS, 17> many{};
    client.parameters.cDisabledCrypto = 17;
    client.parameters.pDisabledCrypto = many.data();
    CHECK(client.acquire().acquired == SEC_E_INVALID_PARAMETER);
  }
  SUBCASE("chaining modes") {
    new_settings client(role::client);
    client.disables(TlsParametersCngAlgUsageCipher, L"AES",
                    std::vector<std::wstring>(17, L"ChainingModeGCM"));
    CHECK(client.acquire().acquired == SEC_E_INVALID_PARAMETER);
  }
  SUBCASE("a usage") {
    new_settings client(role::client);
    client.disables(static_cast<eTlsAlgorithmUsage>(5), L"AES");
    CHECK(client.acquire().acquired == SEC_E_INVALID_PARAMETER);
  }
}

TEST_CASE("SSPI-SCH_ALLOW_NULL_ENCRYPTION-adds: what a server without ciphers can speak") {
  old_settings server(role::server);
  server.data.dwMinimumCipherStrength = server.data.dwMaximumCipherStrength = no_encryption;
  new_settings client(role::client);
  CHECK(agreement(client.acquire(), server.acquire()).dwProtocol == 0);
  client.data.dwFlags |= SCH_ALLOW_NULL_ENCRYPTION;
  const auto agreed = agreement(client.acquire(), server.acquire());
  CHECK(agreed.dwProtocol == SP_PROT_TLS1_2_CLIENT);
  CHECK(agreed.dwCipherStrength == 0);
}

TEST_CASE("SSPI-SCH_USE_STRONG_CRYPTO-removes: whatever else was said") {
  old_settings client(role::client);
  client.data.dwMinimumCipherStrength = client.data.dwMaximumCipherStrength = no_encryption;
  CHECK(client.acquire().acquired == SEC_E_OK);
  client.data.dwFlags |= SCH_USE_STRONG_CRYPTO;
  CHECK(client.acquire().acquired == SEC_E_ALGORITHM_MISMATCH);
  new_settings usual(role::client);
  usual.data.dwFlags |= SCH_USE_STRONG_CRYPTO;
  CHECK(agreement_with_usual_server(usual.acquire()).dwProtocol == SP_PROT_TLS1_3_CLIENT);
}
