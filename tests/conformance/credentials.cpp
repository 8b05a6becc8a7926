// AcquireCredentialsHandle, and what can be asked of a credential.
#include <algorithm>
#include <array>
#include <vector>

#include "support/ends.h"

using namespace peers;

namespace {

status acquires(std::wstring package) {
  CredHandle handle;
  const status acquired{AcquireCredentialsHandleW(nullptr, package.data(), SECPKG_CRED_OUTBOUND, nullptr,
                                                  nullptr, nullptr, nullptr, &handle, nullptr)};
  if (!failed(acquired)) FreeCredentialsHandle(&handle);
  return acquired;
}

status acquires(ULONG use, void* data) {
  return credential::from(use, data).acquired;
}

/// A SCHANNEL_CRED of version 4 that is zero otherwise.
SCHANNEL_CRED version_4() {
  SCHANNEL_CRED data{};
  data.dwVersion = SCHANNEL_CRED_VERSION;
  return data;
}

SCH_CREDENTIALS version_5() {
  SCH_CREDENTIALS data{};
  data.dwVersion = SCH_CREDENTIALS_VERSION;
  return data;
}

/// What both sides speak after a handshake of these two, as a bit of the client.
DWORD version_spoken_by(credential client, credential server) {
  pair both = pair_of(std::move(client), std::move(server));
  const outcome came = shake_hands(both);
  CHECK(came.client == SEC_E_OK);
  CHECK(came.server == SEC_E_OK);
  SecPkgContext_ConnectionInfo info{};
  CHECK(status{QueryContextAttributesW(both.client.context(), SECPKG_ATTR_CONNECTION_INFO, &info)} ==
        SEC_E_OK);
  return info.dwProtocol;
}

constexpr ULONG each_use[] = {SECPKG_CRED_INBOUND, SECPKG_CRED_OUTBOUND};

}  // namespace

TEST_CASE("SSPI-AcquireCredentialsHandle-package-name: two names in any case") {
  for (const wchar_t* name :
       {L"Schannel", L"SCHANNEL", L"schannel", L"Microsoft Unified Security Protocol Provider",
        L"MICROSOFT UNIFIED SECURITY PROTOCOL PROVIDER"})
    CHECK(acquires(name) == SEC_E_OK);
  for (const wchar_t* name : {L"", L"Kerberos", L"Schannel ", L"Microsoft Unified Security Protocol"})
    CHECK(acquires(name) == SEC_E_SECPKG_NOT_FOUND);
  CredHandle handle;
  CHECK(status{AcquireCredentialsHandleW(nullptr, nullptr, SECPKG_CRED_OUTBOUND, nullptr, nullptr, nullptr,
                                         nullptr, &handle, nullptr)} == SEC_E_SECPKG_NOT_FOUND);
  CHECK(status{AcquireCredentialsHandleA(nullptr, nullptr, SECPKG_CRED_OUTBOUND, nullptr, nullptr, nullptr,
                                         nullptr, &handle, nullptr)} == SEC_E_SECPKG_NOT_FOUND);
  char narrow[] = "schannel";
  CHECK(status{AcquireCredentialsHandleA(nullptr, narrow, SECPKG_CRED_OUTBOUND, nullptr, nullptr, nullptr,
                                         nullptr, &handle, nullptr)} == SEC_E_OK);
  CHECK(status{FreeCredentialsHandle(&handle)} == SEC_E_OK);
}

TEST_CASE("SSPI-AcquireCredentialsHandle-null-handle: there is nowhere to put it") {
  wchar_t package[] = UNISP_NAME_W;
  CHECK(status{AcquireCredentialsHandleW(nullptr, package, SECPKG_CRED_OUTBOUND, nullptr, nullptr, nullptr,
                                         nullptr, nullptr, nullptr)} == SEC_E_INVALID_PARAMETER);
  char narrow[] = UNISP_NAME_A;
  CHECK(status{AcquireCredentialsHandleA(nullptr, narrow, SECPKG_CRED_OUTBOUND, nullptr, nullptr, nullptr,
                                         nullptr, nullptr, nullptr)} == SEC_E_INVALID_PARAMETER);
}

TEST_CASE("SSPI-AcquireCredentialsHandle-outbound-without-data: the system's defaults do") {
  CHECK(acquires(SECPKG_CRED_OUTBOUND, nullptr) == SEC_E_OK);
}

