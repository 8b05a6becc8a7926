// Revocation in automatic validation, and OCSP responses that are stapled by a server and to a client.
#include "support/automatic_clients.h"
#include "support/configured.h"
#include "support/crypt32.h"
#include "support/ocsp.h"
#include "support/web_server.h"

using namespace peers;
using schannel::test::certificate_wishes;
using schannel::test::context_ptr;
using schannel::test::extension_wish;
using schannel::test::make_certificate;
using schannel::test::make_ocsp_response;
using schannel::test::make_revocation_list;
using schannel::test::ocsp_status;
using schannel::test::store_ptr;
using schannel::test::web_server;

namespace {

constexpr DWORD end_cert = SCH_CRED_REVOCATION_CHECK_END_CERT;
constexpr DWORD chain_without_root = SCH_CRED_REVOCATION_CHECK_CHAIN_EXCLUDE_ROOT;
constexpr DWORD late_validation = 0x04000000;  // SCH_CRED_DEFERRED_CRED_VALIDATION
constexpr int certificate_revoked = 44;

/// A trusted root, an authority, and a server's certificate that says where to ask.
struct family {
  personal_data data;
  issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
  issued_certificate authority;
  issued_certificate leaf;

  explicit family(std::vector<extension_wish> of_leaf = {}, std::vector<extension_wish> of_authority = {}) {
    authority = make_certificate(
        {.common_name = "Authority", .is_ca = true, .issuer = &root, .extensions = std::move(of_authority)});
    leaf = make_certificate({.issuer = &authority, .extensions = std::move(of_leaf)});
    trust(data, {root});
  }

  bytes response(ocsp_status status) const {
    return make_ocsp_response({.subject = &leaf, .issuer = &authority, .status = status});
  }
  shown_identity shown(bytes response = {}) const { return {{leaf, authority}, std::move(response)}; }
};

extension_wish lists_at(const std::string& url) {
  return {"crlDistributionPoints", "URI:" + url};
}

/// Where nobody answers.
std::vector<extension_wish> dead_end() {
  return {lists_at("http://127.0.0.1:1/list.crl")};
}

struct validation_result {
  DWORD chain_errors;
  HRESULT status;

  friend bool operator==(const validation_result&, const validation_result&) = default;
};

validation_result check_result(peer& one) {
  constexpr ULONG attribute = 0x71;  // SECPKG_ATTR_CERT_CHECK_RESULT
  validation_result found{0, S_FALSE};
  CHECK(QueryContextAttributesW(one.context(), attribute, &found) == SEC_E_OK);
  return found;
}

/// A server of ours with a response beside its certificate.
credential stapling_server(const family& of, tls version, const bytes& response, DWORD flags = 0) {
  bytes file = schannel::test::make_pfx({.with_keys = {of.leaf}, .without_keys = {of.authority}});
  CRYPT_DATA_BLOB blob = schannel::test::blob_of(file);
  const store_ptr store{PFXImportCertStore(&blob, L"secret", PKCS12_NO_PERSIST_KEY)};
  const context_ptr first{CertEnumCertificatesInStore(store.get(), nullptr)};
  REQUIRE(first);
  REQUIRE(schannel::test::set_blob_property(first.get(), CERT_OCSP_RESPONSE_PROP_ID, response));
  PCCERT_CONTEXT shown = first.get();
  credential_data wanted(role::server, version);
  wanted.credentials.cCreds = 1;
  wanted.credentials.paCred = &shown;
  wanted.credentials.dwFlags = flags;
  return credential::from(SECPKG_CRED_INBOUND, &wanted.credentials);
}

status validation_by_ours(credential server, tls version) {
  pair both = pair_of(automatic_client(version, end_cert), std::move(server), {.target = L"example.com"});
  return shake_hands(both).client;
}

}  // namespace

TEST_CASE("SSPI-validation-revocation-only-when-asked: no flag, no question") {
  const family one;
  for_every_version([&](tls version) {
    const visit made(automatic_client(version), one.shown(one.response(ocsp_status::revoked)), version,
                     L"example.com");
    CHECK(made.result == SEC_E_OK);
    CHECK_FALSE(made.server.was_asked_for_response());
    CHECK(validation_of(one.shown(), version,
                        SCH_CRED_IGNORE_NO_REVOCATION_CHECK | SCH_CRED_IGNORE_REVOCATION_OFFLINE) ==
          SEC_E_OK);
  });
}

