// Revocation in chains: by lists in stores, by OCSP responses that were attached, and over the network.
#include <doctest/doctest.h>

#include <chrono>

#include "support/chains.h"
#include "support/ocsp.h"
#include "support/web_server.h"

using namespace schannel::test;
using namespace std::chrono_literals;

namespace {

using words = std::vector<DWORD>;
constexpr DWORD whole_chain = CERT_CHAIN_REVOCATION_CHECK_CHAIN;
constexpr DWORD unknown = CERT_TRUST_REVOCATION_STATUS_UNKNOWN;
constexpr DWORD offline = CERT_TRUST_REVOCATION_STATUS_UNKNOWN | CERT_TRUST_IS_OFFLINE_REVOCATION;

/// Root, authority, and a leaf with what it says about where to ask.
struct family {
  issued_certificate root;
  issued_certificate authority;
  issued_certificate leaf;

  explicit family(std::vector<extension_wish> extensions = {}) {
    root = make_certificate({.common_name = "Root", .is_ca = true});
    authority = make_certificate({.common_name = "Authority", .is_ca = true, .issuer = &root});
    leaf = make_certificate({.issuer = &authority, .extensions = std::move(extensions)});
  }

  chain_wishes wishes() const { return {leaf, {authority}, {root}}; }
  bytes list(std::vector<const issued_certificate*> revoked = {}) const {
    return make_revocation_list({.issuer = &authority, .revoked = std::move(revoked)});
  }
  bytes response(ocsp_status status) const {
    return make_ocsp_response({.subject = &leaf, .issuer = &authority, .status = status});
  }
};

words errors_with_lists(const family& of, std::vector<bytes> lists, DWORD flags) {
  chain_wishes wishes = of.wishes();
  wishes.lists = std::move(lists);
  return element_errors(build(wishes, flags));
}

words errors_with_response(const family& of, bytes response) {
  chain_wishes wishes = of.wishes();
  wishes.response = std::move(response);
  return element_errors(build(wishes, CERT_CHAIN_REVOCATION_CHECK_END_CERT));
}

words errors_online(const family& of, DWORD flags = CERT_CHAIN_REVOCATION_CHECK_END_CERT) {
  return element_errors(build(of.wishes(), flags));
}

extension_wish lists_at(const std::string& url) {
  return {"crlDistributionPoints", "URI:" + url};
}

extension_wish responder_at(const std::string& url) {
  return {"authorityInfoAccess", "OCSP;URI:" + url};
}

HRESULT result_of(const chain_ptr& chain, DWORD element) {
  const CERT_REVOCATION_INFO* const told = chain->rgpChain[0]->rgpElement[element]->pRevocationInfo;
  return told == nullptr ? E_NOTIMPL : static_cast<HRESULT>(told->dwRevocationResult);
}

}  // namespace

TEST_CASE("SSPI-revocation-only-when-asked: a flag makes the difference") {
  const family one;
  chain_wishes wishes = one.wishes();
  wishes.lists = {one.list({&one.leaf})};
  const chain_ptr unasked = build(wishes, 0);
  CHECK(element_errors(unasked) == words{0, 0, 0});
  CHECK(unasked->rgpChain[0]->rgpElement[0]->pRevocationInfo == nullptr);
  CHECK(element_errors(build(wishes, CERT_CHAIN_REVOCATION_CHECK_END_CERT)) ==
        words{CERT_TRUST_IS_REVOKED, 0, 0});
}

TEST_CASE("SSPI-revocation-scope: one certificate, all, or all but the root") {
  const family one;
  const bytes of_root = make_revocation_list({.issuer = &one.root, .revoked = {&one.root}});
  const std::vector<bytes> lists{one.list(), of_root};
  constexpr DWORD revoked = CERT_TRUST_IS_REVOKED;
  CHECK(errors_with_lists(one, {}, CERT_CHAIN_REVOCATION_CHECK_END_CERT) == words{unknown, 0, 0});
  CHECK(errors_with_lists(one, {}, CERT_CHAIN_REVOCATION_CHECK_CHAIN_EXCLUDE_ROOT) ==
        words{unknown, unknown, 0});
  CHECK(errors_with_lists(one, lists, CERT_CHAIN_REVOCATION_CHECK_CHAIN_EXCLUDE_ROOT) == words{0, 0, 0});
  CHECK(errors_with_lists(one, lists, whole_chain) == words{0, 0, revoked});
}

