// What CertGetCertificateChain says about certificates that are wrong in one way each, bit by bit.
#include <doctest/doctest.h>

#include <chrono>

#include "support/chains.h"

using namespace schannel::test;
using namespace std::chrono_literals;

namespace {

using words = std::vector<DWORD>;
constexpr const char* server_usage = szOID_PKIX_KP_SERVER_AUTH;

issued_certificate make_root() {
  return make_certificate({.common_name = "Root", .is_ca = true});
}

issued_certificate make_authority(const issued_certificate& issuer,
                                  std::vector<extension_wish> extensions = {}) {
  return make_certificate(
      {.common_name = "Authority", .is_ca = true, .issuer = &issuer, .extensions = std::move(extensions)});
}

/// The chain of a leaf below an authority below a root, the authority with `extensions`.
chain_ptr below_authority(std::vector<extension_wish> extensions, certificate_wishes leaf = {},
                          std::vector<std::string> usages = {}) {
  const issued_certificate root = make_root();
  const issued_certificate authority = make_authority(root, std::move(extensions));
  leaf.issuer = &authority;
  return build({make_certificate(leaf), {authority}, {root}, std::move(usages)});
}

}  // namespace

TEST_CASE("SSPI-chain-not-time-valid: on the element that has expired or is not yet valid") {
  constexpr DWORD bit = CERT_TRUST_IS_NOT_TIME_VALID;
  const chain_ptr expired = below_authority({}, {.valid_from = -2h, .valid_to = -1h});
  CHECK(element_errors(expired) == words{bit, 0, 0});
  CHECK(expired->TrustStatus.dwErrorStatus == bit);
  CHECK(element_errors(below_authority({}, {.valid_from = 1h})) == words{bit, 0, 0});

  const issued_certificate root = make_certificate({.is_ca = true, .valid_from = -2h, .valid_to = -1h});
  CHECK(element_errors(build({make_certificate({.common_name = "leaf", .issuer = &root}), {}, {root}})) ==
        words{0, bit});
}

TEST_CASE("an issuer that has expired is told even if its own issuer is missing") {
  const issued_certificate root = make_root();
  const issued_certificate old = make_certificate(
      {.common_name = "old", .is_ca = true, .valid_from = -2h, .valid_to = -1h, .issuer = &root});
  const chain_ptr chain = build({make_certificate({.issuer = &old}), {old}, {}});
  CHECK(element_errors(chain) == words{0, CERT_TRUST_IS_NOT_TIME_VALID});
  CHECK(chain->TrustStatus.dwErrorStatus == (CERT_TRUST_IS_NOT_TIME_VALID | CERT_TRUST_IS_PARTIAL_CHAIN));
}

TEST_CASE("SSPI-chain-not-signature-valid: on the certificate that its issuer did not sign") {
  const issued_certificate stranger = make_root();
  const issued_certificate root = make_root();
  const issued_certificate forged =
      make_certificate({.common_name = "forged", .issuer = &root, .signer = &stranger});
  CHECK(element_errors(build({forged, {}, {root}})) == words{CERT_TRUST_IS_NOT_SIGNATURE_VALID, 0});
}

TEST_CASE("SSPI-chain-untrusted-root: on the last element") {
  const certificate_chain chain = make_chain();
  const chain_ptr built = build({chain.leaf, {chain.intermediate, chain.root}, {}});
  CHECK(element_errors(built) == words{0, 0, CERT_TRUST_IS_UNTRUSTED_ROOT});
  CHECK(built->TrustStatus.dwErrorStatus == CERT_TRUST_IS_UNTRUSTED_ROOT);
  CHECK(element_errors(build({make_certificate(), {}, {}})) == words{CERT_TRUST_IS_UNTRUSTED_ROOT});
}

TEST_CASE("SSPI-chain-partial: on the chain and on no element") {
  const certificate_chain chain = make_chain();
  const chain_ptr built = build({chain.leaf, {chain.intermediate}, {}});
  CHECK(element_errors(built) == words{0, 0});
  CHECK(built->TrustStatus.dwErrorStatus == CERT_TRUST_IS_PARTIAL_CHAIN);
  CHECK(built->rgpChain[0]->TrustStatus.dwErrorStatus == CERT_TRUST_IS_PARTIAL_CHAIN);
  CHECK(built->TrustStatus.dwInfoStatus == 0);
}

