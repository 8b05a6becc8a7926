// What is not about one connection, with memory that runs out: a credential's attributes, the sessions that
// are kept, and a ClientHello that is only looked at.
#include "conformance/acquaintances.h"
#include "starving.h"
#include "support/own_functions.h"
#include "support/ticket_keys.h"

using namespace peers;

namespace {

SECURITY_STATUS use_key(credential& server, BYTE name) {
  SecPkgCred_SessionTicketKey key = ticket_key(name);
  SecPkgCred_SessionTicketKeys all{1, &key};
  return SetCredentialsAttributesW(server.handle(), SECPKG_ATTR_SESSION_TICKET_KEYS, &all, sizeof all);
}

/// A client that has a ticket under the key 1 of its server.
acquaintances with_a_ticket() {
  acquaintances both(tls::v1_3);
  REQUIRE(status{use_key(both.server(), 1)} == SEC_E_OK);
  both.server_wants = ASC_REQ_SESSION_TICKET;
  CHECK_FALSE(both.meet());
  return both;
}

}  // namespace

TEST_CASE("SSPI-memory-credential-attributes: the old ticket keys are in use, or the new ones") {
  bool goes_on = true;
  for (std::size_t nth = 1; goes_on; ++nth) {
    CAPTURE(nth);
    acquaintances both = with_a_ticket();
    const attempt made = starved(nth, [&] { return use_key(both.server(), 2); });
    goes_on = made.ran_out;
    if (failed(made.result)) CHECK(made.result == SEC_E_INSUFFICIENT_MEMORY);
    CHECK(both.meet() == failed(made.result));
  }
}

TEST_CASE(
    "SSPI-memory-credential-attributes: a policy for clients' certificates is there as a whole, or not") {
  wchar_t store[] = L"a store whose name is too long to be kept without memory of its own";
  wchar_t identifier[] = L"an identifier that is too long to be kept without memory of its own";
  bool goes_on = true;
  for (std::size_t nth = 1; goes_on; ++nth) {
    CAPTURE(nth);
    pair both = pair_of(identified_client(tls::v1_3), credential::of(role::server, tls::v1_3));
    SecPkgCred_ClientCertPolicy policy{};
    policy.pwszSslCtlStoreName = store;
    policy.pwszSslCtlIdentifier = identifier;
    const attempt made = starved(nth, [&] {
      return SetCredentialsAttributesW(both.server.credential().handle(), SECPKG_ATTR_CLIENT_CERT_POLICY,
                                       &policy, sizeof policy);
    });
    goes_on = made.ran_out;
    if (failed(made.result)) CHECK(made.result == SEC_E_INSUFFICIENT_MEMORY);
    both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
    REQUIRE(shake_hands(both).both_established());
    SecPkgContext_ClientCertPolicyResult judged{};
    SecPkgContext_CertificateValidationResult checked{};
    const bool has_policy = !failed(made.result);
    CHECK(failed(asks(both.server, SECPKG_ATTR_CC_POLICY_RESULT, judged)) != has_policy);
    CHECK(failed(asks(both.server, SECPKG_ATTR_CERT_CHECK_RESULT, checked)) != has_policy);
  }
}

TEST_CASE(
    "SSPI-memory-credential-attributes: a question about a credential is answered when it is asked again") {
  credential one = credential::of(role::server, tls::v1_3);
  for (const ULONG attribute :
       {ULONG{SECPKG_CRED_ATTR_NAMES}, ULONG{SECPKG_ATTR_SUPPORTED_ALGS}, ULONG{SECPKG_ATTR_CIPHER_STRENGTHS},
        ULONG{SECPKG_ATTR_SUPPORTED_PROTOCOLS}}) {
    CAPTURE(attribute);
    ULONG_PTR room[8]{};
    CHECK(walk([&] { return QueryCredentialsAttributesW(one.handle(), attribute, room); }) == SEC_E_OK);
    if (attribute == SECPKG_CRED_ATTR_NAMES) FreeContextBuffer(reinterpret_cast<void*>(room[0]));
    if (attribute == SECPKG_ATTR_SUPPORTED_ALGS) FreeContextBuffer(reinterpret_cast<void*>(room[1]));
  }
}

TEST_CASE("SSPI-memory-emptied-cache: all sessions of the name are forgotten, or none") {
  wchar_t name[] = L"localhost";
  for (wchar_t* const target : {name, static_cast<wchar_t*>(nullptr)}) {
    bool goes_on = true;
    for (std::size_t nth = 1; goes_on; ++nth) {
      CAPTURE(nth);
      acquaintances both = with_a_ticket();
      BOOL emptied = FALSE;
      const attempt made = starved(nth, [&] {
        emptied = empty_cache_w(target, 0);
        return SEC_E_OK;
      });
      goes_on = made.ran_out;
      CHECK((emptied == TRUE || made.ran_out));
      CHECK(both.meet() == (emptied == FALSE));
    }
  }
}

TEST_CASE("SSPI-memory-client-hello: it is looked at without memory") {
  pair both = fresh_pair(tls::v1_3);
  bytes hello = both.client.steps_without_input().token;
  const auto size = static_cast<DWORD>(hello.size());
  PBYTE name = nullptr;
  DWORD length = 0, missing = 0;
  SCH_EXTENSION_DATA server_name{};
  CHECK(walk([&] { return get_server_identity(hello.data(), size, &name, &length, 0); }) == SEC_E_OK);
  CHECK(std::string(name, name + length) == "localhost");
  CHECK(walk([&] {
          return get_extensions(hello.data(), size, &server_name, 1, &missing, SCH_EXTENSIONS_OPTIONS_NONE);
        }) == SEC_E_OK);
  CHECK(server_name.cbExtData == 14);
}
