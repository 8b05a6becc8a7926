// A client that looks for a certificate of the user's own when the server asks, with memory that runs out.
#include "conformance/handshakes.h"
#include "stories.h"
#include "support/crypt32.h"
#include "support/personal_data.h"

using namespace peers;
using namespace schannel::test;

namespace {

/// A store from a PFX file, whose key lives as long as it does, copied into MY.
store_ptr keep_personally(const issued_certificate& own) {
  auto file = make_pfx({.with_keys = {own}});
  CRYPT_DATA_BLOB blob = blob_of(file);
  store_ptr imported{PFXImportCertStore(&blob, L"secret", 0)};
  REQUIRE(imported);
  const store_ptr personal{CertOpenSystemStoreW(0, L"MY")};
  const context_ptr one{CertEnumCertificatesInStore(imported.get(), nullptr)};
  REQUIRE(CertAddCertificateContextToStore(personal.get(), one.get(), CERT_STORE_ADD_NEW, nullptr) == TRUE);
  return imported;
}

/// A client that was given no certificate and has just been asked for one.
pair asked_pair(tls version) {
  credential_data data(role::client, version);
  data.credentials.dwFlags = SCH_CRED_MANUAL_CRED_VALIDATION;
  pair both = pair_of(credential::from(SECPKG_CRED_OUTBOUND, &data.credentials),
                      credential::of(role::server, version));
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  both.client.wants(usual_requirements(role::client) & ~ULONG{ISC_REQ_USE_SUPPLIED_CREDS});
  both.client.continues();
  both.server.continues();
  return both;
}

/// The search is a small part of the answer: longer steps could miss it.
constexpr std::size_t search_stride = 11;

/// Lets the client's answer fail at every allocation, and calls `check(pair)` when it is asked for again.
template <typename Check>
void ask_again_each_time(tls version, Check check) {
  for (std::size_t nth = 1;; nth = after(nth, search_stride)) {
    CAPTURE(nth);
    pair both = asked_pair(version);
    const auto [made, token] = starved_leg(both.client, nth);
    if (!made.ran_out) break;
    if (!failed(made.result)) continue;
    CHECK(is_a_failure_of_memory(made.result));
    check(both);
  }
}

}  // namespace

TEST_CASE("SSPI-memory-own-certificate: it is found when the call is made again") {
  const personal_data data;
  const issued_certificate own = make_certificate({.usages = "clientAuth"});
  const store_ptr keys = keep_personally(own);
  for_every_version([&](tls version) {
    int shown = 0;
    ask_again_each_time(version, [&](pair& both) {
      const status again = shake_hands(both).client;
      if (failed(again)) return;  // OpenSSL's handshake is over
      CHECK(certificate_seen_by(both.server).encoded == own.der());
      ++shown;
    });
    CHECK(shown > 0);
  });
}

TEST_CASE("SSPI-memory-own-certificate: when there is none the caller is told so") {
  const personal_data data;
  for_every_version([&](tls version) {
    int told = 0;
    ask_again_each_time(version, [&](pair& both) {
      const status again = both.client.steps(both.client.inbox()).result;
      if (failed(again)) return;
      CHECK(again == SEC_I_INCOMPLETE_CREDENTIALS);
      ++told;
    });
    CHECK(told > 0);
  });
}
