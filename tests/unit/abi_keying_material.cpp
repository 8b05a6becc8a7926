// Keying material of the C functions, compared with what OpenSSL exports on the other end.
#include "conformance/questions.h"
#include "support/openssl_client_handshake.h"
#include "support/openssl_server.h"

using namespace peers;
using schannel::test::openssl_client;
using schannel::test::openssl_server;

namespace {

constexpr DWORD length = 40;

/// What `one` exports; an empty context is none.
bytes exported_by(peer& one, std::string label, std::string context) {
  SecPkgContext_KeyingMaterialInfo info{};
  info.cbLabel = static_cast<WORD>(label.size() + 1);
  info.pszLabel = label.data();
  info.cbContextValue = static_cast<WORD>(context.size());
  info.pbContextValue = context.empty() ? nullptr : reinterpret_cast<PBYTE>(context.data());
  info.cbKeyingMaterial = length;
  REQUIRE(sets(one, SECPKG_ATTR_KEYING_MATERIAL_INFO, info) == SEC_E_OK);
  SecPkgContext_KeyingMaterial found{};
  REQUIRE(asks(one, SECPKG_ATTR_KEYING_MATERIAL, found) == SEC_E_OK);
  return taken(found.pbKeyingMaterial, found.cbKeyingMaterial);
}

template <typename Story>
void with_foreign_server(tls version, Story story) {
  INFO("OpenSSL's server");
  openssl_server server(
      {.chain = {schannel::test::make_certificate()}, .speaks_tls1_2 = version == tls::v1_2});
  peer client(role::client, credential::of(role::client, version), std::make_shared<wire>());
  leg last = client.continues();
  while (last.result == SEC_I_CONTINUE_NEEDED) {
    client.inbox() = server.answers(last.token);
    last = client.continues();
  }
  REQUIRE(last.result == SEC_E_OK);
  server.answers(last.token);
  story(version, client, server);
}

template <typename Story>
void with_foreign_client(tls version, bool allows_late_authentication, Story story) {
  INFO("OpenSSL's client");
  CAPTURE(allows_late_authentication);
  openssl_client client(
      {.speaks_tls1_2 = version == tls::v1_2, .allows_late_authentication = allows_late_authentication});
  peer server(role::server, credential::of(role::server, version), std::make_shared<wire>());
  shake_hands(client, server);
  story(version, server, client);
}

/// Calls `story(version, ours, theirs)` for connections with OpenSSL in every role and version.
template <typename Story>
void for_every_foreigner(Story story) {
  for_every_version([&](tls version) {
    with_foreign_server(version, story);
    // A server that can ask for nothing later keeps the exporter's secret alone.
    for (const bool allows_late_authentication : {false, true})
      with_foreign_client(version, allows_late_authentication, story);
  });
}

constexpr const char* labels[] = {"EXPERIMENTAL one", "EXPORTER-Channel-Binding"};

}  // namespace

TEST_CASE("SSPI-QueryContextAttributes-keying-material: what OpenSSL exports on the other end") {
  for_every_foreigner([](tls, peer& ours, const auto& theirs) {
    for (const char* label : labels)
      for (const std::string& context : {std::string("c"), std::string(900, 'c')})
        CHECK(exported_by(ours, label, context) == theirs.exports(label, context, length));
  });
}

TEST_CASE("SSPI-QueryContextAttributes-keying-material-no-context: as OpenSSL has it") {
  for_every_foreigner([](tls version, peer& ours, const auto& theirs) {
    for (const char* label : labels) {
      const bytes without = exported_by(ours, label, "");
      CHECK(without == theirs.exports(label, std::nullopt, length));
      CHECK((without == theirs.exports(label, "", length)) == (version == tls::v1_3));
    }
  });
}