TEST_CASE("SSPI-chain-basic-constraints: on the issuer that may not issue, or not so deep") {
  constexpr DWORD bit = CERT_TRUST_INVALID_BASIC_CONSTRAINTS;
  CHECK(element_errors(below_authority({{"basicConstraints", "critical,CA:FALSE"}})) == words{0, bit, 0});
  CHECK(element_errors(below_authority({{"basicConstraints", ""}, {"keyUsage", ""}})) == words{0, bit, 0});
  CHECK(element_errors(below_authority({{"basicConstraints", "critical,CA:TRUE,pathlen:0"}})) ==
        words{0, 0, 0});

  const issued_certificate root = make_root();
  const issued_certificate narrow =
      make_authority(root, {{"basicConstraints", "critical,CA:TRUE,pathlen:0"}});
  const issued_certificate below =
      make_certificate({.common_name = "below", .is_ca = true, .issuer = &narrow});
  CHECK(element_errors(build({make_certificate({.issuer = &below}), {narrow, below}, {root}})) ==
        words{0, 0, bit, 0});
}

TEST_CASE("SSPI-chain-cyclic: on the last element of the circle") {
  const issued_certificate first = make_certificate({.common_name = "first", .is_ca = true});
  const issued_certificate second =
      make_certificate({.common_name = "second", .is_ca = true, .issuer = &first});
  const issued_certificate first_again =
      make_certificate({.common_name = "first", .is_ca = true, .issuer = &second, .key_of = &first});
  const issued_certificate leaf = make_certificate({.common_name = "leaf", .issuer = &second});
  const chain_ptr built = build({leaf, {second, first_again}, {}});
  CHECK(element_errors(built) == words{0, 0, CERT_TRUST_IS_CYCLIC});
  CHECK(built->TrustStatus.dwErrorStatus == (CERT_TRUST_IS_CYCLIC | CERT_TRUST_IS_PARTIAL_CHAIN));
}

TEST_CASE("SSPI-chain-not-valid-for-usage: on an issuer without keyCertSign, on what is for something else") {
  constexpr DWORD bit = CERT_TRUST_IS_NOT_VALID_FOR_USAGE;
  CHECK(element_errors(below_authority({{"keyUsage", "critical,cRLSign"}})) == words{0, bit, 0});
  CHECK(element_errors(below_authority({}, {.usages = "clientAuth"}, {server_usage})) == words{bit, 0, 0});
  CHECK(element_errors(below_authority({{"extendedKeyUsage", "clientAuth"}}, {}, {server_usage})) ==
        words{0, bit, 0});
}

TEST_CASE("SSPI-chain-name-constraints: on the certificate that constrains names") {
  const std::vector<extension_wish> permitted{{"nameConstraints", "critical,permitted;DNS:example.com"}};
  const std::vector<extension_wish> excluded{{"nameConstraints", "critical,excluded;DNS:example.com"}};
  const certificate_wishes inside{.dns_names = {"www.example.com"}};
  const certificate_wishes outside{.common_name = "example.org", .dns_names = {"www.example.org"}};
  CHECK(element_errors(below_authority(permitted, inside)) == words{0, 0, 0});
  CHECK(element_errors(below_authority(permitted, outside)) ==
        words{0, CERT_TRUST_HAS_NOT_PERMITTED_NAME_CONSTRAINT, 0});
  CHECK(element_errors(below_authority(excluded, inside)) ==
        words{0, CERT_TRUST_HAS_EXCLUDED_NAME_CONSTRAINT, 0});
  CHECK(element_errors(below_authority(excluded, outside)) == words{0, 0, 0});

  constexpr DWORD held = CERT_TRUST_HAS_VALID_NAME_CONSTRAINTS;
  CHECK((element_information(below_authority(permitted, inside))[1] & held) == held);
  CHECK((element_information(below_authority(permitted, outside))[1] & held) == 0);
  CHECK((element_information(below_authority({}, inside))[1] & held) == 0);
}

