// What a credential allows: the administrator's word, the program's wishes, and what OpenSSL can do.
#include "core/policy.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/key_algorithms.h"

using namespace schannel;
using namespace schannel::core;
using tls::role;
using tls::version;
using tls::version_set;

namespace {

std::vector<std::uint16_t> every_suite() {
  std::vector<std::uint16_t> numbers;
  for (const cipher_suite& suite : known_suites()) numbers.push_back(suite.number);
  return numbers;
}

tls::result<allowance> decided(const policy_request& wanted, const administration& system = {},
                               role who = role::client) {
  return decide(who, system, wanted, every_suite());
}

allowance allowed(const policy_request& wanted, const administration& system = {}, role who = role::client) {
  auto made = decided(wanted, system, who);
  REQUIRE(made);
  return *std::move(made);
}

bool refuses(const policy_request& wanted, const administration& system = {}) {
  const auto made = decided(wanted, system);
  return !made && made.failure().why == tls::cause::no_usable_algorithms;
}

std::vector<std::string_view> names(const allowance& of) {
  std::vector<std::string_view> all;
  for (const cipher_suite* suite : of.suites) all.push_back(suite->name);
  return all;
}

template <typename Predicate>
bool every(const allowance& of, Predicate&& holds) {
  return std::ranges::all_of(of.suites, [&](const cipher_suite* suite) { return holds(*suite); });
}

bool has(const allowance& of, std::string_view name) {
  return std::ranges::count(names(of), name) == 1;
}

policy_request without(algorithm_usage usage, std::string name, bit_range lengths = {},
                       std::vector<std::string> modes = {}) {
  return {.disabled_algorithms = {{usage, std::move(name), std::move(modes), lengths}}};
}

}  // namespace

TEST_CASE("each suite has a number, a name and a name of OpenSSL's of its own") {
  for (const cipher_suite& suite : known_suites()) {
    CAPTURE(suite.name);
    const auto same = [&](auto member) { return std::ranges::count(known_suites(), suite.*member, member); };
    CHECK(same(&cipher_suite::number) == 1);
    CHECK(same(&cipher_suite::name) == 1);
    CHECK(same(&cipher_suite::openssl) == 1);
    CHECK(find_suite(suite.name) == &suite);
    CHECK(suite.encrypts() == (suite.strength != 0));
  }
  CHECK(find_suite("TLS_NO_SUCH_SUITE") == nullptr);
}

TEST_CASE("SSPI-suites-in-order: Windows' order without what must be asked for") {
  const allowance made = allowed({});
  CHECK(made.versions == version_set{version::tls1_2, version::tls1_3});
  const std::vector<std::string_view> expected = {"TLS_AES_256_GCM_SHA384",
                                                  "TLS_AES_128_GCM_SHA256",
                                                  "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                                                  "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                                                  "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                                                  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                                                  "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                                                  "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                                                  "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
                                                  "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                                                  "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                                                  "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
                                                  "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
                                                  "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                                                  "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
                                                  "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                                                  "TLS_RSA_WITH_AES_256_GCM_SHA384",
                                                  "TLS_RSA_WITH_AES_128_GCM_SHA256",
                                                  "TLS_RSA_WITH_AES_256_CBC_SHA256",
                                                  "TLS_RSA_WITH_AES_128_CBC_SHA256",
                                                  "TLS_RSA_WITH_AES_256_CBC_SHA",
                                                  "TLS_RSA_WITH_AES_128_CBC_SHA",
                                                  "TLS_RSA_WITH_3DES_EDE_CBC_SHA"};
  CHECK(names(made) == expected);
  CHECK(names(allowed({}, {}, role::server)) == expected);
  CHECK(every(made, [](const cipher_suite& suite) { return suite.encrypts(); }));
  REQUIRE(made.groups.size() == 3);
  CHECK(made.groups[0]->openssl == "X25519");
  CHECK(made.groups[1]->openssl == "P-256");
  CHECK(made.groups[2]->openssl == "P-384");
}

