// Chains that are wrong in one way each, seen from all sides: the trust bits, the verdicts of two policies,
// and what InitializeSecurityContext says to a server that shows them.
#include <algorithm>
#include <chrono>
#include <utility>

#include "support/automatic_clients.h"
#include "support/chains.h"
#include "support/ocsp.h"
#include "support/policies.h"
#include "support/web_server.h"

using namespace schannel::test;
using namespace std::chrono_literals;
using peers::status;
using peers::tls;

namespace {

using words = std::vector<DWORD>;
using certificates = std::vector<issued_certificate>;

/// What is to be found. `ssl` is the verdict of that policy when it differs.
struct findings {
  words elements{};
  verdict base{};
  SECURITY_STATUS validation = SEC_E_OK;
  std::optional<verdict> ssl{};
  DWORD of_chain_alone = 0;  ///< bits that no element has
};

struct scene {
  const char* what;
  certificates shown;  ///< by the server, its own first
  findings found;
  std::wstring target = L"example.com";
  bytes response{};
  DWORD chain_flags = 0;
  DWORD credential_flags = 0;
};

verdict at(LONG element, HRESULT error) {
  return {error, 0, element};
}

DWORD bits_of(const findings& found) {
  DWORD all = found.of_chain_alone;
  for (const DWORD bits : found.elements) all |= bits;
  return all;
}

chain_ptr chain_of(const scene& one) {
  const store_ptr others = store_with({one.shown.begin() + 1, one.shown.end()});
  const context_ptr leaf = context_of(one.shown.front());
  if (!one.response.empty()) set_blob_property(leaf.get(), CERT_OCSP_RESPONSE_PROP_ID, one.response);
  usage_request request{USAGE_MATCH_TYPE_AND, {szOID_PKIX_KP_SERVER_AUTH}};
  PCCERT_CHAIN_CONTEXT chain = nullptr;
  CertGetCertificateChain(HCCE_CURRENT_USER, leaf.get(), nullptr, others.get(), request.parameters(),
                          one.chain_flags, nullptr, &chain);
  return chain_ptr{chain};
}

void check(const scene& one) {
  INFO(one.what);
  const chain_ptr chain = chain_of(one);
  REQUIRE(chain);
  CHECK(element_errors(chain) == one.found.elements);
  CHECK(chain->TrustStatus.dwErrorStatus == bits_of(one.found));
  CHECK(verdict_of(chain.get(), CERT_CHAIN_POLICY_BASE) == one.found.base);
  CHECK(verdict_of(chain.get(), CERT_CHAIN_POLICY_SSL, one.target.c_str()) ==
        one.found.ssl.value_or(one.found.base));
  for (const tls version : peers::every_version) {
    INFO(peers::name_of(version));
    CHECK(peers::validation_of({one.shown, one.response}, version, one.credential_flags, one.target) ==
          one.found.validation);
  }
}

/// A user who trusts one root. Everybody else's issuer is the authority below it unless a scene says so.
struct world {
  personal_data data;
  issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
  issued_certificate authority =
      make_certificate({.common_name = "Authority", .is_ca = true, .issuer = &root});

  world() { peers::trust(data, {root}); }