TEST_CASE("SSPI-revocation-revoked: on the element that was") {
  const family one;
  const bytes of_root = make_revocation_list({.issuer = &one.root, .revoked = {&one.authority}});
  const bytes nothing_of_root = make_revocation_list({.issuer = &one.root});
  constexpr DWORD revoked = CERT_TRUST_IS_REVOKED;
  CHECK(errors_with_lists(one, {one.list({&one.leaf}), nothing_of_root}, whole_chain) ==
        words{revoked, 0, 0});
  CHECK(errors_with_lists(one, {one.list(), of_root}, whole_chain) == words{0, revoked, 0});
  chain_wishes wishes = one.wishes();
  wishes.lists = {one.list({&one.leaf})};
  CHECK(result_of(build(wishes, CERT_CHAIN_REVOCATION_CHECK_END_CERT), 0) == CRYPT_E_REVOKED);
}

TEST_CASE("SSPI-revocation-unknown: nothing tells") {
  const family one;
  const chain_ptr chain = build(one.wishes(), CERT_CHAIN_REVOCATION_CHECK_END_CERT);
  CHECK(element_errors(chain) == words{unknown, 0, 0});
  CHECK(result_of(chain, 0) == CRYPT_E_NO_REVOCATION_CHECK);

  const issued_certificate stranger = make_certificate({.common_name = "Authority", .is_ca = true});
  const bytes forged =
      make_revocation_list({.issuer = &stranger, .revoked = {&one.leaf}, .names_its_key = false});
  CHECK(errors_with_lists(one, {forged}, CERT_CHAIN_REVOCATION_CHECK_END_CERT) == words{unknown, 0, 0});
}

TEST_CASE("SSPI-revocation-offline: nobody answers, or the answer is out of date") {
  std::string gone;
  {
    const web_server server;
    gone = server.url("/list.crl");
  }
  const family one({lists_at(gone)});
  const chain_ptr chain = build(one.wishes(), CERT_CHAIN_REVOCATION_CHECK_END_CERT);
  CHECK(element_errors(chain) == words{offline, 0, 0});
  CHECK(result_of(chain, 0) == CRYPT_E_REVOCATION_OFFLINE);

  const family other;
  const bytes old =
      make_revocation_list({.issuer = &other.authority, .this_update = -3h, .next_update = -1h});
  CHECK(errors_with_lists(other, {old}, CERT_CHAIN_REVOCATION_CHECK_END_CERT) == words{offline, 0, 0});
}

TEST_CASE("SSPI-revocation-lists-in-stores: in the additional one or the certificate's own") {
  const family one;
  const engine_ptr engine = engine_trusting({one.root});
  const store_ptr own = store_with({one.authority});
  add(own.get(), list_of(one.list({&one.leaf})).get());
  const context_ptr leaf = add(own.get(), one.leaf);
  PCCERT_CHAIN_CONTEXT chain = nullptr;
  REQUIRE(CertGetCertificateChain(engine.get(), leaf.get(), nullptr, nullptr, nullptr,
                                  CERT_CHAIN_REVOCATION_CHECK_END_CERT, nullptr, &chain));
  CHECK(element_errors(chain_ptr{chain}) == words{CERT_TRUST_IS_REVOKED, 0, 0});
}

