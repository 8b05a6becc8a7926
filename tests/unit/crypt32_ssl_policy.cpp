// The SSL policy of CertVerifyCertificateChainPolicy: which names a certificate is for, what is overlooked.
#include <doctest/doctest.h>

#include <chrono>

#include "support/chains.h"
#include "support/policies.h"

using namespace schannel::test;
using namespace std::chrono_literals;

namespace {

/// Whether a certificate with these names is one for `server`.
bool is_for(const certificate_wishes& named, const wchar_t* server) {
  const issued_certificate leaf = make_certificate(named);
  const verdict found = verdict_of(build({leaf, {}, {leaf}}).get(), CERT_CHAIN_POLICY_SSL, server);
  if (found == verdict{}) return true;
  CHECK(found == verdict{CERT_E_CN_NO_MATCH, 0, 0});
  return false;
}

verdict verdict_given(const chain_ptr& chain, SSL_EXTRA_CERT_CHAIN_POLICY_PARA extra) {
  CERT_CHAIN_POLICY_PARA parameters{sizeof parameters, 0, &extra};
  return verdict_with(chain.get(), CERT_CHAIN_POLICY_SSL, &parameters);
}

SSL_EXTRA_CERT_CHAIN_POLICY_PARA parameters(DWORD type, const wchar_t* server, DWORD checks = 0) {
  SSL_EXTRA_CERT_CHAIN_POLICY_PARA extra{};
  extra.cbSize = sizeof extra;
  extra.dwAuthType = type;
  extra.fdwChecks = checks;
  extra.pwszServerName = const_cast<wchar_t*>(server);
  return extra;
}

}  // namespace

TEST_CASE("SSPI-ssl-policy-without-parameters: any server will do") {
  const issued_certificate leaf = make_certificate();
  CHECK(verdict_of(build({leaf, {}, {leaf}}).get(), CERT_CHAIN_POLICY_SSL) == verdict{});
  CHECK(verdict_of(build({leaf, {}, {}}).get(), CERT_CHAIN_POLICY_SSL) ==
        verdict{CERT_E_UNTRUSTEDROOT, 0, 0});
}

TEST_CASE("SSPI-ssl-policy-checks-to-ignore: one reason after the other, as programs do it") {
  const issued_certificate leaf = make_certificate(
      {.common_name = "other.example", .usages = "clientAuth", .valid_from = -2h, .valid_to = -1h});
  const chain_ptr chain = build({leaf, {}, {}, {szOID_PKIX_KP_SERVER_AUTH}});
  const auto error = [&](DWORD checks) {
    return verdict_given(chain, parameters(AUTHTYPE_SERVER, L"example.com", checks)).error;
  };
  DWORD checks = 0;
  CHECK(error(checks) == CERT_E_UNTRUSTEDROOT);
  checks |= SECURITY_FLAG_IGNORE_UNKNOWN_CA;
  CHECK(error(checks) == CERT_E_EXPIRED);
  checks |= SECURITY_FLAG_IGNORE_CERT_DATE_INVALID;
  CHECK(error(checks) == CERT_E_WRONG_USAGE);
  checks |= SECURITY_FLAG_IGNORE_WRONG_USAGE;
  CHECK(error(checks) == CERT_E_CN_NO_MATCH);
  checks |= SECURITY_FLAG_IGNORE_CERT_CN_INVALID;
  CHECK(error(checks) == ERROR_SUCCESS);

  CERT_CHAIN_CONTEXT copy = *chain;
  CERT_CHAIN_POLICY_PARA with_extra{sizeof with_extra, 0, nullptr};
  for (const DWORD bit : {CERT_TRUST_IS_REVOKED, CERT_TRUST_REVOCATION_STATUS_UNKNOWN}) {
    copy.TrustStatus.dwErrorStatus = bit;
    auto extra = parameters(AUTHTYPE_SERVER, nullptr, SECURITY_FLAG_IGNORE_REVOCATION);
    with_extra.pvExtraPolicyPara = &extra;
    CHECK(verdict_with(&copy, CERT_CHAIN_POLICY_SSL, &with_extra) == verdict{});
    extra.fdwChecks = ~SECURITY_FLAG_IGNORE_REVOCATION;
    CHECK(verdict_with(&copy, CERT_CHAIN_POLICY_SSL, &with_extra).error != ERROR_SUCCESS);
  }
}

TEST_CASE("SSPI-ssl-policy-name-last: every other reason is told first") {
  const issued_certificate expired =
      make_certificate({.common_name = "other.example", .valid_from = -2h, .valid_to = -1h});
  CHECK(verdict_of(build({expired, {}, {expired}}).get(), CERT_CHAIN_POLICY_SSL, L"example.com") ==
        verdict{CERT_E_EXPIRED, 0, 0});
}