  issued_certificate leaf(certificate_wishes wishes = {}) const {
    if (wishes.issuer == nullptr) wishes.issuer = &authority;
    return make_certificate(wishes);
  }
  certificates below(certificate_wishes wishes) const { return {leaf(std::move(wishes)), authority}; }
  /// A leaf below an authority of its own.
  certificates below_another(certificate_wishes wishes, certificate_wishes of_leaf = {}) const {
    wishes.common_name = "Another";
    wishes.is_ca = true;
    if (wishes.issuer == nullptr) wishes.issuer = &root;
    const issued_certificate another = make_certificate(wishes);
    of_leaf.issuer = &another;
    return {make_certificate(of_leaf), another};
  }
};

constexpr DWORD time_bit = CERT_TRUST_IS_NOT_TIME_VALID;
constexpr DWORD signature_bit = CERT_TRUST_IS_NOT_SIGNATURE_VALID;
constexpr DWORD usage_bit = CERT_TRUST_IS_NOT_VALID_FOR_USAGE;
constexpr DWORD root_bit = CERT_TRUST_IS_UNTRUSTED_ROOT;
constexpr DWORD basic_bit = CERT_TRUST_INVALID_BASIC_CONSTRAINTS;
constexpr DWORD extension_bits = CERT_TRUST_INVALID_EXTENSION | CERT_TRUST_HAS_NOT_SUPPORTED_CRITICAL_EXT;
constexpr DWORD weak_bit = CERT_TRUST_HAS_WEAK_SIGNATURE;
constexpr DWORD unknown_bit = CERT_TRUST_REVOCATION_STATUS_UNKNOWN;

const findings good{.elements = {0, 0, 0}};
const findings wrong_name{
    .elements = {0, 0, 0}, .validation = SEC_E_WRONG_PRINCIPAL, .ssl = verdict{CERT_E_CN_NO_MATCH, 0, 0}};

scene named(const char* what, const world& in, certificate_wishes leaf, const wchar_t* target,
            const findings& found) {
  return {.what = what, .shown = in.below(std::move(leaf)), .found = found, .target = target};
}

extension_wish constraint(const std::string& value) {
  return {"nameConstraints", "critical," + value};
}

}  // namespace

TEST_CASE("SSPI-chains-wrong-in-one-way: not at that time") {
  const world in;
  const findings leaf_is{{time_bit, 0, 0}, at(0, CERT_E_EXPIRED), SEC_E_CERT_EXPIRED};
  check({"good", in.below({}), good});
  check({"expired", in.below({.valid_from = -2h, .valid_to = -1h}), leaf_is});
  check({"not yet valid", in.below({.valid_from = 1h}), leaf_is});
  check({"expired authority",
         in.below_another({.valid_from = -2h, .valid_to = -1h}),
         {{0, time_bit, 0}, at(1, CERT_E_EXPIRED), SEC_E_CERT_EXPIRED}});
  const issued_certificate old =
      make_certificate({.common_name = "Old", .is_ca = true, .valid_from = -2h, .valid_to = -1h});
  peers::trust(in.data, {old});
  check({"expired root",
         {make_certificate({.issuer = &old})},
         {{0, time_bit}, at(1, CERT_E_EXPIRED), SEC_E_CERT_EXPIRED}});
}

TEST_CASE("SSPI-chains-wrong-in-one-way: nobody who is trusted vouches for it") {
  const world in;
  const issued_certificate stranger = make_certificate({.common_name = "Stranger", .is_ca = true});
  const issued_certificate below_stranger = make_certificate({.issuer = &stranger});
  check(
      {"self-signed", {make_certificate()}, {{root_bit}, at(0, CERT_E_UNTRUSTEDROOT), SEC_E_UNTRUSTED_ROOT}});
  check({"unknown root",
         {below_stranger, stranger},
         {{0, root_bit}, at(1, CERT_E_UNTRUSTEDROOT), SEC_E_UNTRUSTED_ROOT}});
  check({"unknown issuer",
         {below_stranger},
         {.elements = {0},
          .base = {CERT_E_CHAINING, 0, -1},
          .validation = SEC_E_UNTRUSTED_ROOT,
          .of_chain_alone = CERT_TRUST_IS_PARTIAL_CHAIN}});
  check({"an issuer of the same name with another key",
         {make_certificate({.issuer = &stranger, .extensions = {{"authorityKeyIdentifier", ""}}}),
          make_certificate({.common_name = "Stranger", .is_ca = true, .issuer = &in.root})},
         {{signature_bit, 0, 0}, at(0, TRUST_E_CERT_SIGNATURE), SEC_E_CERT_UNKNOWN}});
  const issued_certificate itself = make_certificate();
  peers::trust(in.data, {itself});
  check({"self-signed and trusted", {itself}, {.elements = {0}}});
}