TEST_CASE("SSPI-AcquireCredentialsHandle-inbound-without-data: a server needs a certificate") {
  for (const ULONG use : {SECPKG_CRED_INBOUND, SECPKG_CRED_BOTH, 0})
    CHECK(acquires(use, nullptr) == SEC_E_NO_CREDENTIALS);
}

TEST_CASE("SSPI-AcquireCredentialsHandle-old-version: these are history") {
  for (const ULONG use : each_use) {
    for (const DWORD version : {0, 1, 2}) {
      CAPTURE(version);
      SCHANNEL_CRED data = version_4();
      data.dwVersion = version;
      CHECK(acquires(use, &data) == SEC_E_UNKNOWN_CREDENTIALS);
    }
  }
}

TEST_CASE("SSPI-AcquireCredentialsHandle-without-certificate: a server will notice later") {
  for (const ULONG use : each_use) {
    SCHANNEL_CRED data = version_4();
    CHECK(acquires(use, &data) == SEC_E_OK);
  }
}

TEST_CASE("SSPI-AcquireCredentialsHandle-zeroed-version-5: zero stands for the defaults") {
  SCH_CREDENTIALS data = version_5();
  for (const ULONG use : each_use) CHECK(acquires(use, &data) == SEC_E_OK);
}

TEST_CASE("SSPI-AcquireCredentialsHandle-certificate-and-key: for either use") {
  PCCERT_CONTEXT identity = server_certificate().context();
  for (const ULONG use : each_use) {
    for (const DWORD version : {3, 4}) {
      CAPTURE(version);
      SCHANNEL_CRED data = version_4();
      data.dwVersion = version;
      data.cCreds = 1;
      data.paCred = &identity;
      CHECK(acquires(use, &data) == SEC_E_OK);
    }
    SCH_CREDENTIALS data = version_5();
    data.cCreds = 1;
    data.paCred = &identity;
    CHECK(acquires(use, &data) == SEC_E_OK);
  }
}

TEST_CASE("SSPI-AcquireCredentialsHandle-certificate-without-key: it proves nothing") {
  const certificate without = server_certificate().without_key();
  PCCERT_CONTEXT identity = without.context();
  for (const ULONG use : each_use) {
    SCHANNEL_CRED data = version_4();
    data.cCreds = 1;
    data.paCred = &identity;
    CHECK(acquires(use, &data) == SEC_E_NO_CREDENTIALS);
  }
}

TEST_CASE("SSPI-AcquireCredentialsHandle-one-bad-certificate: a good one does not make up for it") {
  const certificate without = server_certificate().without_key();
  for (const ULONG use : each_use) {
    for (const bool good_first : {true, false}) {
      CAPTURE(good_first);
      PCCERT_CONTEXT identities[] = {server_certificate().context(), without.context()};
      if (!good_first) std::swap(identities[0], identities[1]);
      SCHANNEL_CRED older = version_4();
      older.cCreds = 2;
      older.paCred = identities;
      CHECK(acquires(use, &older) == SEC_E_NO_CREDENTIALS);
      SCH_CREDENTIALS newer = version_5();
      newer.cCreds = 2;
      newer.paCred = identities;
      CHECK(acquires(use, &newer) == SEC_E_NO_CREDENTIALS);
    }
  }
}

TEST_CASE("SSPI-AcquireCredentialsHandle-no-usable-version: nothing is left to speak") {
  SUBCASE("TLS 1.3 through SCHANNEL_CRED") {
    SCHANNEL_CRED data = version_4();
    data.grbitEnabledProtocols = SP_PROT_TLS1_3;
    for (const ULONG use : each_use) CHECK(acquires(use, &data) == SEC_E_ALGORITHM_MISMATCH);
  }
  SUBCASE("DTLS") {
    SCHANNEL_CRED data = version_4();
    data.grbitEnabledProtocols = SP_PROT_DTLS1_X;
    for (const ULONG use : each_use) CHECK(acquires(use, &data) == SEC_E_ALGORITHM_MISMATCH);
  }
  SUBCASE("versions of long ago") {
    SCHANNEL_CRED data = version_4();
    data.grbitEnabledProtocols = SP_PROT_PCT1 | SP_PROT_SSL2 | SP_PROT_SSL3;
    for (const ULONG use : each_use) CHECK(acquires(use, &data) == SEC_E_ALGORITHM_MISMATCH);
  }
  SUBCASE("everything disabled") {
    TLS_PARAMETERS nothing{};
    nothing.grbitDisabledProtocols = 0xFFFFFFFF;
    SCH_CREDENTIALS data = version_5();
    data.cTlsParameters = 1;
    data.pTlsParameters = &nothing;
    for (const ULONG use : each_use) CHECK(acquires(use, &data) == SEC_E_ALGORITHM_MISMATCH);
  }
}

