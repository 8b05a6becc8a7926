// Credentials whose acquisition has more arguments than count, and what connections of older algorithms say
// of themselves.
#include "handshakes.h"

using namespace peers;

namespace {

#ifndef _WIN32
SECURITY_STATUS SEC_ENTRY no_key(void*, void*, ULONG, void**, SECURITY_STATUS*) {
  return SEC_E_INTERNAL_ERROR;
}
#endif

}  // namespace

#ifndef _WIN32  // the type of the function for keys differs between headers of Windows
TEST_CASE("SSPI-AcquireCredentialsHandle-other-arguments: in both functions") {
  credential_data data(role::client, tls::v1_3);
  wchar_t principal[] = L"nobody", package[] = UNISP_NAME_W;
  char narrow_principal[] = "nobody", narrow_package[] = UNISP_NAME_A;
  int logon_id = 0, argument = 0;
  const auto function = reinterpret_cast<SEC_GET_KEY_FN>(reinterpret_cast<void*>(&no_key));
  CredHandle handle;
  CHECK(status{AcquireCredentialsHandleW(principal, package, SECPKG_CRED_OUTBOUND, &logon_id,
                                         &data.credentials, function, &argument, &handle, nullptr)} ==
        SEC_E_OK);
  CHECK(status{FreeCredentialsHandle(&handle)} == SEC_E_OK);
  CHECK(status{AcquireCredentialsHandleA(narrow_principal, narrow_package, SECPKG_CRED_OUTBOUND, &logon_id,
                                         &data.credentials, function, &argument, &handle, nullptr)} ==
        SEC_E_OK);
  CHECK(status{FreeCredentialsHandle(&handle)} == SEC_E_OK);
}

TEST_CASE("SSPI-AcquireCredentialsHandle-invented-certificate: of memory of the caller") {
  const CERT_CONTEXT genuine = *server_certificate().context();
  const CERT_CONTEXT invented[] = {genuine, {}};
  for (const CERT_CONTEXT& one : invented) {
    for (const role who : every_role) {
      PCCERT_CONTEXT shown = &one;
      SCHANNEL_CRED data{};
      data.dwVersion = SCHANNEL_CRED_VERSION;
      data.cCreds = 1;
      data.paCred = &shown;
      CHECK(credential::from(who == role::client ? SECPKG_CRED_OUTBOUND : SECPKG_CRED_INBOUND, &data)
                .acquired == SEC_E_UNKNOWN_CREDENTIALS);
    }
  }
}
#endif

TEST_CASE("SSPI-AcquireCredentialsHandle-both-uses: it meets itself") {
  for_every_version([](tls version) {
    const auto acquired = [version] {
      credential_data data(role::server, version);
      data.parameters.grbitDisabledProtocols =
          version == tls::v1_2 ? ~DWORD{SP_PROT_TLS1_2} : ~DWORD{SP_PROT_TLS1_3};
      data.credentials.dwFlags = SCH_CRED_MANUAL_CRED_VALIDATION;
      data.uses(server_certificate());
      return credential::from(SECPKG_CRED_BOTH, &data.credentials);
    };
    pair both = pair_of(acquired(), acquired());
    REQUIRE(shake_hands(both).both_established());
    check_conversation(both);
  });
}

TEST_CASE("SSPI-AcquireCredentialsHandle-other-flags: connections like any other") {
  for_every_version([](tls version) {
    for (const DWORD flag :
         {DWORD{SCH_CRED_NO_SYSTEM_MAPPER}, DWORD{SCH_CRED_USE_DEFAULT_CREDS},
          DWORD{SCH_CRED_MEMORY_STORE_CERT}, DWORD{SCH_CRED_CACHE_ONLY_URL_RETRIEVAL},
          DWORD{SCH_CRED_CACHE_ONLY_URL_RETRIEVAL_ON_CREATE}, DWORD{SCH_CRED_SNI_CREDENTIAL}, DWORD{1},
          DWORD{0x1000'0000}, DWORD{0x8000'0000}}) {
      CAPTURE(flag);
      credential_data client(role::client, version), server(role::server, version);
      client.credentials.dwFlags |= flag;
      server.credentials.dwFlags |= flag;
      server.uses(server_certificate());
      pair both = pair_of(credential::from(SECPKG_CRED_OUTBOUND, &client.credentials),
                          credential::from(SECPKG_CRED_INBOUND, &server.credentials));
      CHECK(shake_hands(both).both_established());
    }
  });
}

TEST_CASE("SSPI-QueryContextAttributes-stream-sizes-of-cbc: by version and by digest") {
  const auto check = [](pair both, ULONG header, ULONG trailer) {
    REQUIRE(shake_hands(both).both_established());
    for (const role who : every_role) {
      const SecPkgContext_StreamSizes sizes = both[who].sizes();
      CHECK(sizes.cbHeader == header);
      CHECK(sizes.cbTrailer == trailer);
      CHECK(sizes.cbBlockSize == 16);
      CHECK(sizes.cbMaximumMessage == 16384);
    }
    check_conversation(both);
  };
  check(fresh_pair(tls_1_0), 5, 36);
  check(fresh_pair(tls_1_1), 21, 36);
  old_settings client(role::client);
  client.supports({CALG_SHA1});
  check(pair_of(client.acquire(), speaking(tls_1_2, role::server)), 21, 36);
  new_settings without_gcm(role::client);
  without_gcm.disables(TlsParametersCngAlgUsageCipher, L"AES", {L"ChainingModeGCM"});
  check(pair_of(without_gcm.acquire(), speaking(tls_1_2, role::server)), 21, 64);
}

TEST_CASE("SSPI-QueryContextAttributes-connection-info-algorithms: of AES in two modes") {
  struct row {
    ALG_ID cipher;
    ALG_ID digest;
    ALG_ID expected_digest;
    DWORD digest_bits;
  };
  for (const row& one :
       {row{CALG_AES_256, CALG_SHA1, CALG_SHA1, 160}, row{CALG_AES_128, CALG_SHA1, CALG_SHA1, 160},
        row{CALG_AES_128, CALG_SHA_256, CALG_SHA_256, 256},
        row{CALG_AES_256, CALG_SHA_384, CALG_SHA_384, 384}}) {
    old_settings client(role::client);
    client.supports({one.cipher, one.digest});
    const SecPkgContext_ConnectionInfo info = agreement_with_usual_server(client.acquire());
    CHECK(info.dwProtocol == SP_PROT_TLS1_2_CLIENT);
    CHECK(info.aiCipher == one.cipher);
    CHECK(info.dwCipherStrength == (one.cipher == CALG_AES_256 ? 256 : 128));
    CHECK(info.aiHash == one.expected_digest);
    CHECK(info.dwHashStrength == one.digest_bits);
    CHECK(info.aiExch == CALG_ECDH_EPHEM);
  }
}