TEST_CASE("SSPI-chains-wrong-in-one-way: a circle") {
  const world in;
  const issued_certificate first = make_certificate({.common_name = "first", .is_ca = true});
  const issued_certificate second =
      make_certificate({.common_name = "second", .is_ca = true, .issuer = &first});
  const issued_certificate first_again =
      make_certificate({.common_name = "first", .is_ca = true, .issuer = &second, .key_of = &first});
  check({"cyclic",
         {make_certificate({.issuer = &second}), second, first_again},
         {.elements = {0, 0, CERT_TRUST_IS_CYCLIC},
          .base = at(2, CERT_E_CHAINING),
          .validation = SEC_E_UNTRUSTED_ROOT,
          .ssl = at(2, CERT_E_UNTRUSTEDROOT),
          .of_chain_alone = CERT_TRUST_IS_PARTIAL_CHAIN}});
}

TEST_CASE("SSPI-CertGetCertificateChain-cross-signed: two roots signed the authority") {
  const world in;
  const issued_certificate stranger = make_certificate({.common_name = "Stranger", .is_ca = true});
  const auto crossed = [&](const issued_certificate& issuer, std::chrono::seconds until = 24h) {
    return make_certificate({.common_name = "Authority",
                             .is_ca = true,
                             .valid_from = -2h,
                             .valid_to = until,
                             .issuer = &issuer,
                             .key_of = &in.authority});
  };
  check({"one of them is trusted", {in.leaf(), crossed(stranger), in.authority}, good});
  check({"one of the certificates has expired", {in.leaf(), crossed(in.root, -1h), in.authority}, good});
  check({"none is trusted",
         {make_certificate({.issuer = &stranger}), crossed(stranger), stranger},
         {{0, root_bit}, at(1, CERT_E_UNTRUSTEDROOT), SEC_E_UNTRUSTED_ROOT}});
}

TEST_CASE("SSPI-chains-wrong-in-one-way: for another name") {
  const world in;
  const certificate_wishes wild{.common_name = "wild", .dns_names = {"*.example.com"}};
  check(named("another name", in, {.common_name = "example.org"}, L"example.com", wrong_name));
  check(named("a common name in spite of alternative names", in, {.dns_names = {"example.org"}},
              L"example.com", wrong_name));
  check(named("upper case", in, {.common_name = "EXAMPLE.com"}, L"example.COM", good));
  check(named("a dot at the end", in, {}, L"example.com.", good));
  check(named("a label of another alphabet", in, {.common_name = "xn--bcher-kva.example"},
              L"b\u00FCcher.example", good));
  check(named("a wildcard", in, wild, L"www.example.com", good));
  check(named("a wildcard for two labels", in, wild, L"a.b.example.com", wrong_name));
  check(named("a wildcard for none", in, wild, L"example.com", wrong_name));
  check(
      named("a wildcard for a part", in, {.common_name = "w*.example.com"}, L"www.example.com", wrong_name));
  check(named("a wildcard for all of com", in, {.common_name = "*.com"}, L"example.com", wrong_name));
}

TEST_CASE("SSPI-chains-wrong-in-one-way: for another address") {
  const world in;
  const certificate_wishes here{.ip_addresses = {"127.0.0.1", "2001:db8::1"}};
  check(named("an address", in, here, L"127.0.0.1", good));
  check(named("a long address, written otherwise", in, here, L"2001:DB8:0::1", good));
  check(named("another address", in, here, L"127.0.0.2", wrong_name));
  check(named("an address for a name", in, {.dns_names = {"127.0.0.1"}}, L"127.0.0.1", wrong_name));
}