TEST_CASE("SSPI-ssl-policy-alternative-names: a common name beside them does not count") {
  const certificate_wishes named{.common_name = "www.cs.example.edu",
                                 .dns_names = {"cs.example.edu", "mail.cs.example.edu"}};
  CHECK(is_for(named, L"cs.example.edu"));
  CHECK(is_for(named, L"mail.cs.example.edu"));
  CHECK_FALSE(is_for(named, L"www.cs.example.edu"));
  CHECK_FALSE(is_for(named, L"a.cs.example.edu"));
  CHECK_FALSE(is_for(named, L"example.edu"));
  CHECK_FALSE(is_for(named, L""));
}

TEST_CASE("SSPI-ssl-policy-common-names: any of several") {
  const certificate_wishes named{.common_name = "*.foo.com", .more_common_names = {"foo.com"}};
  CHECK(is_for(named, L"foo.com"));
  CHECK(is_for(named, L"a.foo.com"));
  CHECK_FALSE(is_for(named, L"afoo.com"));
  CHECK(is_for({.common_name = "foo.com", .ip_addresses = {"127.0.0.1"}}, L"foo.com"));
}

TEST_CASE("SSPI-ssl-policy-wildcard: for one label, the first, and for all of it") {
  const certificate_wishes wild{.common_name = "x", .dns_names = {"*.example.org"}};
  CHECK(is_for(wild, L"a.example.org"));
  CHECK(is_for(wild, L"A.EXAMPLE.org."));
  CHECK_FALSE(is_for(wild, L"example.org"));
  CHECK_FALSE(is_for(wild, L"fexample.org"));
  CHECK_FALSE(is_for(wild, L"a.b.example.org"));
  CHECK_FALSE(is_for(wild, L".example.org"));
  CHECK_FALSE(is_for({.common_name = "x", .dns_names = {"*.org"}}, L"example.org"));
  CHECK_FALSE(is_for({.common_name = "x", .dns_names = {"*"}}, L"localhost"));
  CHECK_FALSE(is_for({.common_name = "x", .dns_names = {"a*.example.org"}}, L"ab.example.org"));
  CHECK_FALSE(is_for({.common_name = "x", .dns_names = {"a.*.org"}}, L"a.example.org"));
  CHECK_FALSE(is_for({.common_name = "x", .dns_names = {"*.*.example.org"}}, L"a.b.example.org"));
}

TEST_CASE("SSPI-ssl-policy-nul-at-end: it does not count, while one inside matches nothing") {
  // dNSName "a.example\0", and "a.example\0.b.example"
  const certificate_wishes at_end{.common_name = "x",
                                  .extensions = {{"subjectAltName", "DER:300c820a612e6578616d706c6500"}}};
  const certificate_wishes inside{
      .common_name = "x",
      .extensions = {{"subjectAltName", "DER:30178215612e6578616d706c65002e6578616d706c652e6f7267"}}};
  CHECK(is_for(at_end, L"a.example"));
  CHECK_FALSE(is_for(inside, L"a.example"));
  CHECK_FALSE(is_for(inside, L"example.org"));
}

TEST_CASE("SSPI-ssl-policy-case-and-alphabets: one name in several spellings") {
  const certificate_wishes named{.common_name = "x", .dns_names = {"WWW.xn--BCHER-kva.example"}};
  CHECK(is_for(named, L"www.b\u00FCcher.example"));
  CHECK(is_for(named, L"WWW.B\u00DCCHER.EXAMPLE"));
  CHECK(is_for(named, L"www.xn--bcher-kva.example"));
  CHECK_FALSE(is_for(named, L"www.bucher.example"));
  CHECK(is_for({.common_name = "b\u00FCcher.example"}, L"xn--bcher-kva.example"));
  CHECK(is_for({.common_name = "*.b\u00FCcher.example"}, L"www.b\u00FCcher.example"));
}

TEST_CASE("SSPI-ssl-policy-client: a client's certificate may be for any name") {
  const issued_certificate leaf = make_certificate();
  const chain_ptr chain = build({leaf, {}, {leaf}});
  CHECK(verdict_given(chain, parameters(AUTHTYPE_CLIENT, L"other.example")) == verdict{});
  CHECK(verdict_given(chain, parameters(AUTHTYPE_SERVER, L"other.example")).error == CERT_E_CN_NO_MATCH);
  CHECK(verdict_given(chain, parameters(AUTHTYPE_SERVER, nullptr)) == verdict{});
}

TEST_CASE("SSPI-ssl-policy-address: by the alternative names for addresses alone") {
  const certificate_wishes named{
      .common_name = "10.0.0.1", .dns_names = {"10.0.0.2"}, .ip_addresses = {"127.0.0.1", "::1"}};
  CHECK(is_for(named, L"127.0.0.1"));
  CHECK(is_for(named, L"::1"));
  CHECK(is_for(named, L"0:0:0:0:0:0:0:1"));
  CHECK_FALSE(is_for(named, L"127.0.0.2"));
  CHECK_FALSE(is_for(named, L"10.0.0.1"));
  CHECK_FALSE(is_for(named, L"10.0.0.2"));
}
