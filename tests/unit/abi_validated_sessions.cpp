// A client that has its server's certificate checked, and the sessions that it resumes.
#include "conformance/acquaintances.h"
#include "support/automatic_clients.h"

using namespace peers;

namespace {

/// The distribution trusts the certificate of the tests' servers, or nothing.
void trust_usual_server(const personal_data& where, bool trusts) {
  const bytes encoded = server_certificate().encoded();
  DWORD length = 0;
  REQUIRE(CryptBinaryToStringA(encoded.data(), static_cast<DWORD>(encoded.size()), CRYPT_STRING_BASE64HEADER,
                               nullptr, &length));
  std::string pem(length, '\0');
  REQUIRE(CryptBinaryToStringA(encoded.data(), static_cast<DWORD>(encoded.size()), CRYPT_STRING_BASE64HEADER,
                               pem.data(), &length));
  std::ofstream file{where.root_file()};
  if (trusts) file << pem.c_str();
}

}  // namespace

TEST_CASE("SSPI-resumption-validated-once: what was trusted once, and is not any more") {
  const personal_data data;
  for_every_version([&](tls version) {
    trust_usual_server(data, true);
    acquaintances both(automatic_client(version), credential::of(role::server, version));
    both.server_wants = ASC_REQ_SESSION_TICKET;
    CHECK_FALSE(both.meet());
    trust_usual_server(data, false);
    CHECK(both.meet());
    // Another credential, or another name, has to look for itself.
    pair stranger = pair_of(automatic_client(version), credential::of(role::server, version));
    CHECK(shake_hands(stranger).client == SEC_E_UNTRUSTED_ROOT);
    trust_usual_server(data, true);
    pair elsewhere =
        pair_of(std::move(both.client()), std::move(both.server()), {.target = L"elsewhere.example"});
    CHECK(shake_hands(elsewhere).client == SEC_E_WRONG_PRINCIPAL);
  });
}