TEST_CASE("SSPI-chains-wrong-in-one-way: names that its issuer must not give") {
  const world in;
  const certificate_wishes leaf{.dns_names = {"example.com"}};
  const auto under = [&](const std::string& value) {
    return in.below_another({.extensions = {constraint(value)}}, leaf);
  };
  const auto refused = [](DWORD bit) {
    return findings{{0, bit, 0}, at(1, CERT_E_INVALID_NAME), SEC_E_CERT_UNKNOWN};
  };
  check({"permitted", under("permitted;DNS:example.com"), good});
  check({"not permitted", under("permitted;DNS:example.org"),
         refused(CERT_TRUST_HAS_NOT_PERMITTED_NAME_CONSTRAINT)});
  check({"excluded", under("excluded;DNS:example.com"), refused(CERT_TRUST_HAS_EXCLUDED_NAME_CONSTRAINT)});
  check({"another excluded", under("excluded;DNS:example.org"), good});
  const auto of_addresses = [&](const std::string& value) {
    return in.below_another({.extensions = {constraint(value)}},
                            {.dns_names = {"example.com"}, .ip_addresses = {"127.0.0.1"}});
  };
  check({"an address that is permitted", of_addresses("permitted;IP:127.0.0.0/255.0.0.0"), good});
  check({"an address that is not permitted", of_addresses("permitted;IP:10.0.0.0/255.0.0.0"),
         refused(CERT_TRUST_HAS_NOT_PERMITTED_NAME_CONSTRAINT)});
  check({"an address that is excluded", of_addresses("excluded;IP:127.0.0.0/255.0.0.0"),
         refused(CERT_TRUST_HAS_EXCLUDED_NAME_CONSTRAINT)});
}

TEST_CASE("SSPI-chains-wrong-in-one-way: an issuer that may not issue it") {
  const world in;
  const findings authority_is{{0, basic_bit, 0}, at(1, TRUST_E_BASIC_CONSTRAINTS), SEC_E_CERT_UNKNOWN};
  check({"not a CA", in.below_another({.extensions = {{"basicConstraints", "critical,CA:FALSE"}}}),
         authority_is});
  check({"without basic constraints",
         in.below_another({.extensions = {{"basicConstraints", ""}, {"keyUsage", ""}}}), authority_is});
  check({"without keyCertSign",
         in.below_another({.extensions = {{"keyUsage", "critical,cRLSign"}}}),
         {{0, usage_bit, 0}, at(1, CERT_E_WRONG_USAGE), SEC_E_CERT_WRONG_USAGE}});
  const issued_certificate narrow =
      make_certificate({.common_name = "Narrow",
                        .is_ca = true,
                        .issuer = &in.root,
                        .extensions = {{"basicConstraints", "critical,CA:TRUE,pathlen:0"}}});
  check({"directly below", {in.leaf({.issuer = &narrow}), narrow}, good});
  certificates deeper = in.below_another({.issuer = &narrow});
  deeper.push_back(narrow);
  check({"too deep", deeper, {{0, 0, basic_bit, 0}, at(2, TRUST_E_BASIC_CONSTRAINTS), SEC_E_CERT_UNKNOWN}});
}