TEST_CASE("SSPI-revocation-stapled-response: good, revoked, out of date, or nobody's business") {
  const family one;
  CHECK(errors_with_response(one, one.response(ocsp_status::good)) == words{0, 0, 0});
  CHECK(errors_with_response(one, one.response(ocsp_status::revoked)) == words{CERT_TRUST_IS_REVOKED, 0, 0});
  CHECK(errors_with_response(one, one.response(ocsp_status::unknown)) == words{unknown, 0, 0});
  CHECK(errors_with_response(one, bytes{1, 2, 3}) == words{unknown, 0, 0});
  CHECK(errors_with_response(one, make_ocsp_response({.subject = &one.leaf,
                                                      .issuer = &one.authority,
                                                      .this_update = -3h,
                                                      .next_update = -1h})) == words{offline, 0, 0});

  const issued_certificate stranger = make_certificate({.common_name = "stranger", .is_ca = true});
  const issued_certificate appointed =
      make_certificate({.common_name = "responder", .usages = "OCSPSigning", .issuer = &one.authority});
  const issued_certificate sibling = make_certificate({.common_name = "sibling", .issuer = &one.authority});
  const auto signed_by = [&](const issued_certificate& signer) {
    return errors_with_response(
        one, make_ocsp_response({.subject = &one.leaf, .issuer = &one.authority, .signer = &signer}));
  };
  CHECK(signed_by(appointed) == words{0, 0, 0});
  CHECK(signed_by(stranger) == words{unknown, 0, 0});
  CHECK(signed_by(sibling) == words{unknown, 0, 0});
  CHECK(errors_with_response(one, make_ocsp_response({.subject = &sibling, .issuer = &one.authority})) ==
        words{unknown, 0, 0});
}

TEST_CASE("SSPI-revocation-online: the list and the responder that the certificate names") {
  web_server server;
  const family by_list({lists_at(server.url("/list.crl"))});
  server.offer("/list.crl", by_list.list({&by_list.leaf}));
  CHECK(errors_online(by_list) == words{CERT_TRUST_IS_REVOKED, 0, 0});

  const family by_responder({responder_at(server.url("/ocsp"))});
  server.offer("/ocsp", by_responder.response(ocsp_status::revoked));
  CHECK(errors_online(by_responder) == words{CERT_TRUST_IS_REVOKED, 0, 0});
  CHECK(server.asked() == std::vector<std::string>{"/list.crl", "/ocsp"});

  const family good({responder_at(server.url("/other")), lists_at(server.url("/other.crl"))});
  server.offer("/other.crl", good.list());
  CHECK(errors_online(good) == words{0, 0, 0});
}

