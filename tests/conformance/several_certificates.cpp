// A server that has certificates for keys of several kinds.
#include <array>

#include "credential_settings.h"
#include "handshakes.h"
#include "named_keys.h"

using namespace peers;

namespace {

/// A client of that version that has no use for signatures of one kind.
credential client_without(const wchar_t* signature, tls version) {
  new_settings settings(role::client);
  settings.parameters.grbitDisabledProtocols =
      version == tls::v1_2 ? SP_PROT_TLS1_3_CLIENT : ~DWORD{SP_PROT_TLS1_3_CLIENT};
  settings.disables(TlsParametersCngAlgUsageSignature, signature);
  return settings.acquire();
}

}  // namespace

TEST_CASE("SSPI-AcceptSecurityContext-certificate-by-algorithm: the one that the client can check") {
  const storage in;
  const passing_name name;
  const stored_key key = stored_key::generated(in, BCRYPT_ECDSA_P256_ALGORITHM, name.text());
  REQUIRE(key.made == ERROR_SUCCESS);
  const certificate ecdsa = certificate::signed_with(key.handle(), L"CN=localhost", szOID_ECDSA_SHA256);
  const certificate& rsa = server_certificate();
  for (const bool is_rsa_first : {true, false}) {
    CAPTURE(is_rsa_first);
    for_every_version([&](tls version) {
      for (const bool checks_rsa : {true, false}) {
        CAPTURE(checks_rsa);
        std::array<PCCERT_CONTEXT, 2> shown{rsa.context(), ecdsa.context()};
        if (!is_rsa_first) std::swap(shown[0], shown[1]);
        credential_data server(role::server, version);
        server.credentials.cCreds = static_cast<DWORD>(shown.size());
        server.credentials.paCred = shown.data();
        pair both = pair_of(client_without(checks_rsa ? L"ECDSA" : L"RSA", version),
                            credential::from(SECPKG_CRED_INBOUND, &server.credentials));
        REQUIRE(shake_hands(both).both_established());
        CHECK(certificate_seen_by(both.client).encoded == (checks_rsa ? rsa : ecdsa).encoded());
      }
    });
  }
}