TEST_CASE("SSPI-chain-name-constraints-comparison: without case, and no wildcard matches") {
  const certificate_wishes leaf{.dns_names = {"WWW.example.COM"}};
  CHECK(element_errors(below_authority({{"nameConstraints", "permitted;DNS:Example.com"}}, leaf)) ==
        words{0, 0, 0});
  CHECK(element_errors(below_authority({{"nameConstraints", "permitted;DNS:*.example.com"}}, leaf)) ==
        words{0, CERT_TRUST_HAS_NOT_PERMITTED_NAME_CONSTRAINT, 0});
}

TEST_CASE("SSPI-chain-unreadable-names: a NUL inside a name is no name to hold to constraints") {
  // dNSName "www.example.com\0.example.org"
  const certificate_wishes leaf{
      .extensions = {
          {"subjectAltName", "DER:301e821c7777772e6578616d706c652e636f6d002e6578616d706c652e6f7267"}}};
  CHECK(element_errors(below_authority({{"nameConstraints", "permitted;DNS:example.org"}}, leaf)) ==
        words{0, CERT_TRUST_INVALID_NAME_CONSTRAINTS | CERT_TRUST_INVALID_EXTENSION, 0});
}

TEST_CASE("SSPI-chain-undecodable-names: the chain ends with the certificate that has them") {
  const certificate_wishes leaf{
      .extensions = {{"subjectAltName", "DER:30058204616263"}}};  // one byte too few
  const chain_ptr built = below_authority({{"nameConstraints", "permitted;DNS:example.com"}}, leaf);
  CHECK(element_errors(built) == words{CERT_TRUST_INVALID_EXTENSION});
  CHECK(built->TrustStatus.dwErrorStatus == (CERT_TRUST_INVALID_EXTENSION | CERT_TRUST_IS_PARTIAL_CHAIN));
}

TEST_CASE("SSPI-chain-critical-extension: on the certificate that has it") {
  constexpr DWORD bits = CERT_TRUST_INVALID_EXTENSION | CERT_TRUST_HAS_NOT_SUPPORTED_CRITICAL_EXT;
  CHECK(element_errors(below_authority({{"1.2.3.4", "critical,DER:0500"}})) == words{0, bits, 0});
  CHECK(element_errors(below_authority({{"1.2.3.4", "DER:0500"}})) == words{0, 0, 0});
  CHECK(element_errors(below_authority({}, {.extensions = {{"1.2.3.4", "critical,DER:0500"}}})) ==
        words{bits, 0, 0});
}

TEST_CASE("SSPI-chain-weak-signature: on the certificate that is signed so, or has so short a key") {
  constexpr DWORD bit = CERT_TRUST_HAS_WEAK_SIGNATURE;
  const issued_certificate root =
      make_certificate({.common_name = "Root", .is_ca = true, .key = key_type::rsa});
  const issued_certificate leaf = make_certificate({.common_name = "leaf", .issuer = &root, .digest = "MD5"});
  CHECK(element_errors(build({leaf, {}, {root}})) == words{bit, 0});
  CHECK(element_errors(below_authority({}, {.key = key_type::short_rsa})) == words{bit, 0, 0});
  CHECK(element_errors(below_authority({}, {.key = key_type::old_rsa})) == words{0, 0, 0});
  const issued_certificate by_itself = make_certificate({.key = key_type::rsa, .digest = "MD5"});
  CHECK(element_errors(build({by_itself, {}, {by_itself}})) == words{0});
}

TEST_CASE("SSPI-chain-information: how each issuer was recognized") {
  constexpr DWORD preferred = CERT_TRUST_HAS_PREFERRED_ISSUER;
  const chain_ptr by_key = below_authority({});
  CHECK(by_key->TrustStatus.dwInfoStatus == preferred);
  CHECK(element_information(by_key) ==
        words{CERT_TRUST_HAS_KEY_MATCH_ISSUER | preferred, CERT_TRUST_HAS_KEY_MATCH_ISSUER | preferred,
              CERT_TRUST_HAS_NAME_MATCH_ISSUER | CERT_TRUST_IS_SELF_SIGNED | preferred});
  CHECK(element_information(below_authority({}, {.extensions = {{"authorityKeyIdentifier", ""}}}))[0] ==
        (CERT_TRUST_HAS_NAME_MATCH_ISSUER | preferred));
  CHECK(element_information(
            below_authority({}, {.extensions = {{"authorityKeyIdentifier", "issuer:always"}}}))[0] ==
        (CERT_TRUST_HAS_EXACT_MATCH_ISSUER | preferred));
}
