// Channel bindings and keys, which both sides must find alike, and what can be set on a context.
#include <algorithm>
#include <cstring>

#include "questions.h"
#include "support/wide_requirements.h"

using namespace peers;

namespace {

/// The data of a binding after its structure was checked.
bytes binding_of(peer& one, ULONG attribute) {
  SecPkgContext_Bindings found{};
  REQUIRE(asks(one, attribute, found) == SEC_E_OK);
  const context_buffer<SEC_CHANNEL_BINDINGS> owner(found.Bindings);
  REQUIRE(found.BindingsLength > 32);
  CHECK(owner->dwInitiatorAddrType == 0);
  CHECK(owner->cbInitiatorLength == 0);
  CHECK(owner->dwInitiatorOffset == 0);
  CHECK(owner->dwAcceptorAddrType == 0);
  CHECK(owner->cbAcceptorLength == 0);
  CHECK(owner->dwAcceptorOffset == 0);
  CHECK(owner->dwApplicationDataOffset == 32);
  REQUIRE(owner->cbApplicationDataLength == found.BindingsLength - 32);
  const auto* start = reinterpret_cast<const std::uint8_t*>(owner.get());
  return {start + 32, start + found.BindingsLength};
}

/// Asks for `length` bytes under `label`; an empty context is none.
status wishes(peer& one, std::string label, bytes context, DWORD length) {
  SecPkgContext_KeyingMaterialInfo info{};
  info.cbLabel = static_cast<WORD>(label.size() + 1);
  info.pszLabel = label.data();
  info.cbContextValue = static_cast<WORD>(context.size());
  info.pbContextValue = context.empty() ? nullptr : context.data();
  info.cbKeyingMaterial = length;
  return sets(one, SECPKG_ATTR_KEYING_MATERIAL_INFO, info);
}

bytes keying_material(peer& one, const std::string& label, const bytes& context, DWORD length) {
  REQUIRE(wishes(one, label, context, length) == SEC_E_OK);
  SecPkgContext_KeyingMaterial found{};
  REQUIRE(asks(one, SECPKG_ATTR_KEYING_MATERIAL, found) == SEC_E_OK);
  return taken(found.pbKeyingMaterial, found.cbKeyingMaterial);
}

}  // namespace

TEST_CASE("SSPI-QueryContextAttributes-endpoint-bindings: both hash the same certificate") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    const bytes seen = binding_of(client, SECPKG_ATTR_ENDPOINT_BINDINGS);
    CHECK(seen == binding_of(server, SECPKG_ATTR_ENDPOINT_BINDINGS));
    CHECK(to_text(seen).rfind("tls-server-end-point:", 0) == 0);
    REQUIRE(seen.size() == 21 + 32);
    bytes shown = server_certificate().encoded(), hash(32);
    auto length = static_cast<DWORD>(hash.size());
    REQUIRE(CryptHashCertificate(0, CALG_SHA_256, 0, shown.data(), static_cast<DWORD>(shown.size()),
                                 hash.data(), &length));
    CHECK(bytes(seen.begin() + 21, seen.end()) == hash);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-endpoint-bindings-hash: as the certificate was signed") {
  const struct {
    const char* signature;
    ALG_ID hash;
  } all[] = {{szOID_RSA_SHA1RSA, CALG_SHA_256},
             {szOID_RSA_SHA256RSA, CALG_SHA_256},
             {szOID_RSA_SHA384RSA, CALG_SHA_384},
             {szOID_RSA_SHA512RSA, CALG_SHA_512}};
  for (const auto& one : all) {
    INFO(one.signature);
    const certificate shown = certificate::signed_with(0, L"CN=localhost", one.signature);
    bytes encoded = shown.encoded();
    bytes hash(64);
    auto length = static_cast<DWORD>(hash.size());
    REQUIRE(CryptHashCertificate(0, one.hash, 0, encoded.data(), static_cast<DWORD>(encoded.size()),
                                 hash.data(), &length));
    hash.resize(length);
    bytes expected = to_bytes("tls-server-end-point:");
    expected.insert(expected.end(), hash.begin(), hash.end());
    for_every_version([&](tls version) {
      pair both =
          pair_of(credential::of(role::client, version), credential::of(role::server, version, shown));
      REQUIRE(shake_hands(both).both_established());
      CHECK(binding_of(both.client, SECPKG_ATTR_ENDPOINT_BINDINGS) == expected);
      CHECK(binding_of(both.server, SECPKG_ATTR_ENDPOINT_BINDINGS) == expected);
    });
  }
}

