// What can be asked of a context about its connection and about names.
#include <algorithm>

#include "questions.h"

using namespace peers;

namespace {

constexpr LONGLONG a_day = 24LL * 3600 * 10'000'000;

/// The same time, give or take what local time makes of it.
bool is_about(const TimeStamp& told, const FILETIME& expected) {
  const auto meant =
      static_cast<LONGLONG>(std::uint64_t{expected.dwHighDateTime} << 32 | expected.dwLowDateTime);
  return told.QuadPart > meant - a_day && told.QuadPart < meant + a_day;
}

void check_flags(peer& one, ULONG expected) {
  SecPkgContext_Flags flags{};
  CHECK(asks(one, SECPKG_ATTR_FLAGS, flags) == SEC_E_OK);
  CHECK(flags.Flags == expected);
}

}  // namespace

TEST_CASE("SSPI-QueryContextAttributes-before-completion: there is nothing to tell yet") {
  for_every_role_and_version([](tls version, role who) {
    pair both = mid_handshake_pair(version, who);
    alignas(std::max_align_t) std::uint8_t room[2048] = {};
    for (const ULONG attribute : {SECPKG_ATTR_SIZES,
                                  SECPKG_ATTR_NAMES,
                                  SECPKG_ATTR_LIFESPAN,
                                  SECPKG_ATTR_STREAM_SIZES,
                                  SECPKG_ATTR_KEY_INFO,
                                  SECPKG_ATTR_AUTHORITY,
                                  SECPKG_ATTR_PROTO_INFO,
                                  SECPKG_ATTR_FLAGS,
                                  SECPKG_ATTR_TARGET_INFORMATION,
                                  SECPKG_ATTR_UNIQUE_BINDINGS,
                                  SECPKG_ATTR_ENDPOINT_BINDINGS,
                                  SECPKG_ATTR_CLIENT_SPECIFIED_TARGET,
                                  SECPKG_ATTR_APPLICATION_PROTOCOL,
                                  SECPKG_ATTR_NEGOTIATED_TLS_EXTENSIONS,
                                  SECPKG_ATTR_REMOTE_CERT_CONTEXT,
                                  SECPKG_ATTR_LOCAL_CERT_CONTEXT,
                                  SECPKG_ATTR_CONNECTION_INFO,
                                  SECPKG_ATTR_EAP_KEY_BLOCK,
                                  SECPKG_ATTR_SESSION_INFO,
                                  SECPKG_ATTR_APP_DATA,
                                  SECPKG_ATTR_CIPHER_INFO,
                                  SECPKG_ATTR_REMOTE_CERT_CHAIN,
                                  SECPKG_ATTR_KEYING_MATERIAL,
                                  SECPKG_ATTR_CONNECTION_INFO_EX}) {
      CAPTURE(attribute);
      CHECK(asks(both[who], attribute, room) == SEC_E_INVALID_HANDLE);
    }
    CHECK(std::all_of(std::begin(room), std::end(room), [](std::uint8_t byte) { return byte == 0; }));
    CHECK(shake_hands(both)[who] == SEC_E_OK);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-lasting: after the end") {
  for_every_end([](peer& one, peer& other) {
    SUBCASE("of both directions") {
      one.shuts_down();
      REQUIRE(other.reads() == goodbye);
      other.shuts_down();
      REQUIRE(one.reads() == goodbye);
    }
    SUBCASE("with a fatal alert") {
      one.raises(TLS1_ALERT_FATAL, TLS1_ALERT_INTERNAL_ERROR);
    }
    SecPkgContext_ConnectionInfo info{};
    CHECK(asks(one, SECPKG_ATTR_CONNECTION_INFO, info) == SEC_E_OK);
    CHECK(info.dwCipherStrength >= 128);
    PCCERT_CONTEXT certificate = nullptr;
    const ULONG whose =
        one.who() == role::client ? SECPKG_ATTR_REMOTE_CERT_CONTEXT : SECPKG_ATTR_LOCAL_CERT_CONTEXT;
    REQUIRE(asks(one, whose, certificate) == SEC_E_OK);
    CertFreeCertificateContext(certificate);
  });
}

TEST_CASE("SSPI-QueryContextAttributesEx-room: one byte less is too little") {
  for_every_end([](peer& one, peer&) {
    SecPkgContext_SessionInfo info{};
    CHECK(status{QueryContextAttributesExW(one.context(), SECPKG_ATTR_SESSION_INFO, &info,
                                           sizeof info - 1)} == SEC_E_BUFFER_TOO_SMALL);
    CHECK(status{QueryContextAttributesExW(one.context(), SECPKG_ATTR_SESSION_INFO, &info, sizeof info)} ==
          SEC_E_OK);
    SecPkgContext_Sizes sizes{};
    CHECK(status{QueryContextAttributesExA(one.context(), SECPKG_ATTR_SIZES, &sizes, 0)} ==
          SEC_E_BUFFER_TOO_SMALL);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-refused: nothing of the kind") {
  for_every_end([](peer& one, peer&) {
    // Not every header has these.
    constexpr ULONG context_deleted = 33;
    constexpr ULONG dtls_mtu = 34;
    constexpr ULONG is_loopback = 37;
    constexpr ULONG subject_security_attributes = 128;
    std::uint8_t room[512] = {};
    for (const ULONG attribute :
         {ULONG{SECPKG_ATTR_DCE_INFO}, ULONG{SECPKG_ATTR_SESSION_KEY}, ULONG{SECPKG_ATTR_NEGOTIATION_INFO},
          ULONG{SECPKG_ATTR_NATIVE_NAMES}, ULONG{SECPKG_ATTR_ACCESS_TOKEN},
          ULONG{SECPKG_ATTR_MAPPED_CRED_ATTR}, ULONG{SECPKG_ATTR_SUPPORTED_ALGS},
          ULONG{SECPKG_ATTR_CIPHER_STRENGTHS}, ULONG{SECPKG_ATTR_SUPPORTED_PROTOCOLS},
          ULONG{SECPKG_ATTR_SRTP_PARAMETERS}, ULONG{SECPKG_ATTR_TOKEN_BINDING},
          ULONG{SECPKG_ATTR_KEYING_MATERIAL_TOKEN_BINDING}, context_deleted, dtls_mtu, is_loopback,
          subject_security_attributes}) {
      CAPTURE(attribute);
      CHECK(asks(one, attribute, room) == SEC_E_UNSUPPORTED_FUNCTION);
      CHECK(asks_narrow(one, attribute, room) == SEC_E_UNSUPPORTED_FUNCTION);
    }
    CHECK(std::all_of(std::begin(room), std::end(room), [](std::uint8_t byte) { return byte == 0; }));
  });
}

TEST_CASE("SSPI-QueryContextAttributes-sizes: they add up") {
  for_every_end([](peer& one, peer&) {
    SecPkgContext_Sizes sizes{};
    CHECK(asks(one, SECPKG_ATTR_SIZES, sizes) == SEC_E_OK);
    const SecPkgContext_StreamSizes stream = one.sizes();
    CHECK(sizes.cbMaxToken == 24576);
    CHECK(sizes.cbSecurityTrailer == stream.cbHeader + stream.cbTrailer);
    CHECK(sizes.cbBlockSize == stream.cbBlockSize);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-lifespan: the server's certificate sets it") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    SecPkgContext_Lifespan seen{};
    CHECK(asks(client, SECPKG_ATTR_LIFESPAN, seen) == SEC_E_OK);
    const CERT_INFO& shown = *server_certificate().context()->pCertInfo;
    CHECK(is_about(seen.tsStart, shown.NotBefore));
    CHECK(is_about(seen.tsExpiry, shown.NotAfter));
    SecPkgContext_Lifespan endless{};
    CHECK(asks(server, SECPKG_ATTR_LIFESPAN, endless) == SEC_E_OK);
    CHECK(endless.tsExpiry.QuadPart == 0x7FFFFFFFFFFFFFFF);
    CHECK(endless.tsStart.QuadPart > seen.tsStart.QuadPart - a_day);
    CHECK(endless.tsStart.QuadPart < seen.tsExpiry.QuadPart);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-flags: as the last call returned them") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version);
    ULONG returned[2] = {};
    for (int round = 0; round < 6; ++round) {
      peer& one = both[round % 2 == 0 ? role::client : role::server];
      if (round != 0 && one.inbox().empty()) continue;
      // What the first calls require is not what the last ones do.
      one.wants(usual_requirements(one.who()) | (round < 2 ? ISC_REQ_CONNECTION : 0));
      const leg taken = one.continues();
      REQUIRE_FALSE(failed(taken.result));
      returned[round % 2] = taken.attributes;
    }
    for (const role who : every_role) {
      INFO(name_of(who));
      CHECK(returned[who == role::client ? 0 : 1] == usual_requirements(who));
      check_flags(both[who], usual_requirements(who));
    }
    both.client.wants(ISC_REQ_DELEGATE);
    REQUIRE(both.client.steps_without_input().result == SEC_E_UNSUPPORTED_FUNCTION);
    check_flags(both.client, usual_requirements(role::client));
  });
}

TEST_CASE("SSPI-QueryContextAttributes-protocol: as people call it") {
  for_every_role_and_version([](tls version, role who) {
    pair both = established_pair(version);
    SecPkgContext_ProtoInfoW wide{};
    REQUIRE(asks(both[who], SECPKG_ATTR_PROTO_INFO, wide) == SEC_E_OK);
    CHECK(taken(wide.sProtocolName) == L"TLS");
    CHECK(wide.majorVersion == 1);
    CHECK(wide.minorVersion == (version == tls::v1_2 ? 2 : 3));
    SecPkgContext_ProtoInfoA narrow{};
    REQUIRE(asks_narrow(both[who], SECPKG_ATTR_PROTO_INFO, narrow) == SEC_E_OK);
    CHECK(taken(narrow.sProtocolName) == "TLS");
  });
}

TEST_CASE("SSPI-QueryContextAttributes-package: before and after the handshake") {
  const auto check_package_of = [](peer& one, peer&) {
    SecPkgContext_PackageInfoW wide{};
    REQUIRE(asks(one, SECPKG_ATTR_PACKAGE_INFO, wide) == SEC_E_OK);
    const context_buffer<SecPkgInfoW> owner(wide.PackageInfo);
    CHECK(std::wstring(owner->Name) == UNISP_NAME_W);
    CHECK(owner->wRPCID == 14);
    SecPkgContext_PackageInfoA narrow{};
    REQUIRE(asks_narrow(one, SECPKG_ATTR_PACKAGE_INFO, narrow) == SEC_E_OK);
    const context_buffer<SecPkgInfoA> narrow_owner(narrow.PackageInfo);
    CHECK(std::string(narrow_owner->Name) == UNISP_NAME_A);
    CHECK(narrow_owner->cbMaxToken == owner->cbMaxToken);
  };
  for_every_end_mid_handshake(check_package_of);
  for_every_end(check_package_of);
}

TEST_CASE("SSPI-QueryContextAttributes-key-info: RSA and AES") {
  for_every_end([](peer& one, peer&) {
    SecPkgContext_KeyInfoW wide{};
    REQUIRE(asks(one, SECPKG_ATTR_KEY_INFO, wide) == SEC_E_OK);
    CHECK(taken(wide.sSignatureAlgorithmName) == L"RSA");
    CHECK(taken(wide.sEncryptAlgorithmName) == L"AES");
    SecPkgContext_ConnectionInfo info{};
    REQUIRE(asks(one, SECPKG_ATTR_CONNECTION_INFO, info) == SEC_E_OK);
    CHECK(wide.KeySize >= 128);
    CHECK(wide.KeySize == info.dwCipherStrength);
    CHECK(wide.SignatureAlgorithm == CALG_RSA_SIGN);
    CHECK(wide.EncryptAlgorithm == (wide.KeySize == 256 ? CALG_AES_256 : CALG_AES_128));
    SecPkgContext_KeyInfoA narrow{};
    REQUIRE(asks_narrow(one, SECPKG_ATTR_KEY_INFO, narrow) == SEC_E_OK);
    CHECK(taken(narrow.sSignatureAlgorithmName) == "RSA");
    CHECK(taken(narrow.sEncryptAlgorithmName) == "AES");
    CHECK(narrow.KeySize == wide.KeySize);
    CHECK(narrow.SignatureAlgorithm == wide.SignatureAlgorithm);
    CHECK(narrow.EncryptAlgorithm == wide.EncryptAlgorithm);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-connection-info-ex: the same in words") {
  for_every_end([](peer& one, peer&) {
    SecPkgContext_ConnectionInfo plain{};
    REQUIRE(asks(one, SECPKG_ATTR_CONNECTION_INFO, plain) == SEC_E_OK);
    SecPkgContext_ConnectionInfoEx info{};
    for (const DWORD other_version : {0U, 2U, 0xFFFFFFFFU}) {
      info.dwVersion = other_version;
      CHECK(asks(one, SECPKG_ATTR_CONNECTION_INFO_EX, info) == SEC_E_INVALID_PARAMETER);
      CHECK(info.dwProtocol == 0);
    }
    info.dwVersion = SECPKGCONTEXT_CONNECTION_INFO_EX_V1;
    CHECK(asks(one, SECPKG_ATTR_CONNECTION_INFO_EX, info) == SEC_E_OK);
    CHECK(info.dwProtocol == plain.dwProtocol);
    CHECK(std::wstring(info.szCipher) == L"AES");
    CHECK(info.dwCipherStrength == plain.dwCipherStrength);
    CHECK(std::wstring(info.szHash) == (plain.aiHash == CALG_SHA_384 ? L"SHA384" : L"SHA256"));
    CHECK(info.dwHashStrength == plain.dwHashStrength);
    CHECK(std::wstring(info.szExchange) == L"ECDH");
    CHECK(info.dwExchStrength == plain.dwExchStrength);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-early-application-protocol: a server knows what it chose") {
  for_every_version([](tls version) {
    terms wanted;
    wanted.client_protocols = application_protocols({"h2", "http/1.1"});
    wanted.server_protocols = application_protocols({"http/1.1"});
    pair both = fresh_pair(version, wanted);
    both.client.continues();
    REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
    SecPkgContext_ApplicationProtocol chosen{};
    REQUIRE(asks(both.server, SECPKG_ATTR_APPLICATION_PROTOCOL, chosen) == SEC_E_OK);
    CHECK(chosen.ProtoNegoStatus == SecApplicationProtocolNegotiationStatus_Success);
    CHECK(to_text({chosen.ProtocolId, chosen.ProtocolIdSize}) == "http/1.1");
  });
}

TEST_CASE("SSPI-QueryContextAttributes-extensions: both have read the same hello") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    std::vector<bytes> lists;
    for (peer* one : {&client, &server}) {
      SecPkgContext_NegotiatedTlsExtensions found{};
      REQUIRE(asks(*one, SECPKG_ATTR_NEGOTIATED_TLS_EXTENSIONS, found) == SEC_E_OK);
      REQUIRE(found.ExtensionsCount != 0);
      lists.push_back(taken(found.Extensions, found.ExtensionsCount * sizeof(USHORT)));
    }
    CHECK(lists[0] == lists[1]);
    const auto has = [&](USHORT number) {
      for (std::size_t at = 0; at < lists[0].size(); at += 2)
        if ((lists[0][at] | lists[0][at + 1] << 8) == number) return true;
      return false;
    };
    // supported_versions is what makes TLS 1.3; renegotiation_info has no place there.
    constexpr USHORT signature_algorithms = 13, application_protocol = 16, supported_versions = 43,
                     renegotiation_info = 0xFF01;
    CHECK(has(supported_versions) == (version == tls::v1_3));
    CHECK(has(renegotiation_info) == (version == tls::v1_2));
    // What a client alone says, and what nobody said.
    CHECK_FALSE(has(signature_algorithms));
    CHECK_FALSE(has(application_protocol));
  });
}

TEST_CASE("SSPI-QueryContextAttributes-names: a client that shows nothing has no name") {
  for_every_end([](peer& one, peer&) {
    SecPkgContext_NamesW names{};
    CHECK(asks(one, SECPKG_ATTR_NAMES, names) == SEC_E_NO_CREDENTIALS);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-authority: the server's certificate vouches for itself") {
  for_every_end([](peer& one, peer&) {
    SecPkgContext_AuthorityW wide{};
    REQUIRE(asks(one, SECPKG_ATTR_AUTHORITY, wide) == SEC_E_OK);
    CHECK(taken(wide.sAuthorityName) == L"CN=localhost");
    SecPkgContext_AuthorityA narrow{};
    REQUIRE(asks_narrow(one, SECPKG_ATTR_AUTHORITY, narrow) == SEC_E_OK);
    CHECK(taken(narrow.sAuthorityName) == "CN=localhost");
  });
}

TEST_CASE("SSPI-QueryContextAttributes-target: what the client asked for") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    SecPkgContext_ClientSpecifiedTarget asked{};
    REQUIRE(asks(server, SECPKG_ATTR_CLIENT_SPECIFIED_TARGET, asked) == SEC_E_OK);
    CHECK(taken(asked.sTargetName) == L"localhost");
    CHECK(asks(client, SECPKG_ATTR_CLIENT_SPECIFIED_TARGET, asked) == SEC_E_UNSUPPORTED_FUNCTION);
    for (peer* one : {&client, &server}) {
      SecPkgContext_TargetInformation target{};
      REQUIRE(asks(*one, SECPKG_ATTR_TARGET_INFORMATION, target) == SEC_E_OK);
      CHECK(to_text(taken(target.MarshalledTargetInfo, target.MarshalledTargetInfoLength)) == "localhost");
    }
    terms nameless;
    nameless.target = L"";
    auto [quiet, listening] = established_pair(version, nameless);
    CHECK(asks(listening, SECPKG_ATTR_CLIENT_SPECIFIED_TARGET, asked) == SEC_E_TARGET_UNKNOWN);
    SecPkgContext_TargetInformation none{};
    CHECK(asks(quiet, SECPKG_ATTR_TARGET_INFORMATION, none) == SEC_E_TARGET_UNKNOWN);
  });
}
