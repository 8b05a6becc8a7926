// CertVerifyCertificateChainPolicy: verdicts, their order, their indices, what is overlooked.
#include <doctest/doctest.h>

#include <chrono>

#include "support/chains.h"
#include "support/policies.h"

using namespace schannel::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* server_usage = szOID_PKIX_KP_SERVER_AUTH;
const extension_wish unknown_critical{"1.2.3.4", "critical,DER:0500"};

/// Wrong in every way: signed by a stranger, expired, for clients, below an issuer that is none and has an
/// extension that nobody knows. `without` says what is right all the same.
struct all_wrong {
  bool has_right_signature = false;
  bool has_root = true;
};

chain_ptr make(all_wrong wishes) {
  const issued_certificate stranger = make_certificate({.is_ca = true});
  const issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
  const issued_certificate authority =
      make_certificate({.common_name = "Authority",
                        .is_ca = true,
                        .issuer = &root,
                        .extensions = {{"basicConstraints", "critical,CA:FALSE"},
                                       unknown_critical,
                                       {"nameConstraints", "permitted;DNS:example.org"}}});
  const issued_certificate leaf =
      make_certificate({.common_name = "example.com",
                        .dns_names = {"example.com"},
                        .usages = "clientAuth",
                        .valid_from = -2h,
                        .valid_to = -1h,
                        .issuer = &authority,
                        .signer = wishes.has_right_signature ? nullptr : &stranger});
  std::vector<issued_certificate> others{authority};
  if (wishes.has_root) others.push_back(root);
  return build({leaf, others, {}, {server_usage}});
}

}  // namespace

TEST_CASE("SSPI-CertVerifyCertificateChainPolicy-verdict: a good chain has no error and no index") {
  const certificate_chain chain = make_chain();
  const chain_ptr good = build({chain.leaf, {chain.intermediate}, {chain.root}});
  for (const LPCSTR policy : {CERT_CHAIN_POLICY_BASE, CERT_CHAIN_POLICY_SSL})
    CHECK(verdict_of(good.get(), policy) == verdict{});
  const chain_ptr bad = build({chain.leaf, {chain.intermediate, chain.root}, {}});
  CHECK(verdict_of(bad.get(), CERT_CHAIN_POLICY_BASE) == verdict{CERT_E_UNTRUSTEDROOT, 0, 2});
}