TEST_CASE("SSPI-QueryContextAttributes-unique-bindings: both have read the same Finished") {
  auto [client, server] = established_pair(tls::v1_2);
  const bytes seen = binding_of(client, SECPKG_ATTR_UNIQUE_BINDINGS);
  CHECK(seen == binding_of(server, SECPKG_ATTR_UNIQUE_BINDINGS));
  CHECK(to_text(seen).rfind("tls-unique:", 0) == 0);
  CHECK(seen.size() == 11 + 12);
}

TEST_CASE("SSPI-QueryContextAttributes-refreshed: another handshake has another Finished") {
  auto [client, server] = established_pair(tls::v1_2);
  const bytes before = binding_of(client, SECPKG_ATTR_UNIQUE_BINDINGS);
  const bytes material = keying_material(client, "EXPERIMENTAL one", {}, 16);
  const leg started = client.steps_without_input();
  REQUIRE(started.result == SEC_I_CONTINUE_NEEDED);
  client.sends(started.token);
  const opening noticed = server.opens(server.inbox());
  REQUIRE(noticed == SEC_I_RENEGOTIATE);
  server.inbox() = noticed.extra();
  status last{SEC_I_CONTINUE_NEEDED};
  for (int round = 0; round < 4 && last == SEC_I_CONTINUE_NEEDED; ++round) {
    REQUIRE_FALSE(failed(server.continues().result));
    last = client.continues().result;
  }
  REQUIRE(last == SEC_E_OK);
  const bytes after = binding_of(client, SECPKG_ATTR_UNIQUE_BINDINGS);
  CHECK(after != before);
  CHECK(after == binding_of(server, SECPKG_ATTR_UNIQUE_BINDINGS));
  CHECK(keying_material(client, "EXPERIMENTAL one", {}, 16) != material);
}

TEST_CASE("SSPI-QueryContextAttributes-unique-bindings-absent: there is none") {
  auto [client, server] = established_pair(tls::v1_3);
  SecPkgContext_Bindings found{};
  CHECK(asks(client, SECPKG_ATTR_UNIQUE_BINDINGS, found) == SEC_E_UNSUPPORTED_FUNCTION);
  CHECK(asks(server, SECPKG_ATTR_UNIQUE_BINDINGS, found) == SEC_E_UNSUPPORTED_FUNCTION);
}

TEST_CASE("SSPI-QueryContextAttributes-keying-material: label and context make the difference") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    const bytes context = to_bytes("context");
    const bytes plain = keying_material(client, "EXPERIMENTAL one", {}, 40);
    CHECK(plain.size() == 40);
    CHECK(plain == keying_material(server, "EXPERIMENTAL one", {}, 40));
    const bytes with_context = keying_material(client, "EXPERIMENTAL one", context, 40);
    CHECK(with_context == keying_material(server, "EXPERIMENTAL one", context, 40));
    CHECK(with_context != plain);
    CHECK(keying_material(client, "EXPERIMENTAL two", {}, 40) != plain);

    SecPkgContext_KeyingMaterial_Inproc at_once{};
    char label[] = "EXPERIMENTAL one";
    at_once.cbLabel = sizeof label;
    at_once.pszLabel = label;
    at_once.cbKeyingMaterial = 40;
    REQUIRE(asks(server, SECPKG_ATTR_KEYING_MATERIAL_INPROC, at_once) == SEC_E_OK);
    CHECK(taken(at_once.pbKeyingMaterial, at_once.cbKeyingMaterial) == plain);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-keying-material: to a server that can ask for no certificate later") {
  requirement_buffer flags(no_late_authentication);
  pair both = fresh_pair(tls::v1_3);
  both.client.passes(flags.shown());
  REQUIRE(shake_hands(both).both_established());
  for (const char* label : {"EXPERIMENTAL one", "EXPERIMENTAL another"}) {
    for (const bytes& context : {bytes{}, to_bytes("context")}) {
      const bytes material = keying_material(both.client, label, context, 40);
      CHECK(material.size() == 40);
      CHECK(keying_material(both.server, label, context, 40) == material);
    }
  }
}

TEST_CASE("SSPI-QueryContextAttributes-keying-material-unset: nobody said which") {
  for_every_end([](peer& one, peer&) {
    SecPkgContext_KeyingMaterial found{};
    CHECK(asks(one, SECPKG_ATTR_KEYING_MATERIAL, found) == SEC_E_UNSUPPORTED_FUNCTION);
  });
}

