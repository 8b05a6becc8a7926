// How old what tells of revocation may be: in chains, in CertVerifyRevocation, and in what a server makes of
// its clients' certificates.
#include <chrono>
#include <ctime>

#include "support/automatic_clients.h"
#include "support/chains.h"
#include "support/ocsp.h"
#include "support/web_server.h"

using namespace schannel::test;
using namespace std::chrono_literals;

namespace {

constexpr DWORD end_cert = CERT_CHAIN_REVOCATION_CHECK_END_CERT;
constexpr DWORD offline = CERT_TRUST_REVOCATION_STATUS_UNKNOWN | CERT_TRUST_IS_OFFLINE_REVOCATION;

// What tells here was issued an hour ago.
constexpr DWORD half_an_hour = 30 * 60;
constexpr DWORD two_hours = 2 * 60 * 60;

struct family {
  issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
  issued_certificate leaf;

  explicit family(std::vector<extension_wish> extensions = {}) {
    leaf = make_certificate({.issuer = &root, .extensions = std::move(extensions)});
  }
  bytes list(std::vector<const issued_certificate*> revoked = {}, std::chrono::seconds issued = -1h) const {
    return make_revocation_list({.issuer = &root, .revoked = std::move(revoked), .this_update = issued});
  }
  bytes response(ocsp_status status) const {
    return make_ocsp_response({.subject = &leaf, .issuer = &root, .status = status, .this_update = -1h});
  }
};

extension_wish lists_at(const std::string& url) {
  return {"crlDistributionPoints", "URI:" + url};
}

/// CERT_CHAIN_PARA with its extra members.
struct chain_parameters {
  CERT_CHAIN_PARA usual{};
  CERT_USAGE_MATCH policies{};
  DWORD timeout = 0;
  BOOL checks_freshness = TRUE;
  DWORD freshness = 0;
  FILETIME* resynchronized = nullptr;
  const void* strong_signatures = nullptr;
  DWORD strong_flags = 0;
};

chain_parameters fresh_for(DWORD seconds) {
  chain_parameters wanted;
  wanted.usual.cbSize = sizeof wanted;
  wanted.freshness = seconds;
  return wanted;
}

/// What is wrong with the leaf.
DWORD errors(const family& of, chain_parameters parameters, const std::vector<bytes>& lists,
             const bytes& response = {}, DWORD flags = end_cert) {
  const engine_ptr engine = engine_trusting({of.root});
  const store_ptr store = memory_store();
  for (const bytes& list : lists) add(store.get(), list_of(list).get());
  const context_ptr leaf = context_of(of.leaf);
  if (!response.empty()) set_blob_property(leaf.get(), CERT_OCSP_RESPONSE_PROP_ID, response);
  PCCERT_CHAIN_CONTEXT chain = nullptr;
  REQUIRE(CertGetCertificateChain(engine.get(), leaf.get(), nullptr, store.get(), &parameters.usual, flags,
                                  nullptr, &chain));
  return element_errors(chain_ptr{chain}).front();
}

/// What a server says of a client that shows the leaf.
HRESULT verdict_on_client(const family& of, peers::tls version, DWORD seconds) {
  using namespace peers;
  bytes file = make_pfx({.with_keys = {of.leaf}});
  CRYPT_DATA_BLOB blob = blob_of(file);
  const store_ptr own{PFXImportCertStore(&blob, L"secret", PKCS12_NO_PERSIST_KEY)};
  const context_ptr shown{CertEnumCertificatesInStore(own.get(), nullptr)};
  PCCERT_CONTEXT shown_by_client = shown.get();
  credential_data of_client(role::client, version);
  of_client.credentials.cCreds = 1;
  of_client.credentials.paCred = &shown_by_client;

  const store_ptr roots = store_with({of.root});
  credential_data of_server(role::server, version);
  of_server.uses(server_certificate());
  of_server.credentials.hRootStore = roots.get();
  credential server = credential::from(SECPKG_CRED_INBOUND, &of_server.credentials);
  SecPkgCred_ClientCertPolicy policy{};
  policy.dwCertFlags = end_cert;
  policy.fCheckRevocationFreshnessTime = TRUE;
  policy.dwRevocationFreshnessTime = seconds;
  policy.fOmitUsageCheck = TRUE;
  REQUIRE(status{SetCredentialsAttributesW(server.handle(), SECPKG_ATTR_CLIENT_CERT_POLICY, &policy,
                                           sizeof policy)} == SEC_E_OK);

  pair both = pair_of(credential::from(SECPKG_CRED_OUTBOUND, &of_client.credentials), std::move(server));
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  REQUIRE(shake_hands(both).both_established());
  SecPkgContext_ClientCertPolicyResult judged{};
  REQUIRE(status{QueryContextAttributesW(both.server.context(), SECPKG_ATTR_CC_POLICY_RESULT, &judged)} ==
          SEC_E_OK);
  return judged.dwPolicyResult;
}

}  // namespace