TEST_CASE("SSPI-suites-available: what OpenSSL cannot do is left out") {
  const std::uint16_t only[] = {0xC02F};
  const auto made = decide(role::client, {}, {}, only);
  REQUIRE(made);
  CHECK(names(*made) == std::vector<std::string_view>{"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
  CHECK(made->versions == version_set{version::tls1_2});
  CHECK_FALSE(decide(role::client, {}, {}, {}));
}

TEST_CASE("a version that is disabled by default comes when it is named, one that is disabled does not") {
  administration system;
  CHECK(allowed({.enabled = version_set{version::tls1_0}}, system).versions == version_set{version::tls1_0});
  CHECK(refuses({.reachable = {version::tls1_0}}, system));
  system.client[version::tls1_0] = availability::disabled;
  CHECK(refuses({.enabled = version_set{version::tls1_0}}, system));
  CHECK(allowed({.enabled = version_set{version::tls1_0, version::tls1_2}}, system).versions ==
        version_set{version::tls1_2});
  system.client[version::tls1_1] = availability::enabled;
  CHECK(allowed({.disabled = {version::tls1_2, version::tls1_3}}, system).versions ==
        version_set{version::tls1_1});
}

TEST_CASE("each side has versions of its own") {
  administration system;
  system.server[version::tls1_3] = availability::disabled;
  CHECK(allowed({}, system, role::client).versions.has(version::tls1_3));
  CHECK_FALSE(allowed({}, system, role::server).versions.has(version::tls1_3));
}

TEST_CASE("naming a version does not lead beyond what can be reached") {
  constexpr version_set up_to_1_2{version::tls1_0, version::tls1_1, version::tls1_2};
  CHECK(refuses({.reachable = up_to_1_2, .enabled = version_set{version::tls1_3}}));
  CHECK(
      allowed({.reachable = up_to_1_2, .enabled = version_set{version::tls1_2, version::tls1_3}}).versions ==
      version_set{version::tls1_2});
  CHECK(refuses({.reachable = {}}));
  CHECK(refuses({.enabled = version_set{}}));
}

TEST_CASE("old versions have only the suites that they know") {
  const allowance made = allowed({.enabled = version_set{version::tls1_0, version::tls1_1}});
  CHECK(every(made, [](const cipher_suite& suite) { return suite.digest == ossl::hash_algorithm::sha1; }));
  CHECK(has(made, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"));
}

TEST_CASE("each class of algorithms is looked at only when it is mentioned") {
  policy_request wanted{.reachable = {version::tls1_2}};
  wanted.algorithms.ciphers = {ossl::bulk_cipher::aes_128};
  CHECK(every(allowed(wanted), [](const cipher_suite& suite) { return suite.strength == 128; }));
  wanted.algorithms.authentications = {ossl::authentication::ecdsa};
  const allowance both = allowed(wanted);
  CHECK(both.suites.size() == 3);
  CHECK(std::ranges::none_of(
      both.schemes, [](const signature_scheme* scheme) { return scheme->key == signature_key::rsa; }));
  wanted.algorithms.ciphers = std::vector<ossl::bulk_cipher>{};
  CHECK(refuses(wanted));
}

TEST_CASE("exchanges and digests narrow the suites too") {
  policy_request wanted{.reachable = {version::tls1_2}};
  wanted.algorithms.exchanges = {ossl::key_exchange::rsa};
  wanted.algorithms.digests = {ossl::hash_algorithm::sha256};
  CHECK(names(allowed(wanted)) == std::vector<std::string_view>{"TLS_RSA_WITH_AES_128_GCM_SHA256",
                                                                "TLS_RSA_WITH_AES_256_CBC_SHA256",
                                                                "TLS_RSA_WITH_AES_128_CBC_SHA256"});
}

TEST_CASE("strengths bound the cipher's key") {
  CHECK(every(allowed({.strength = {{.minimum = 256}}}),
              [](const cipher_suite& suite) { return suite.strength == 256; }));
  CHECK(every(allowed({.strength = {{.maximum = 128}}}),
              [](const cipher_suite& suite) { return suite.strength == 128; }));
  CHECK(refuses({.strength = {{.minimum = 257}}}));
  CHECK(refuses({.strength = {{.minimum = 256, .maximum = 128}}}));
}

TEST_CASE("suites that do not encrypt come behind the others when they are asked for") {
  const allowance also = allowed({.strength = {.allows_null = true}});
  CHECK(names(also).back() == "TLS_RSA_WITH_NULL_SHA");
  CHECK(also.suites.size() == 25);
  const allowance alone = allowed({.strength = {.allows_null = true, .demands_null = true}});
  CHECK(names(alone) == std::vector<std::string_view>{"TLS_RSA_WITH_NULL_SHA256", "TLS_RSA_WITH_NULL_SHA"});
  CHECK(alone.versions == version_set{version::tls1_2});
}

TEST_CASE("strong cryptography has no 3DES, no SHA-1 signature, and nothing in clear") {
  const allowance made = allowed({.strength = {.allows_null = true}, .strong_only = true});
  CHECK(every(made, [](const cipher_suite& suite) { return suite.strong; }));
  CHECK_FALSE(has(made, "TLS_RSA_WITH_3DES_EDE_CBC_SHA"));
  CHECK(std::ranges::none_of(made.schemes,
                             [](const signature_scheme* scheme) { return scheme->digest == "SHA1"; }));
}

TEST_CASE("pre-shared keys come alone or not at all") {
  const allowance made = allowed({.preshared_keys_only = true});
  CHECK(made.suites.size() == 4);
  CHECK(every(made, [](const cipher_suite& suite) { return suite.exchange == ossl::key_exchange::psk; }));
  CHECK(made.versions == version_set{version::tls1_2});
}

TEST_CASE("the administrator's order is the order, and has what is off otherwise") {
  administration system;
  system.suites = {find_suite("TLS_CHACHA20_POLY1305_SHA256"), find_suite("TLS_RSA_WITH_NULL_SHA"),
                   find_suite("TLS_RSA_WITH_AES_128_CBC_SHA")};
  CHECK(names(allowed({}, system)) ==
        std::vector<std::string_view>{"TLS_CHACHA20_POLY1305_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA"});
  system.groups = {find_group("nistp521")};
  const allowance made = allowed({}, system);
  REQUIRE(made.groups.size() == 1);
  CHECK(made.groups[0]->openssl == "P-521");
}

TEST_CASE("a disabled cipher goes, in the modes and lengths that are named") {
  using enum algorithm_usage;
  CHECK(every(allowed(without(cipher, "aes", {}, {"ChainingModeCBC"})), [](const cipher_suite& suite) {
    return suite.mode != chaining_mode::cbc || suite.cipher == ossl::bulk_cipher::triple_des;
  }));
  CHECK(every(allowed(without(cipher, "AES", {.minimum = 256})),
              [](const cipher_suite& suite) { return suite.cipher != ossl::bulk_cipher::aes_128; }));
  CHECK(names(allowed(without(cipher, "AES"))) ==
        std::vector<std::string_view>{"TLS_RSA_WITH_3DES_EDE_CBC_SHA"});
  CHECK_FALSE(has(allowed(without(cipher, "3DES")), "TLS_RSA_WITH_3DES_EDE_CBC_SHA"));
  CHECK(names(allowed(without(cipher, "RC4"))) == names(allowed({})));
}

TEST_CASE("a disabled digest takes its suites along") {
  const allowance made = allowed(without(algorithm_usage::digest, "SHA384"));
  CHECK(every(made, [](const cipher_suite& suite) { return suite.digest != ossl::hash_algorithm::sha384; }));
  CHECK(names(made).front() == "TLS_AES_128_GCM_SHA256");
}

TEST_CASE("without curves there is no TLS 1.3") {
  const allowance made = allowed(without(algorithm_usage::key_exchange, "ECDH"));
  CHECK(made.groups.empty());
  CHECK(made.versions == version_set{version::tls1_2});
  CHECK(every(made, [](const cipher_suite& suite) { return suite.exchange != ossl::key_exchange::ecdhe; }));
}

TEST_CASE("curves are disabled by length and by name") {
  const allowance longer = allowed(without(algorithm_usage::key_exchange, "ECDH", {.minimum = 256}));
  REQUIRE(longer.groups.size() == 2);
  CHECK(longer.groups[0]->openssl == "P-256");
  CHECK(allowed(without(algorithm_usage::key_exchange, "ECDH_P384")).groups.size() == 2);
}

TEST_CASE("a padding that is disabled signs nothing") {
  for (const auto& [name, pads] :
       {std::pair{"SCH_RSA_PKCS_PAD", padding::pkcs1}, {"SCH_RSA_PSS_PAD", padding::pss}}) {
    const allowance made = allowed(without(algorithm_usage::certificate_signature, name));
    CHECK(std::ranges::none_of(made.schemes,
                               [pads](const signature_scheme* scheme) { return scheme->pads == pads; }));
    CHECK(names(made) == names(allowed({})));
  }
}

TEST_CASE("without RSA signatures only RSA key exchange is left for RSA keys") {
  const allowance made = allowed(without(algorithm_usage::signature, "RSA"));
  CHECK(every(made, [](const cipher_suite& suite) {
    return suite.authenticates != ossl::authentication::rsa || suite.exchange == ossl::key_exchange::rsa;
  }));
}

TEST_CASE("SSPI-key-lengths: as Windows wants them, or as somebody says") {
  CHECK(allowed({}).rsa == bit_range{1024, 0});
  CHECK(allowed({}).diffie_hellman == bit_range{1024, 0});
  CHECK(allowed({}, {}, role::server).diffie_hellman == bit_range{2048, 0});
  CHECK_FALSE(allowed({}).lengths_are_decided);
  administration system;
  system.client_minimum_rsa = 3072;
  system.client_maximum_rsa = 4096;
  CHECK(allowed({}, system).rsa == bit_range{3072, 4096});
  system.client_minimum_rsa = 1024;
  CHECK(allowed({}, system).lengths_are_decided);
  const auto wanted = without(algorithm_usage::key_exchange, "DH", {.minimum = 3072});
  CHECK(allowed(wanted).diffie_hellman == bit_range{3072, 0});
  CHECK(has(allowed(wanted), "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"));
}

TEST_CASE("lengths that contradict each other leave none") {
  administration system;
  system.client_minimum_rsa = 4096;
  system.client_maximum_rsa = 2048;
  const allowance made = allowed({}, system);
  CHECK(every(made,
              [](const cipher_suite& suite) { return suite.authenticates != ossl::authentication::rsa; }));
}

TEST_CASE("OpenSSL hears its own names, and is told to be lenient only where it must") {
  const ossl::algorithms usual = in_openssl_terms(allowed({}));
  CHECK(usual.tls1_3_suites == std::vector<std::string>{"TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"});
  CHECK(usual.suites.front() == "ECDHE-ECDSA-AES256-GCM-SHA384");
  CHECK(usual.groups == std::vector<std::string>{"X25519", "P-256", "P-384"});
  CHECK(usual.signatures.front() == "rsa_pss_rsae_sha256");
  CHECK_FALSE(usual.security_level);
  CHECK(in_openssl_terms(allowed({.enabled = version_set{version::tls1_1}})).security_level == 0);
  CHECK(in_openssl_terms(allowed({.strength = {.allows_null = true}})).security_level == 0);
  administration system;
  system.client_minimum_diffie_hellman = 1024;
  CHECK(in_openssl_terms(allowed({}, system)).security_level == 1);
}