TEST_CASE("SSPI-chains-wrong-in-one-way: not for that") {
  const world in;
  check({"a client's",
         in.below({.usages = "clientAuth"}),
         {{usage_bit, 0, 0}, at(0, CERT_E_WRONG_USAGE), SEC_E_CERT_WRONG_USAGE}});
  check({"a client's authority",
         in.below_another({.usages = "clientAuth"}),
         {{0, usage_bit, 0}, at(1, CERT_E_WRONG_USAGE), SEC_E_CERT_WRONG_USAGE}});
  check({"both", in.below({.usages = "clientAuth,serverAuth"}), good});
  check({"any", in.below({.usages = "anyExtendedKeyUsage"}), good});
  const extension_wish unknown{"1.2.3.4", "critical,DER:0500"};
  check({"critical and unknown",
         in.below({.extensions = {unknown}}),
         {{extension_bits, 0, 0}, at(0, CERT_E_CRITICAL), SEC_E_CERT_UNKNOWN}});
  check({"critical and unknown, of the authority",
         in.below_another({.extensions = {unknown}}),
         {{0, extension_bits, 0}, at(1, CERT_E_CRITICAL), SEC_E_CERT_UNKNOWN}});
  check({"unknown and not critical", in.below({.extensions = {{"1.2.3.4", "DER:0500"}}}), good});
  const extension_wish policy{"certificatePolicies", "DER:3006300406022A03"};
  const extension_wish required{"policyConstraints", "critical,requireExplicitPolicy:0"};
  check({"no policy where one is required",
         in.below_another({.extensions = {policy, required}}),
         {{CERT_TRUST_INVALID_POLICY_CONSTRAINTS, 0, 0}, at(0, CERT_E_INVALID_POLICY), SEC_E_CERT_UNKNOWN}});
  check({"no policy where one is required, which the authority does not have either",
         in.below_another({.extensions = {required}}),
         {{CERT_TRUST_INVALID_POLICY_CONSTRAINTS, 0, 0}, at(0, CERT_E_INVALID_POLICY), SEC_E_CERT_UNKNOWN}});
  for (const char* later : {"2", "5"})
    check({"no policy where one is required further below",
           in.below_another({.extensions = {{"policyConstraints",
                                             std::string("critical,requireExplicitPolicy:") + later}}}),
           good});
  check({"the same policy twice, and constraints",
         in.below_another({.extensions = {{"certificatePolicies", "DER:300C300406022A03300406022A03"},
                                          {"policyConstraints", "critical,requireExplicitPolicy:5"}}}),
         {{0, CERT_TRUST_INVALID_POLICY_CONSTRAINTS, 0}, at(1, CERT_E_INVALID_POLICY), SEC_E_CERT_UNKNOWN}});
  check({"policies must not be mapped, and there are none",
         in.below_another({.extensions = {{"policyConstraints", "critical,inhibitPolicyMapping:0"}}}), good});
}

TEST_CASE("SSPI-chains-wrong-in-one-way: a signature that is wrong or weak") {
  const world in;
  const auto refused = [](words elements, LONG element) {
    return findings{std::move(elements), at(element, TRUST_E_CERT_SIGNATURE), SEC_E_CERT_UNKNOWN};
  };
  check({"forged", in.below({.signer = &in.root}), refused({signature_bit, 0, 0}, 0)});
  check({"forged authority", in.below_another({.signer = &in.authority}), refused({0, signature_bit, 0}, 1)});
  const issued_certificate root =
      make_certificate({.common_name = "RSA", .is_ca = true, .key = key_type::rsa});
  peers::trust(in.data, {root});
  check({"MD5", {in.leaf({.issuer = &root, .digest = "MD5"})}, refused({weak_bit, 0}, 0)});
  check({"MD5 of the authority", in.below_another({.issuer = &root, .digest = "MD5"}),
         refused({0, weak_bit, 0}, 1)});
}

TEST_CASE("SSPI-chains-wrong-in-one-way: a key that is too short") {
  const world in;
  check({"768 bits, which no handshake takes, whoever vouches for them",
         in.below({.key = key_type::short_rsa}),
         {{weak_bit, 0, 0}, at(0, TRUST_E_CERT_SIGNATURE), SEC_E_ALGORITHM_MISMATCH}});
  check({"768 bits of the authority",
         in.below_another({.key = key_type::short_rsa}),
         {{0, weak_bit, 0}, at(1, TRUST_E_CERT_SIGNATURE), SEC_E_CERT_UNKNOWN}});
}

TEST_CASE("SSPI-CertGetCertificateChain-undecodable-algorithm: there is no context to ask about") {
  bytes der = make_certificate().der();
  const bytes algorithm{0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02};  // ecdsa-with-SHA256
  const auto last = std::find_end(der.begin(), der.end(), algorithm.begin(), algorithm.end());
  REQUIRE(last != der.end());
  *last = 0x04;  // no longer an object identifier
  CHECK(error_of([&] { return create_context(der); }) == CRYPT_E_ASN1_CORRUPT);
}