TEST_CASE("SSPI-AcquireCredentialsHandle-limits: more than the documents allow") {
  SUBCASE("parameters") {
    std::array<TLS_PARAMETERS, 17> many{};
    SCH_CREDENTIALS data = version_5();
    data.cTlsParameters = 17;
    data.pTlsParameters = many.data();
    CHECK(acquires(SECPKG_CRED_OUTBOUND, &data) == SEC_E_INVALID_PARAMETER);
  }
  SUBCASE("defaults") {
    std::array<TLS_PARAMETERS, 2> two{};
    SCH_CREDENTIALS data = version_5();
    data.cTlsParameters = 2;
    data.pTlsParameters = two.data();
    CHECK(acquires(SECPKG_CRED_OUTBOUND, &data) == SEC_E_INVALID_PARAMETER);
  }
  SUBCASE("ids of a client") {
    wchar_t name[] = L"h2";
    UNICODE_STRING id{2 * sizeof(wchar_t), 3 * sizeof(wchar_t), name};
    TLS_PARAMETERS one{};
    one.cAlpnIds = 1;
    one.rgstrAlpnIds = &id;
    SCH_CREDENTIALS data = version_5();
    data.cTlsParameters = 1;
    data.pTlsParameters = &one;
    CHECK(acquires(SECPKG_CRED_OUTBOUND, &data) == SEC_E_INVALID_PARAMETER);
  }
  SUBCASE("optional parameters of a client") {
    TLS_PARAMETERS one{};
    one.dwFlags = TLS_PARAMS_OPTIONAL;
    SCH_CREDENTIALS data = version_5();
    data.cTlsParameters = 1;
    data.pTlsParameters = &one;
    CHECK(acquires(SECPKG_CRED_OUTBOUND, &data) == SEC_E_INVALID_PARAMETER);
  }
  SUBCASE("certificates") {
    std::vector<PCCERT_CONTEXT> many(101, server_certificate().context());
    SCHANNEL_CRED data = version_4();
    data.cCreds = 101;
    data.paCred = many.data();
    CHECK(acquires(SECPKG_CRED_INBOUND, &data) == SEC_E_INVALID_PARAMETER);
    data.cCreds = 100;
    CHECK(acquires(SECPKG_CRED_INBOUND, &data) == SEC_E_OK);
  }
  SUBCASE("algorithms") {
    std::vector<ALG_ID> many(257, CALG_AES_128);
    SCHANNEL_CRED data = version_4();
    data.cSupportedAlgs = 257;
    data.palgSupportedAlgs = many.data();
    CHECK(acquires(SECPKG_CRED_OUTBOUND, &data) == SEC_E_INVALID_PARAMETER);
    data.cSupportedAlgs = 256;
    CHECK(acquires(SECPKG_CRED_OUTBOUND, &data) == SEC_E_OK);
  }
}

TEST_CASE("SSPI-AcquireCredentialsHandle-copies-its-data: everything may go") {
  for_every_version([](tls version) {
    credential server;
    {
      const certificate short_lived = certificate::self_signed(L"CN=short-lived");
      credential_data data(role::server, version);
      data.uses(short_lived);
      server = credential::from(SECPKG_CRED_INBOUND, &data.credentials);
      data.parameters.grbitDisabledProtocols = 0xFFFFFFFF;
      data.credentials.dwVersion = 0;
    }
    pair both = pair_of(credential::of(role::client, version), std::move(server));
    CHECK(shake_hands(both).both_established());
  });
}

TEST_CASE("SSPI-AcquireCredentialsHandle-expiry: the certificate's or never") {
  const FILETIME end = server_certificate().context()->pCertInfo->NotAfter;
  const LONGLONG in_universal_time =
      static_cast<LONGLONG>(static_cast<std::uint64_t>(end.dwHighDateTime) << 32 | end.dwLowDateTime);
  constexpr LONGLONG day = 24LL * 3600 * 10'000'000;
  const LONGLONG told = credential::of(role::server, tls::v1_3).expiry.QuadPart;
  CHECK(told > in_universal_time - day);
  CHECK(told < in_universal_time + day);
  CHECK(credential::of(role::client, tls::v1_3).expiry.QuadPart == 0x7FFFFFFFFFFFFFFF);
}

