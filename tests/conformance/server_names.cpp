// The name that a client sends of a server: from the target name of the first call to the ClientHello, and to
// the server that receives it.
#include "handshakes.h"
#include "support/own_functions.h"

using namespace peers;

namespace {

/// What stands in server_name for a target; empty for no server_name at all.
std::string name_on_the_wire(const std::wstring& target) {
  pair both = fresh_pair(tls::v1_3, {.target = target});
  leg first = both.client.steps_without_input();
  REQUIRE(first.result == SEC_I_CONTINUE_NEEDED);
  PBYTE name = nullptr;
  DWORD size = 0;
  REQUIRE(get_server_identity(first.token.data(), static_cast<DWORD>(first.token.size()), &name, &size, 0) ==
          SEC_E_OK);
  return {name, name + size};
}

}  // namespace

TEST_CASE("SSPI-SNI-outside-ascii: labels become A-labels, one by one") {
  CHECK(name_on_the_wire(L"b\u00FCcher.example") == "xn--bcher-kva.example");
  CHECK(name_on_the_wire(L"www.B\u00DCCHER.example.") == "www.xn--bcher-kva.example");
  CHECK(name_on_the_wire(L"\u4F8B\u3048.\u30C6\u30B9\u30C8") == "xn--r8jz45g.xn--zckzah");
  CHECK(name_on_the_wire(L"xn--bcher-kva.example") == "xn--bcher-kva.example");
}

TEST_CASE("SSPI-SNI-outside-ascii: the narrow function takes UTF-8") {
  pair both = fresh_pair(tls::v1_3);
  char target[] =
      "b\xC3\xBC"
      "cher.example";
  buffers output{token()};
  ULONG attributes = 0;
  CtxtHandle made{};
  REQUIRE(InitializeSecurityContextA(both.client.credential().handle(), nullptr, target,
                                     ISC_REQ_ALLOCATE_MEMORY, 0, 0, nullptr, 0, &made, output, &attributes,
                                     nullptr) == SEC_I_CONTINUE_NEEDED);
  bytes hello = take(output[0]);
  DeleteSecurityContext(&made);
  PBYTE name = nullptr;
  DWORD size = 0;
  REQUIRE(get_server_identity(hello.data(), static_cast<DWORD>(hello.size()), &name, &size, 0) == SEC_E_OK);
  CHECK(std::string(name, name + size) == "xn--bcher-kva.example");
}

TEST_CASE("SSPI-SNI-outside-ascii: the server sees the A-labels") {
  for_every_version([](tls version) {
    pair both = established_pair(version, {.target = L"b\u00FCcher.example"});
    SecPkgContext_ClientSpecifiedTarget asked{};
    REQUIRE(asks(both.server, SECPKG_ATTR_CLIENT_SPECIFIED_TARGET, asked) == SEC_E_OK);
    CHECK(taken(asked.sTargetName) == L"xn--bcher-kva.example");
  });
}

TEST_CASE("SSPI-SNI-outside-ascii: the certificate that is for them is shown") {
  const certificate one = certificate::self_signed(L"CN=one.example");
  const certificate two = certificate::self_signed(L"CN=xn--bcher-kva.example");
  PCCERT_CONTEXT both_of_them[] = {one.context(), two.context()};
  new_settings server(role::server);
  server.data.cCreds = 2;
  server.data.paCred = both_of_them;
  pair both =
      pair_of(credential::of(role::client, tls::v1_3), server.acquire(), {.target = L"b\u00FCcher.example"});
  REQUIRE(shake_hands(both).both_established());
  CHECK(certificate_seen_by(both.client).encoded == two.encoded());
}

TEST_CASE("SSPI-SNI-dot-at-the-end: with the dot or without it") {
  CHECK(name_on_the_wire(L"www.example.com") == "www.example.com");
  CHECK(name_on_the_wire(L"www.example.com.") == "www.example.com");
}

TEST_CASE("SSPI-SNI-not-a-host-name: nothing is sent") {
  for (const std::wstring target :
       {L"192.0.2.1", L"2001:db8::1", L"[2001:db8::1]", L"\uFF11\uFF12\uFF17.0.0.1", L"a b", L"b\u00FC cher",
        L"\u2603\uFFFE.example", L"http/localhost"}) {
    CAPTURE(target.size());
    CHECK(name_on_the_wire(target).empty());
  }
}
