// ALPN and SNI: names that travel with the hello.
#include <cstring>
#include <string>

#include "support/ends.h"

using namespace peers;

namespace {

SecPkgContext_ApplicationProtocol protocol_of(peer& one) {
  SecPkgContext_ApplicationProtocol protocol{};
  CHECK(status{QueryContextAttributesW(one.context(), SECPKG_ATTR_APPLICATION_PROTOCOL, &protocol)} ==
        SEC_E_OK);
  return protocol;
}

void check_agreed(peer& one, std::string_view name) {
  const SecPkgContext_ApplicationProtocol protocol = protocol_of(one);
  CHECK(protocol.ProtoNegoStatus == SecApplicationProtocolNegotiationStatus_Success);
  CHECK(protocol.ProtoNegoExt == SecApplicationProtocolNegotiationExt_ALPN);
  const auto* id = reinterpret_cast<const char*>(protocol.ProtocolId);
  CHECK(std::string(id, protocol.ProtocolIdSize) == name);
}

void check_none_agreed(peer& one) {
  const SecPkgContext_ApplicationProtocol protocol = protocol_of(one);
  CHECK(protocol.ProtoNegoStatus == SecApplicationProtocolNegotiationStatus_None);
  CHECK(protocol.ProtocolIdSize == 0);
}

constexpr std::size_t size_of_lists = 0, size_of_list = 8, length_of_first = 10;

bytes changed(bytes list, std::size_t index, std::uint8_t value) {
  list[index] = value;
  return list;
}

/// Lists that cannot be read, made of one that can.
std::vector<bytes> malformed_lists() {
  const bytes good = application_protocols({"h2", "http/1.1"});
  return {bytes(good.begin(), good.begin() + 3), bytes(good.begin(), good.begin() + 9),
          bytes(good.begin(), good.end() - 1),   changed(good, size_of_list, 0xFF),
          changed(good, length_of_first, 0),     changed(good, length_of_first, 0xFF),
          changed(good, length_of_first, 3)};
}

}  // namespace

TEST_CASE("SSPI-ALPN-overlap: the server's first choice that the client knows") {
  for_every_version([](tls version) {
    pair both =
        established_pair(version, {.client_protocols = application_protocols({"http/1.1", "h2", "spdy"}),
                                   .server_protocols = application_protocols({"h3", "h2", "http/1.1"})});
    check_agreed(both.client, "h2");
    check_agreed(both.server, "h2");
  });
}

TEST_CASE("SSPI-ALPN-overlap: a name of any length and of any bytes") {
  for_every_version([](tls version) {
    for (const std::string& name : {std::string("x"), std::string(255, 'y'), std::string("a\0b", 3)}) {
      pair both = established_pair(version, {.client_protocols = application_protocols({name}),
                                             .server_protocols = application_protocols({name})});
      check_agreed(both.client, name);
      check_agreed(both.server, name);
    }
  });
}

TEST_CASE("SSPI-ALPN-no-overlap: both sides learn why") {
  for_every_version([](tls version) {
    pair both = fresh_pair(version, {.client_protocols = application_protocols({"http/1.1"}),
                                     .server_protocols = application_protocols({"h2"})});
    both.client.continues();
    const leg refusal = both.server.continues();
    CHECK(refusal.result == SEC_E_APPLICATION_PROTOCOL_MISMATCH);
    REQUIRE(refusal.token.size() == 7);
    CHECK(refusal.token[5] == TLS1_ALERT_FATAL);
    CHECK(refusal.token[6] == 120);
    CHECK(both.client.continues().result == SEC_E_APPLICATION_PROTOCOL_MISMATCH);
  });
}

TEST_CASE("SSPI-ALPN-only-server: an offer that nobody takes") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version, {.server_protocols = application_protocols({"h2"})});
    check_none_agreed(client);
    check_none_agreed(server);
  });
}

TEST_CASE("SSPI-ALPN-only-client: an offer that nobody takes") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version, {.client_protocols = application_protocols({"h2"})});
    check_none_agreed(client);
    check_none_agreed(server);
  });
}

TEST_CASE("SSPI-ALPN-malformed: refused before anything is sent") {
  for_every_version([](tls version) {
    for (const bytes& list : malformed_lists()) {
      CAPTURE(list.size());
      pair both = fresh_pair(version, {.client_protocols = list});
      const leg first = both.client.continues();
      CHECK(first.result == SEC_E_INVALID_TOKEN);
      CHECK(first.token.empty());
      CHECK_FALSE(both.client.has_context());
      pair of_server = fresh_pair(version, {.server_protocols = list});
      of_server.client.continues();
      CHECK(of_server.server.continues().result == SEC_E_INVALID_TOKEN);
      CHECK_FALSE(of_server.server.has_context());
    }
  });
}

TEST_CASE("SSPI-ALPN-size-rounded-up: what counts is what is there") {
  for_every_version([](tls version) {
    const bytes roomy = changed(application_protocols({"h2"}), size_of_lists, 0xFF);
    pair both = established_pair(version, {.client_protocols = roomy, .server_protocols = roomy});
    check_agreed(both.client, "h2");
    check_agreed(both.server, "h2");
  });
}

TEST_CASE("SSPI-ALPN-repeated: the first call counts") {
  for_every_version([](tls version) {
    bytes others = application_protocols({"spdy"});
    pair both = fresh_pair(version, {.client_protocols = application_protocols({"h2"}),
                                     .server_protocols = application_protocols({"h2"})});
    both.client.continues();
    both.server.continues();
    buffers input{token(both.client.inbox()), empty(), buffer(SECBUFFER_APPLICATION_PROTOCOLS, others)};
    buffers output{token()};
    call next = both.client.usual_call();
    next.input = input;
    next.output = output;
    CHECK_FALSE(failed(next.make()));
    both.client.sends(take(output[0]));
    both.client.inbox().clear();
    CHECK(shake_hands(both).server == SEC_E_OK);
    check_agreed(both.client, "h2");
    check_agreed(both.server, "h2");
  });
}

TEST_CASE("SSPI-ALPN-repeated: to a server as well") {
  for_every_version([](tls version) {
    bytes others = application_protocols({"spdy"});
    pair both = fresh_pair(version, {.client_protocols = application_protocols({"h2", "spdy"}),
                                     .server_protocols = application_protocols({"h2"})});
    both.client.continues();
    REQUIRE(both.server.continues().result == SEC_I_CONTINUE_NEEDED);
    both.server.passes(buffer(SECBUFFER_APPLICATION_PROTOCOLS, others));
    CHECK(shake_hands(both).both_established());
    check_agreed(both.client, "h2");
    check_agreed(both.server, "h2");
  });
}

TEST_CASE("SSPI-SNI-any-target-name: none of them is in the way") {
  for_every_version([](tls version) {
    for (const std::wstring& name :
         {std::wstring(L"localhost"), std::wstring(L"localhost."), std::wstring(L""),
          std::wstring(L"192.0.2.1"), std::wstring(L"2001:db8::1"), std::wstring(L"b\u00FCcher.example"),
          std::wstring(L"a b"), std::wstring(70, L'y') + L".example"}) {
      CAPTURE(name.size());
      pair both = fresh_pair(version, {.target = name});
      CHECK(shake_hands(both).both_established());
    }
  });
}