TEST_CASE("SSPI-SCHANNEL_CRED-stops-at-tls-1-2: whatever its bits say") {
  for (const DWORD enabled : {DWORD{0}, DWORD{SP_PROT_TLS1_2_CLIENT | SP_PROT_TLS1_3_CLIENT}}) {
    SCHANNEL_CRED data = version_4();
    data.dwFlags = SCH_CRED_MANUAL_CRED_VALIDATION | SCH_CRED_NO_DEFAULT_CREDS;
    data.grbitEnabledProtocols = enabled;
    SCH_CREDENTIALS of_server = version_5();
    PCCERT_CONTEXT identity = server_certificate().context();
    of_server.cCreds = 1;
    of_server.paCred = &identity;
    CHECK(version_spoken_by(credential::from(SECPKG_CRED_OUTBOUND, &data),
                            credential::from(SECPKG_CRED_INBOUND, &of_server)) == SP_PROT_TLS1_2_CLIENT);
  }
}

TEST_CASE("SSPI-SCH_CREDENTIALS-reaches-tls-1-3: without being asked to") {
  SCH_CREDENTIALS of_client = version_5(), of_server = version_5();
  of_client.dwFlags = SCH_CRED_MANUAL_CRED_VALIDATION | SCH_CRED_NO_DEFAULT_CREDS;
  PCCERT_CONTEXT identity = server_certificate().context();
  of_server.cCreds = 1;
  of_server.paCred = &identity;
  CHECK(version_spoken_by(credential::from(SECPKG_CRED_OUTBOUND, &of_client),
                          credential::from(SECPKG_CRED_INBOUND, &of_server)) == SP_PROT_TLS1_3_CLIENT);
}

TEST_CASE("SSPI-TLS_PARAMETERS-undefined-bits: the complement of what is wanted") {
  for (const DWORD wanted : {SP_PROT_TLS1_2_CLIENT, SP_PROT_TLS1_3_CLIENT}) {
    CAPTURE(wanted);
    TLS_PARAMETERS parameters{};
    parameters.grbitDisabledProtocols = ~wanted;
    SCH_CREDENTIALS data = version_5();
    data.dwFlags = SCH_CRED_MANUAL_CRED_VALIDATION | SCH_CRED_NO_DEFAULT_CREDS;
    data.cTlsParameters = 1;
    data.pTlsParameters = &parameters;
    SCH_CREDENTIALS of_server = version_5();
    PCCERT_CONTEXT identity = server_certificate().context();
    of_server.cCreds = 1;
    of_server.paCred = &identity;
    CHECK(version_spoken_by(credential::from(SECPKG_CRED_OUTBOUND, &data),
                            credential::from(SECPKG_CRED_INBOUND, &of_server)) == wanted);
  }
}

TEST_CASE("SSPI-QueryCredentialsAttributes-null-buffer: there is nowhere to put the answer") {
  credential client = credential::of(role::client, tls::v1_2);
  for (const ULONG attribute :
       {SECPKG_ATTR_SUPPORTED_PROTOCOLS, SECPKG_ATTR_SUPPORTED_ALGS, SECPKG_ATTR_CIPHER_STRENGTHS})
    CHECK(status{QueryCredentialsAttributesW(client.handle(), attribute, nullptr)} == SEC_E_INTERNAL_ERROR);
}

TEST_CASE("SSPI-QueryCredentialsAttributes-others: what a credential does not have") {
  credential client = credential::of(role::client, tls::v1_2);
  std::uint8_t room[512] = {};
  for (const ULONG attribute : {SECPKG_ATTR_STREAM_SIZES, SECPKG_ATTR_CONNECTION_INFO, 0x7777}) {
    CHECK(status{QueryCredentialsAttributesW(client.handle(), attribute, room)} ==
          SEC_E_UNSUPPORTED_FUNCTION);
    CHECK(status{QueryCredentialsAttributesA(client.handle(), attribute, room)} ==
          SEC_E_UNSUPPORTED_FUNCTION);
  }
  CHECK(std::all_of(std::begin(room), std::end(room), [](std::uint8_t byte) { return byte == 0; }));
}