TEST_CASE("SSPI-validation-asks-for-response: with each of the flags, unless nobody would look") {
  const family one;
  for_every_version([&](tls version) {
    const auto asks = [&](DWORD flags) {
      const visit made(automatic_client(version, flags), one.shown(), version, L"example.com");
      return made.server.was_asked_for_response();
    };
    for (const DWORD flag : {end_cert, chain_without_root, DWORD{SCH_CRED_REVOCATION_CHECK_CHAIN}})
      CHECK(asks(flag));
    CHECK_FALSE(asks(0));
    credential_data manual(role::client, version);
    manual.credentials.dwFlags |= end_cert;
    const visit made(credential::from(SECPKG_CRED_OUTBOUND, &manual.credentials), one.shown(), version, L"");
    CHECK(made.result == SEC_E_OK);
    CHECK_FALSE(made.server.was_asked_for_response());
  });
}

TEST_CASE("SSPI-validation-stapled-response: good, revoked, and of somebody else") {
  const family one;
  const family other;
  trust(other.data, {one.root});
  for_every_version([&](tls version) {
    CHECK(validation_of(one.shown(one.response(ocsp_status::good)), version, end_cert) == SEC_E_OK);
    const visit made(automatic_client(version, end_cert), one.shown(one.response(ocsp_status::revoked)),
                     version, L"example.com");
    CHECK(made.result == CRYPT_E_REVOKED);
    CHECK(validation_of(one.shown(other.response(ocsp_status::good)), version, end_cert) ==
          CRYPT_E_NO_REVOCATION_CHECK);
    CHECK(validation_of(one.shown({0x30, 0x03, 0x0A}), version, end_cert) == CRYPT_E_NO_REVOCATION_CHECK);
  });
}

TEST_CASE("SSPI-validation-alerts: a certificate that was revoked, as far as OpenSSL says it") {
  const family one;
  const visit made(automatic_client(tls::v1_3, end_cert), one.shown(one.response(ocsp_status::revoked)),
                   tls::v1_3, L"example.com");
  CHECK(made.server.heard_alert() == certificate_revoked);
}

TEST_CASE("SSPI-validation-revocation-unknown: refused, or overlooked on demand") {
  const family one;
  for_every_version([&](tls version) {
    CHECK(validation_of(one.shown(), version, end_cert) == CRYPT_E_NO_REVOCATION_CHECK);
    CHECK(validation_of(one.shown(one.response(ocsp_status::unknown)), version, end_cert) ==
          CRYPT_E_NO_REVOCATION_CHECK);
    CHECK(validation_of(one.shown(), version, end_cert | SCH_CRED_IGNORE_REVOCATION_OFFLINE) ==
          CRYPT_E_NO_REVOCATION_CHECK);
    CHECK(validation_of(one.shown(), version, end_cert | SCH_CRED_IGNORE_NO_REVOCATION_CHECK) == SEC_E_OK);
  });
}

TEST_CASE("SSPI-validation-revocation-offline: refused, or overlooked on demand") {
  const family one{dead_end()};
  for_every_version([&](tls version) {
    CHECK(validation_of(one.shown(), version, end_cert) == CRYPT_E_REVOCATION_OFFLINE);
    CHECK(validation_of(one.shown(), version, end_cert | SCH_CRED_IGNORE_NO_REVOCATION_CHECK) ==
          CRYPT_E_REVOCATION_OFFLINE);
    CHECK(validation_of(one.shown(), version, end_cert | SCH_CRED_IGNORE_REVOCATION_OFFLINE) == SEC_E_OK);
    CHECK(validation_of(one.shown(one.response(ocsp_status::good)), version, end_cert) == SEC_E_OK);
  });
}