TEST_CASE("SSPI-SetContextAttributes-keying-material: wishes that cannot be meant") {
  for_every_end([](peer& one, peer&) {
    CHECK(wishes(one, "", {}, 32) == SEC_E_INVALID_PARAMETER);
    CHECK(wishes(one, std::string("two\0parts", 9), {}, 32) == SEC_E_INVALID_PARAMETER);
    CHECK(wishes(one, "label", {}, 0) == SEC_E_INVALID_PARAMETER);
    CHECK(wishes(one, "label", {}, 65537) == SEC_E_INVALID_PARAMETER);
    char label[] = "label";
    std::uint8_t context[] = {1, 2, 3};
    SecPkgContext_KeyingMaterialInfo info{sizeof label, label, 0, context, 32};
    CHECK(sets(one, SECPKG_ATTR_KEYING_MATERIAL_INFO, info) == SEC_E_INVALID_PARAMETER);
    info = {sizeof label, label, sizeof context, nullptr, 32};
    CHECK(sets(one, SECPKG_ATTR_KEYING_MATERIAL_INFO, info) == SEC_E_INVALID_PARAMETER);
    info = {sizeof label - 1, label, 0, nullptr, 32};
    CHECK(sets(one, SECPKG_ATTR_KEYING_MATERIAL_INFO, info) == SEC_E_INVALID_PARAMETER);
    info = {sizeof label, nullptr, 0, nullptr, 32};
    CHECK(sets(one, SECPKG_ATTR_KEYING_MATERIAL_INFO, info) == SEC_E_INVALID_PARAMETER);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-keying-material-closed: no secrets without a connection") {
  for_every_end([](peer& one, peer& other) {
    REQUIRE(wishes(one, "EXPERIMENTAL one", {}, 16) == SEC_E_OK);
    SecPkgContext_KeyingMaterial found{};
    one.shuts_down();
    REQUIRE(asks(one, SECPKG_ATTR_KEYING_MATERIAL, found) == SEC_E_OK);
    CHECK(taken(found.pbKeyingMaterial, found.cbKeyingMaterial).size() == 16);
    REQUIRE(other.reads() == goodbye);
    other.shuts_down();
    REQUIRE(one.reads() == goodbye);
    CHECK(asks(one, SECPKG_ATTR_KEYING_MATERIAL, found) == SEC_E_CONTEXT_EXPIRED);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-keying-material-closed: nor after a fatal alert, sent or heard") {
  for_every_end([](peer& one, peer& other) {
    REQUIRE(wishes(one, "EXPERIMENTAL one", {}, 16) == SEC_E_OK);
    REQUIRE(wishes(other, "EXPERIMENTAL one", {}, 16) == SEC_E_OK);
    REQUIRE(one.raises(TLS1_ALERT_FATAL, TLS1_ALERT_INTERNAL_ERROR).result == SEC_E_OK);
    REQUIRE(other.reads() == SEC_E_INTERNAL_ERROR);
    for (peer* end : {&one, &other}) {
      SecPkgContext_KeyingMaterial found{};
      CHECK(asks(*end, SECPKG_ATTR_KEYING_MATERIAL, found) == SEC_E_CONTEXT_EXPIRED);
      CHECK(found.pbKeyingMaterial == nullptr);
    }
  });
}

TEST_CASE("SSPI-QueryContextAttributes-eap-key-block: both derive the same") {
  auto [client, server] = established_pair(tls::v1_2);
  SecPkgContext_EapKeyBlock of_client{};
  SecPkgContext_EapKeyBlock of_server{};
  REQUIRE(asks(client, SECPKG_ATTR_EAP_KEY_BLOCK, of_client) == SEC_E_OK);
  REQUIRE(asks(server, SECPKG_ATTR_EAP_KEY_BLOCK, of_server) == SEC_E_OK);
  CHECK(std::memcmp(&of_client, &of_server, sizeof of_client) == 0);
  CHECK(std::any_of(std::begin(of_client.rgbIVs), std::end(of_client.rgbIVs),
                    [](BYTE one) { return one != 0; }));
  auto [newer, its_server] = established_pair(tls::v1_3);
  CHECK(asks(newer, SECPKG_ATTR_EAP_KEY_BLOCK, of_client) == SEC_E_UNSUPPORTED_FUNCTION);
  CHECK(asks(its_server, SECPKG_ATTR_EAP_KEY_BLOCK, of_client) == SEC_E_UNSUPPORTED_FUNCTION);
}

TEST_CASE("SSPI-SetContextAttributes-application-data: kept and copied") {
  for_every_end([](peer& one, peer&) {
    SecPkgContext_SessionAppData data{};
    CHECK(asks(one, SECPKG_ATTR_APP_DATA, data) == SEC_E_OK);
    CHECK(data.cbAppData == 0);
    CHECK(data.pbAppData == nullptr);
    bytes kept = to_bytes("ticket 42");
    data = {7, static_cast<DWORD>(kept.size()), kept.data()};
    CHECK(sets(one, SECPKG_ATTR_APP_DATA, data) == SEC_E_OK);
    data = {};
    REQUIRE(asks(one, SECPKG_ATTR_APP_DATA, data) == SEC_E_OK);
    CHECK(data.dwFlags == 7);
    CHECK(taken(data.pbAppData, data.cbAppData) == kept);
    data = {0, 5, nullptr};
    CHECK(sets(one, SECPKG_ATTR_APP_DATA, data) == SEC_E_INVALID_PARAMETER);
  });
}

TEST_CASE("SSPI-SetContextAttributes-hints: they may be given at any time") {
  constexpr ULONG use_ncrypt = 0x62;  // SECPKG_ATTR_USE_NCRYPT
  for_every_role_and_version([](tls version, role who) {
    pair both = mid_handshake_pair(version, who);
    SecPkgContext_EarlyStart start{ENABLE_TLS_CLIENT_EARLY_START};
    CHECK(sets(both[who], SECPKG_ATTR_EARLY_START, start) == SEC_E_OK);
    start.dwEarlyStartFlags = 0x80;
    CHECK(sets(both[who], SECPKG_ATTR_EARLY_START, start) == SEC_E_INVALID_PARAMETER);
    SecPkgContext_UiInfo window{};
    CHECK(sets(both[who], SECPKG_ATTR_UI_INFO, window) == SEC_E_OK);
    DWORD cryptography = 1;
    CHECK(sets(both[who], use_ncrypt, cryptography) == SEC_E_OK);
  });
  for_every_end([](peer& one, peer& other) {
    SecPkgContext_EarlyStart start{ENABLE_TLS_CLIENT_EARLY_START};
    CHECK(sets(one, SECPKG_ATTR_EARLY_START, start) == SEC_E_OK);
    SecPkgContext_UiInfo window{};
    CHECK(sets(one, SECPKG_ATTR_UI_INFO, window) == SEC_E_OK);
    DWORD cryptography = 1;
    CHECK(sets(one, use_ncrypt, cryptography) == SEC_E_OK);
    CHECK(one.says("none the worse") == SEC_E_OK);
    CHECK(other.reads() == "none the worse");
  });
}

TEST_CASE("SSPI-SetContextAttributes-eap-function: one of four") {
  for_every_end([](peer& one, peer&) {
    DWORD function = 0;
    SecPkgContext_EapPrfInfo info{0, sizeof function, reinterpret_cast<PBYTE>(&function)};
    CHECK(sets(one, SECPKG_ATTR_EAP_PRF_INFO, info) == SEC_E_OK);
    for (const DWORD unsupported : {1, 2, 3}) {
      function = unsupported;
      CHECK(sets(one, SECPKG_ATTR_EAP_PRF_INFO, info) == SEC_E_UNSUPPORTED_FUNCTION);
    }
    for (const DWORD unknown : {4U, 0xFFFFFFFFU}) {
      function = unknown;
      CHECK(sets(one, SECPKG_ATTR_EAP_PRF_INFO, info) == SEC_E_INVALID_PARAMETER);
    }
    function = 0;
    info.dwVersion = 1;
    CHECK(sets(one, SECPKG_ATTR_EAP_PRF_INFO, info) == SEC_E_INVALID_PARAMETER);
  });
}

TEST_CASE("SSPI-SetContextAttributes-room: half a structure") {
  for_every_end([](peer& one, peer&) {
    SecPkgContext_SessionAppData data{};
    CHECK(status{SetContextAttributesW(one.context(), SECPKG_ATTR_APP_DATA, &data, sizeof data - 1)} ==
          SEC_E_BUFFER_TOO_SMALL);
    CHECK(status{SetContextAttributesA(one.context(), SECPKG_ATTR_APP_DATA, &data, sizeof data)} == SEC_E_OK);
    CHECK(status{SetContextAttributesW(one.context(), SECPKG_ATTR_APP_DATA, nullptr, sizeof data)} ==
          SEC_E_INTERNAL_ERROR);
  });
}

TEST_CASE("SSPI-SetContextAttributes-unknown: facts are not up for change") {
  for_every_end([](peer& one, peer&) {
    std::uint8_t room[512] = {};
    for (const ULONG attribute :
         {ULONG{SECPKG_ATTR_CONNECTION_INFO}, ULONG{SECPKG_ATTR_DTLS_MTU}, ULONG{0x7777}})
      CHECK(sets(one, attribute, room) == SEC_E_UNSUPPORTED_FUNCTION);
  });
}