TEST_CASE("SSPI-chains-wrong-in-one-way: somebody distrusts it") {
  const world in;
  const store_ptr distrusted{CertOpenSystemStoreW(0, L"Disallowed")};
  const certificates shown = in.below({});
  const auto refused = [&](LONG element) {
    words elements(3);
    elements.at(static_cast<std::size_t>(element)) = CERT_TRUST_IS_EXPLICIT_DISTRUST;
    return findings{elements, at(element, TRUST_E_EXPLICIT_DISTRUST), SEC_E_CERT_UNKNOWN};
  };
  check({"nobody", shown, good});
  add(distrusted.get(), shown[0]);
  check({"the leaf", shown, refused(0)});
  CertDeleteCertificateFromStore(CertEnumCertificatesInStore(distrusted.get(), nullptr));
  add(distrusted.get(), shown[1]);
  check({"the authority", shown, refused(1)});
}

TEST_CASE("SSPI-chains-wrong-in-one-way: revoked, or nobody can tell") {
  const world in;
  web_server web;
  const auto of = [&](const char* what, const issued_certificate& leaf, const findings& found,
                      bytes response = {}) {
    check({.what = what,
           .shown = {leaf, in.authority},
           .found = found,
           .response = std::move(response),
           .chain_flags = CERT_CHAIN_REVOCATION_CHECK_END_CERT,
           .credential_flags = SCH_CRED_REVOCATION_CHECK_END_CERT});
  };
  const auto of_all_but_root = [&](const char* what, const certificates& shown, const findings& found) {
    check({.what = what,
           .shown = shown,
           .found = found,
           .chain_flags = CERT_CHAIN_REVOCATION_CHECK_CHAIN_EXCLUDE_ROOT,
           .credential_flags = SCH_CRED_REVOCATION_CHECK_CHAIN_EXCLUDE_ROOT});
  };
  const auto response = [&](const issued_certificate& leaf, ocsp_status says) {
    return make_ocsp_response({.subject = &leaf, .issuer = &in.authority, .status = says});
  };
  const findings revoked{{CERT_TRUST_IS_REVOKED, 0, 0}, at(0, CRYPT_E_REVOKED), CRYPT_E_REVOKED};
  const findings unknown{
      {unknown_bit, 0, 0}, at(0, CRYPT_E_NO_REVOCATION_CHECK), CRYPT_E_NO_REVOCATION_CHECK};
  const findings offline{{unknown_bit | CERT_TRUST_IS_OFFLINE_REVOCATION, 0, 0},
                         at(0, CRYPT_E_REVOCATION_OFFLINE),
                         CRYPT_E_REVOCATION_OFFLINE};
  const issued_certificate silent = in.leaf();
  const issued_certificate listed =
      in.leaf({.extensions = {{"crlDistributionPoints", "URI:" + web.url("/list.crl")}}});
  const issued_certificate unlisted =
      in.leaf({.extensions = {{"crlDistributionPoints", "URI:" + web.url("/list.crl")}}});
  const issued_certificate unreachable =
      in.leaf({.extensions = {{"crlDistributionPoints", "URI:http://127.0.0.1:1/list.crl"}}});
  web.offer("/list.crl", make_revocation_list({.issuer = &in.authority, .revoked = {&listed}}));
  of("by a list", listed, revoked);
  of("another one by a list", unlisted, good);
  of("by a response", silent, revoked, response(silent, ocsp_status::revoked));
  of("not, by a response", silent, good, response(silent, ocsp_status::good));
  of("nobody says who could tell", silent, unknown);
  of("who could tell does not answer", unreachable, offline);

  const auto listed_at = [&](const char* path) {
    return extension_wish{"crlDistributionPoints", "URI:" + web.url(path)};
  };
  const issued_certificate above = make_certificate(
      {.common_name = "Above", .is_ca = true, .issuer = &in.root, .extensions = {listed_at("/root.crl")}});
  const issued_certificate under =
      make_certificate({.issuer = &above, .extensions = {listed_at("/above.crl")}});
  web.offer("/above.crl", make_revocation_list({.issuer = &above}));
  web.offer("/root.crl", make_revocation_list({.issuer = &in.root, .revoked = {&above}}));
  of_all_but_root("the authority by a list", {under, above},
                  {{0, CERT_TRUST_IS_REVOKED, 0}, at(1, CRYPT_E_REVOKED), CRYPT_E_REVOKED});
  check({"the authority, and nobody asks", {under, above}, good});
}