TEST_CASE("SSPI-CertVerifyCertificateChainPolicy-unknown-policy: it cannot be applied") {
  const chain_ptr chain = build({make_certificate(), {}, {}});
  CERT_CHAIN_POLICY_STATUS status{};
  const auto error = [&](LPCSTR policy) {
    return error_of([&] { return CertVerifyCertificateChainPolicy(policy, chain.get(), nullptr, &status); });
  };
  CHECK(error(nullptr) == ERROR_FILE_NOT_FOUND);
  CHECK(error(CERT_CHAIN_POLICY_AUTHENTICODE) == ERROR_FILE_NOT_FOUND);
  CHECK(error("1.2.3") == ERROR_FILE_NOT_FOUND);
  CHECK(error_of([&] {
          return CertVerifyCertificateChainPolicy(CERT_CHAIN_POLICY_BASE, nullptr, nullptr, &status);
        }) == E_INVALIDARG);
  CHECK(error_of([&] {
          return CertVerifyCertificateChainPolicy(CERT_CHAIN_POLICY_BASE, chain.get(), nullptr, nullptr);
        }) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertVerifyCertificateChainPolicy-sizes: whatever they are") {
  const issued_certificate leaf = make_certificate({.common_name = "example.com"});
  const chain_ptr chain = build({leaf, {}, {leaf}});
  wchar_t name[] = L"other.example";
  for (const DWORD size : {DWORD{0}, DWORD{1}, DWORD{0xFFFFFFFF}}) {
    SSL_EXTRA_CERT_CHAIN_POLICY_PARA extra{};
    extra.cbSize = size;
    extra.dwAuthType = AUTHTYPE_SERVER;
    extra.pwszServerName = name;
    CERT_CHAIN_POLICY_PARA parameters{size, 0, &extra};
    CERT_CHAIN_POLICY_STATUS status{};
    status.cbSize = size;
    CHECK(CertVerifyCertificateChainPolicy(CERT_CHAIN_POLICY_SSL, chain.get(), &parameters, &status));
    CHECK(static_cast<HRESULT>(status.dwError) == CERT_E_CN_NO_MATCH);
    CHECK(status.cbSize == size);
  }
  CHECK(verdict_of(chain.get(), CERT_CHAIN_POLICY_BASE) == verdict{});
}

TEST_CASE("SSPI-CertVerifyCertificateChainPolicy-index: the first certificate to blame") {
  const certificate_chain chain = make_chain({.valid_from = -2h, .valid_to = -1h});
  CHECK(verdict_of(build({chain.leaf, {chain.intermediate, chain.root}, {}}).get(), CERT_CHAIN_POLICY_BASE) ==
        verdict{CERT_E_UNTRUSTEDROOT, 0, 2});
  CHECK(verdict_of(build({chain.leaf, {chain.intermediate}, {chain.root}}).get(), CERT_CHAIN_POLICY_BASE) ==
        verdict{CERT_E_EXPIRED, 0, 0});
  CHECK(verdict_of(build({chain.leaf, {chain.intermediate}, {}}).get(), CERT_CHAIN_POLICY_BASE) ==
        verdict{CERT_E_CHAINING, 0, -1});
}

TEST_CASE("SSPI-CertVerifyCertificateChainPolicy-changed-copy: the bits of the copy count") {
  const chain_ptr chain = build({make_certificate(), {}, {}});
  CERT_CHAIN_CONTEXT copy = *chain;
  CHECK(verdict_of(&copy, CERT_CHAIN_POLICY_SSL) == verdict{CERT_E_UNTRUSTEDROOT, 0, 0});
  copy.TrustStatus.dwErrorStatus &= ~static_cast<DWORD>(CERT_TRUST_IS_UNTRUSTED_ROOT);
  CHECK(verdict_of(&copy, CERT_CHAIN_POLICY_SSL) == verdict{});
  copy.TrustStatus.dwErrorStatus |= CERT_TRUST_IS_REVOKED;
  CHECK(verdict_of(&copy, CERT_CHAIN_POLICY_SSL) == verdict{CRYPT_E_REVOKED, 0, -1});
  CHECK(verdict_of(&copy, CERT_CHAIN_POLICY_SSL, L"example.com") == verdict{CRYPT_E_REVOKED, 0, -1});
  const CERT_CHAIN_CONTEXT empty{};
  CHECK(verdict_of(&empty, CERT_CHAIN_POLICY_BASE) == verdict{});
  CHECK(verdict_of(&empty, CERT_CHAIN_POLICY_SSL, L"example.com") == verdict{CERT_E_CN_NO_MATCH, 0, 0});
}

TEST_CASE("SSPI-chain-policy-signature-first: nothing comes before it, and no flag overlooks it") {
  const chain_ptr chain = make({});
  CHECK(verdict_of(chain.get(), CERT_CHAIN_POLICY_BASE) == verdict{TRUST_E_CERT_SIGNATURE, 0, 0});
  CHECK(verdict_of(chain.get(), CERT_CHAIN_POLICY_BASE, nullptr, 0xFFFFFFFF) ==
        verdict{TRUST_E_CERT_SIGNATURE, 0, 0});
}

TEST_CASE("SSPI-chain-policy-root-before-others: expiry, usage and the rest can wait") {
  const chain_ptr chain = make({.has_right_signature = true});
  CHECK(verdict_of(chain.get(), CERT_CHAIN_POLICY_BASE) == verdict{CERT_E_UNTRUSTEDROOT, 0, 2});
}

TEST_CASE("SSPI-chain-policy-chaining: no root, or a circle") {
  const chain_ptr partial = make({.has_right_signature = true, .has_root = false});
  CHECK(verdict_of(partial.get(), CERT_CHAIN_POLICY_BASE) == verdict{CERT_E_CHAINING, 0, -1});
  CHECK(verdict_of(partial.get(), CERT_CHAIN_POLICY_SSL) == verdict{CERT_E_CHAINING, 0, -1});

  const issued_certificate first = make_certificate({.common_name = "first", .is_ca = true});
  const issued_certificate second =
      make_certificate({.common_name = "second", .is_ca = true, .issuer = &first});
  const issued_certificate first_again =
      make_certificate({.common_name = "first", .is_ca = true, .issuer = &second, .key_of = &first});
  const chain_ptr circle = build({make_certificate({.issuer = &second}), {second, first_again}, {}});
  CHECK(verdict_of(circle.get(), CERT_CHAIN_POLICY_BASE) == verdict{CERT_E_CHAINING, 0, 2});
  CHECK(verdict_of(circle.get(), CERT_CHAIN_POLICY_SSL) == verdict{CERT_E_UNTRUSTEDROOT, 0, 2});
}

TEST_CASE("SSPI-chain-policy-allow-unknown-ca: what would have been told next") {
  const chain_ptr chain = make({.has_right_signature = true});
  DWORD flags = CERT_CHAIN_POLICY_ALLOW_UNKNOWN_CA_FLAG;
  CHECK(verdict_of(chain.get(), CERT_CHAIN_POLICY_BASE, nullptr, flags) == verdict{CERT_E_EXPIRED, 0, 0});
  flags |= CERT_CHAIN_POLICY_IGNORE_NOT_TIME_VALID_FLAG;
  CHECK(verdict_of(chain.get(), CERT_CHAIN_POLICY_BASE, nullptr, flags) == verdict{CERT_E_WRONG_USAGE, 0, 0});
  flags |= CERT_CHAIN_POLICY_IGNORE_WRONG_USAGE_FLAG;
  CHECK(verdict_of(chain.get(), CERT_CHAIN_POLICY_BASE, nullptr, flags) == verdict{CERT_E_CRITICAL, 0, 1});
}

TEST_CASE("SSPI-chain-policy-ignore-flags: each overlooks its own reason") {
  const chain_ptr chain = make({.has_right_signature = true});
  CERT_CHAIN_CONTEXT copy = *chain;
  const auto verdict_with = [&](DWORD bit, DWORD flag) {
    copy.TrustStatus.dwErrorStatus = bit;
    return verdict_of(&copy, CERT_CHAIN_POLICY_BASE, nullptr, flag).error;
  };
  const struct {
    DWORD bit;
    HRESULT error;
    DWORD flag;
  } reasons[] = {
      {CERT_TRUST_IS_UNTRUSTED_ROOT, CERT_E_UNTRUSTEDROOT, CERT_CHAIN_POLICY_ALLOW_UNKNOWN_CA_FLAG},
      {CERT_TRUST_IS_PARTIAL_CHAIN, CERT_E_CHAINING, CERT_CHAIN_POLICY_ALLOW_UNKNOWN_CA_FLAG},
      {CERT_TRUST_IS_CYCLIC, CERT_E_CHAINING, CERT_CHAIN_POLICY_ALLOW_UNKNOWN_CA_FLAG},
      {CERT_TRUST_IS_NOT_TIME_VALID, CERT_E_EXPIRED, CERT_CHAIN_POLICY_IGNORE_NOT_TIME_VALID_FLAG},
      {CERT_TRUST_IS_NOT_VALID_FOR_USAGE, CERT_E_WRONG_USAGE, CERT_CHAIN_POLICY_IGNORE_WRONG_USAGE_FLAG},
      {CERT_TRUST_HAS_NOT_SUPPORTED_CRITICAL_EXT, CERT_E_CRITICAL,
       CERT_CHAIN_POLICY_IGNORE_NOT_SUPPORTED_CRITICAL_EXT_FLAG},
      {CERT_TRUST_INVALID_BASIC_CONSTRAINTS, TRUST_E_BASIC_CONSTRAINTS,
       CERT_CHAIN_POLICY_IGNORE_INVALID_BASIC_CONSTRAINTS_FLAG},
      {CERT_TRUST_HAS_NOT_PERMITTED_NAME_CONSTRAINT, CERT_E_INVALID_NAME,
       CERT_CHAIN_POLICY_IGNORE_INVALID_NAME_FLAG},
      {CERT_TRUST_HAS_EXCLUDED_NAME_CONSTRAINT, CERT_E_INVALID_NAME,
       CERT_CHAIN_POLICY_IGNORE_INVALID_NAME_FLAG},
      {CERT_TRUST_INVALID_POLICY_CONSTRAINTS, CERT_E_INVALID_POLICY,
       CERT_CHAIN_POLICY_IGNORE_INVALID_POLICY_FLAG},
      {CERT_TRUST_REVOCATION_STATUS_UNKNOWN, CRYPT_E_NO_REVOCATION_CHECK,
       CERT_CHAIN_POLICY_IGNORE_ALL_REV_UNKNOWN_FLAGS},
      {CERT_TRUST_REVOCATION_STATUS_UNKNOWN | CERT_TRUST_IS_OFFLINE_REVOCATION, CRYPT_E_REVOCATION_OFFLINE,
       CERT_CHAIN_POLICY_IGNORE_ALL_REV_UNKNOWN_FLAGS},
  };
  for (const auto& [bit, error, flag] : reasons) {
    CAPTURE(bit);
    CHECK(verdict_with(bit, 0) == error);
    CHECK(verdict_with(bit, flag) == ERROR_SUCCESS);
    CHECK(verdict_with(bit, ~flag) == error);
  }
  CHECK(verdict_with(CERT_TRUST_IS_REVOKED, 0xFFFFFFFF) == CRYPT_E_REVOKED);
  CHECK(verdict_with(CERT_TRUST_IS_EXPLICIT_DISTRUST, 0xFFFFFFFF) == TRUST_E_EXPLICIT_DISTRUST);
}

TEST_CASE("SSPI-basic-constraints-policy: an authority, an end entity, or either") {
  const issued_certificate authority = make_certificate({.is_ca = true});
  const issued_certificate end_entity = make_certificate();
  const issued_certificate silent = make_certificate({.extensions = {{"basicConstraints", ""}}});
  const auto error = [](const issued_certificate& one, DWORD flags) {
    return verdict_of(build({one, {}, {}}).get(), CERT_CHAIN_POLICY_BASIC_CONSTRAINTS, nullptr, flags).error;
  };
  constexpr DWORD ca = BASIC_CONSTRAINTS_CERT_CHAIN_POLICY_CA_FLAG;
  constexpr DWORD end = BASIC_CONSTRAINTS_CERT_CHAIN_POLICY_END_ENTITY_FLAG;
  CHECK(error(authority, ca) == ERROR_SUCCESS);
  CHECK(error(authority, end) == TRUST_E_BASIC_CONSTRAINTS);
  CHECK(error(end_entity, ca) == TRUST_E_BASIC_CONSTRAINTS);
  CHECK(error(end_entity, end) == ERROR_SUCCESS);
  for (const DWORD flags : {DWORD{0}, ca | end}) CHECK(error(authority, flags) == ERROR_SUCCESS);
  for (const DWORD flags : {ca, end}) CHECK(error(silent, flags) == ERROR_SUCCESS);

  const chain_ptr no_authority = make({.has_right_signature = true});
  CHECK(verdict_of(no_authority.get(), CERT_CHAIN_POLICY_BASIC_CONSTRAINTS) ==
        verdict{TRUST_E_BASIC_CONSTRAINTS, 0, 1});
}