TEST_CASE("SSPI-validation-revocation-scope: whose certificates are looked at") {
  for_every_version([](tls version) {
    web_server web;
    const family one{{}, {lists_at(web.url("/root.crl"))}};
    web.offer("/root.crl", make_revocation_list({.issuer = &one.root, .revoked = {&one.authority}}));
    const shown_identity shown = one.shown(one.response(ocsp_status::good));
    CHECK(validation_of(shown, version, end_cert) == SEC_E_OK);
    CHECK(web.asked().empty());
    CHECK(validation_of(shown, version, chain_without_root) == CRYPT_E_REVOKED);
    CHECK(validation_of(shown, version, SCH_CRED_REVOCATION_CHECK_CHAIN) == CRYPT_E_REVOKED);
  });
}

TEST_CASE("SSPI-validation-cache-only: the network is not asked") {
  web_server web;
  const family one{{lists_at(web.url("/authority.crl"))}};
  web.offer("/authority.crl", make_revocation_list({.issuer = &one.authority, .revoked = {&one.leaf}}));
  for (const DWORD flag :
       {DWORD{SCH_CRED_REVOCATION_CHECK_CACHE_ONLY}, DWORD{SCH_CRED_CACHE_ONLY_URL_RETRIEVAL}})
    CHECK(validation_of(one.shown(), tls::v1_3, end_cert | flag) == CRYPT_E_REVOCATION_OFFLINE);
  CHECK(web.asked().empty());
  CHECK(validation_of(one.shown(), tls::v1_3, end_cert) == CRYPT_E_REVOKED);
  CHECK(validation_of(one.shown(), tls::v1_3, end_cert | SCH_CRED_REVOCATION_CHECK_CACHE_ONLY) ==
        CRYPT_E_REVOKED);
}

TEST_CASE("SSPI-validation-deferred-revocation: told, and nothing comes of it") {
  const family one;
  for_every_version([&](tls version) {
    const auto result_with = [&](bytes response) {
      visit made(automatic_client(version, end_cert | late_validation), one.shown(std::move(response)),
                 version, L"example.com");
      REQUIRE(made.result == SEC_E_OK);
      return check_result(made.client);
    };
    CHECK(result_with(one.response(ocsp_status::good)) == validation_result{0, S_OK});
    CHECK(result_with(one.response(ocsp_status::revoked)) ==
          validation_result{CERT_TRUST_IS_REVOKED, CRYPT_E_REVOKED});
    CHECK(result_with({}) ==
          validation_result{CERT_TRUST_REVOCATION_STATUS_UNKNOWN, CRYPT_E_NO_REVOCATION_CHECK});
  });
}

TEST_CASE("SSPI-validation-staples: to those that ask, beside the certificate that is shown") {
  const family one;
  for_every_version([&](tls version) {
    const auto validated = [&](ocsp_status status) {
      return validation_by_ours(stapling_server(one, version, one.response(status)), version);
    };
    CHECK(validated(ocsp_status::good) == SEC_E_OK);
    CHECK(validated(ocsp_status::revoked) == CRYPT_E_REVOKED);
    pair both =
        pair_of(automatic_client(version), stapling_server(one, version, one.response(ocsp_status::revoked)),
                {.target = L"example.com"});
    CHECK(shake_hands(both).both_established());
  });
}

TEST_CASE("SSPI-validation-staples-for-names: only when it is asked for") {
  const family one;
  const bytes good = one.response(ocsp_status::good);
  for_every_version([&](tls version) {
    const auto validated = [&](DWORD flags) {
      return validation_by_ours(stapling_server(one, version, good, flags), version);
    };
    CHECK(validated(SCH_CRED_SNI_CREDENTIAL) == CRYPT_E_NO_REVOCATION_CHECK);
    CHECK(validated(SCH_CRED_SNI_CREDENTIAL | SCH_CRED_SNI_ENABLE_OCSP) == SEC_E_OK);
  });
}

TEST_CASE("the administrator may have all certificates for names stapled") {
  const family one;
  const bytes good = one.response(ocsp_status::good);
  const configured file("EnableOcspStaplingForSni = 1\n");
  CHECK(validation_by_ours(stapling_server(one, tls::v1_3, good, SCH_CRED_SNI_CREDENTIAL), tls::v1_3) ==
        SEC_E_OK);
}