TEST_CASE("what is fetched is fetched by HTTP alone, and not without end") {
  web_server server;
  const family local({lists_at("file:///etc/hostname")});
  CHECK(errors_online(local) == words{offline, 0, 0});

  const family elsewhere({lists_at(server.url("/moved.crl"))});
  server.redirect("/moved.crl", "file:///etc/hostname");
  CHECK(errors_online(elsewhere) == words{offline, 0, 0});

  const family moved({lists_at(server.url("/old.crl"))});
  server.redirect("/old.crl", server.url("/new.crl"));
  server.offer("/new.crl", moved.list());
  CHECK(errors_online(moved) == words{0, 0, 0});

  const family round({lists_at(server.url("/round.crl"))});
  server.redirect("/round.crl", server.url("/round.crl"));
  CHECK(errors_online(round) == words{offline, 0, 0});

  const family large({responder_at(server.url("/large"))});
  server.offer("/large", bytes(100'000));
  CHECK(errors_online(large) == words{offline, 0, 0});
}

TEST_CASE("SSPI-revocation-cache-only: what was fetched before counts, and nothing is fetched") {
  web_server server;
  const family one({lists_at(server.url("/list.crl"))});
  server.offer("/list.crl", one.list({&one.leaf}));
  constexpr DWORD end_cert = CERT_CHAIN_REVOCATION_CHECK_END_CERT;
  for (const DWORD only : {static_cast<DWORD>(CERT_CHAIN_REVOCATION_CHECK_CACHE_ONLY),
                           static_cast<DWORD>(CERT_CHAIN_CACHE_ONLY_URL_RETRIEVAL)})
    CHECK(errors_online(one, end_cert | only) == words{offline, 0, 0});
  CHECK(server.asked().empty());
  CHECK(errors_online(one) == words{CERT_TRUST_IS_REVOKED, 0, 0});
  CHECK(errors_online(one) == words{CERT_TRUST_IS_REVOKED, 0, 0});
  CHECK(errors_online(one, end_cert | CERT_CHAIN_REVOCATION_CHECK_CACHE_ONLY) ==
        words{CERT_TRUST_IS_REVOKED, 0, 0});
  CHECK(server.asked().size() == 1);
}

TEST_CASE("SSPI-revocation-timeout: a server that says nothing is not waited for") {
  web_server server;
  const family one({lists_at(server.url("/list.crl"))});
  server.stall("/list.crl");
  struct {
    CERT_CHAIN_PARA usual{};
    CERT_USAGE_MATCH policies{};
    DWORD timeout = 100;  // milliseconds
    DWORD rest[8]{};
  } parameters;
  parameters.usual.cbSize = sizeof parameters;
  const engine_ptr engine = engine_trusting({one.root});
  const store_ptr others = store_with({one.authority});
  PCCERT_CHAIN_CONTEXT chain = nullptr;
  const auto start = std::chrono::steady_clock::now();
  REQUIRE(CertGetCertificateChain(engine.get(), context_of(one.leaf).get(), nullptr, others.get(),
                                  &parameters.usual, CERT_CHAIN_REVOCATION_CHECK_END_CERT, nullptr, &chain));
  CHECK(element_errors(chain_ptr{chain}) == words{offline, 0, 0});
  CHECK(std::chrono::steady_clock::now() - start < 10s);
}

TEST_CASE("SSPI-revocation-root: a root names no lists, and is not unknown for that") {
  const family one;
  const std::vector<bytes> lists{one.list(), make_revocation_list({.issuer = &one.root})};
  CHECK(errors_with_lists(one, lists, whole_chain) == words{0, 0, 0});
  CHECK(errors_with_lists(one, {}, whole_chain) == words{unknown, unknown, 0});
}

TEST_CASE("SSPI-revocation-untrusted-chain: nobody is asked about it") {
  web_server server;
  const family one({lists_at(server.url("/list.crl"))});
  server.offer("/list.crl", one.list());
  chain_wishes untrusted{one.leaf, {one.authority, one.root}, {}};
  CHECK(element_errors(build(untrusted, CERT_CHAIN_REVOCATION_CHECK_END_CERT)) ==
        words{offline, 0, CERT_TRUST_IS_UNTRUSTED_ROOT});
  CHECK(server.asked().empty());
}

TEST_CASE("SSPI-CertGetCertificateChain-fetches-issuers: from where the certificate says they are") {
  web_server server;
  const family one({{"authorityInfoAccess", "caIssuers;URI:" + server.url("/authority.cer")}});
  const chain_wishes alone{one.leaf, {}, {one.root}};
  CHECK(build(alone)->TrustStatus.dwErrorStatus == CERT_TRUST_IS_PARTIAL_CHAIN);
  server.offer("/authority.cer", one.authority.der());
  const chain_ptr chain = build(alone);
  CHECK(chain->TrustStatus.dwErrorStatus == 0);
  CHECK(encodings(chain) == std::vector<bytes>{one.leaf.der(), one.authority.der(), one.root.der()});

  const family wrong({{"authorityInfoAccess", "caIssuers;URI:" + server.url("/wrong.cer")}});
  server.offer("/wrong.cer", one.authority.der());
  CHECK(build({wrong.leaf, {}, {wrong.root}})->TrustStatus.dwErrorStatus == CERT_TRUST_IS_PARTIAL_CHAIN);
}

TEST_CASE("SSPI-CertGetCertificateChain-no-fetching: not when a flag forbids it") {
  web_server server;
  const family one({{"authorityInfoAccess", "caIssuers;URI:" + server.url("/authority.cer")}});
  server.offer("/authority.cer", one.authority.der());
  for (const DWORD flag : {CERT_CHAIN_DISABLE_AIA, CERT_CHAIN_CACHE_ONLY_URL_RETRIEVAL})
    CHECK(build({one.leaf, {}, {one.root}}, flag)->TrustStatus.dwErrorStatus == CERT_TRUST_IS_PARTIAL_CHAIN);
  CHECK(server.asked().empty());
}