TEST_CASE("SSPI-revocation-freshness: what is too old is out of date, and still tells of revocations") {
  const family of;
  const bytes good = of.list();
  CHECK(errors(of, fresh_for(two_hours), {good}) == 0);
  CHECK(errors(of, fresh_for(half_an_hour), {good}) == offline);
  CHECK(errors(of, fresh_for(half_an_hour), {of.list({&of.leaf})}) == CERT_TRUST_IS_REVOKED);
  CHECK(errors(of, fresh_for(two_hours), {}, of.response(ocsp_status::good)) == 0);
  CHECK(errors(of, fresh_for(half_an_hour), {}, of.response(ocsp_status::good)) == offline);
  CHECK(errors(of, fresh_for(half_an_hour), {}, of.response(ocsp_status::revoked)) == CERT_TRUST_IS_REVOKED);

  chain_parameters unasked = fresh_for(half_an_hour);
  unasked.checks_freshness = FALSE;
  CHECK(errors(of, unasked, {good}) == 0);
  chain_parameters out_of_reach = fresh_for(half_an_hour);
  out_of_reach.usual.cbSize = sizeof(CERT_CHAIN_PARA);
  CHECK(errors(of, out_of_reach, {good}) == 0);
}

TEST_CASE("SSPI-revocation-freshness: of two lists the fresh one tells") {
  const family of;
  CHECK(errors(of, fresh_for(half_an_hour), {of.list({&of.leaf}), of.list({}, -1min)}) == 0);
  CHECK(errors(of, fresh_for(half_an_hour), {of.list(), of.list({&of.leaf}, -1min)}) ==
        CERT_TRUST_IS_REVOKED);
}

TEST_CASE("SSPI-revocation-freshness: what was fetched before is fetched anew, where that is allowed") {
  web_server server;
  const family of({lists_at(server.url("/list.crl"))});
  server.offer("/list.crl", of.list());
  CHECK(errors(of, fresh_for(two_hours), {}) == 0);
  CHECK(errors(of, fresh_for(two_hours), {}) == 0);
  CHECK(server.asked().size() == 1);
  constexpr DWORD kept_alone = end_cert | CERT_CHAIN_REVOCATION_CHECK_CACHE_ONLY;
  CHECK(errors(of, fresh_for(half_an_hour), {}, {}, kept_alone) == offline);
  CHECK(server.asked().size() == 1);
  CHECK(errors(of, fresh_for(half_an_hour), {}) == offline);
  CHECK(server.asked().size() == 2);
  server.offer("/list.crl", of.list({}, -1min));
  CHECK(errors(of, fresh_for(half_an_hour), {}) == 0);
  CHECK(server.asked().size() == 3);
}

TEST_CASE("SSPI-CertVerifyRevocation-freshness: counted until now, or until another time") {
  const family of;
  const store_ptr lists = memory_store();
  add(lists.get(), list_of(of.list()).get());
  const context_ptr leaf = context_of(of.leaf);
  const context_ptr root = context_of(of.root);
  struct {
    CERT_REVOCATION_PARA usual{};
    DWORD timeout = 0;
    BOOL checks_freshness = TRUE;
    DWORD freshness = 0;
    FILETIME* until = nullptr;
    void* rest[3]{};
  } parameters;
  parameters.usual.cbSize = sizeof parameters;
  parameters.usual.pIssuerCert = root.get();
  parameters.usual.hCrlStore = lists.get();
  const auto error_with = [&](DWORD seconds) {
    parameters.freshness = seconds;
    PVOID contexts[] = {const_cast<CERT_CONTEXT*>(leaf.get())};
    CERT_REVOCATION_STATUS status{};
    status.cbSize = sizeof status;
    return error_of([&] {
      return CertVerifyRevocation(X509_ASN_ENCODING, CERT_CONTEXT_REVOCATION_TYPE, 1, contexts, 0,
                                  &parameters.usual, &status);
    });
  };
  CHECK(error_with(two_hours) == ERROR_SUCCESS);
  CHECK(error_with(half_an_hour) == CRYPT_E_REVOCATION_OFFLINE);
  constexpr ULONGLONG from_1601_to_1970 = 11'644'473'600;
  const ULONGLONG an_hour_ago =
      (static_cast<ULONGLONG>(std::time(nullptr)) - 3600 + from_1601_to_1970) * 10'000'000;
  FILETIME until{static_cast<DWORD>(an_hour_ago), static_cast<DWORD>(an_hour_ago >> 32)};
  parameters.until = &until;
  CHECK(error_with(half_an_hour) == ERROR_SUCCESS);
  parameters.until = nullptr;
  parameters.checks_freshness = FALSE;
  CHECK(error_with(half_an_hour) == ERROR_SUCCESS);
}

TEST_CASE(
    "SSPI-SetCredentialsAttributes-client-certificate-freshness: good for two hours, not for half an hour") {
  web_server server;
  const family of({lists_at(server.url("/list.crl"))});
  server.offer("/list.crl", of.list());
  peers::for_every_version([&](peers::tls version) {
    CHECK(verdict_on_client(of, version, two_hours) == S_OK);
    CHECK(verdict_on_client(of, version, half_an_hour) == CRYPT_E_REVOCATION_OFFLINE);
  });
}
