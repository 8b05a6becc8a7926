// CertGetCertificateChain and chain engines: what is built, from what, and how long it lives.
#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <ctime>

#include "abi/crypt32/chain_registry.h"
#include "abi/crypt32/registry.h"
#include "support/chains.h"
#include "support/personal_data.h"
#include "support/system_trust.h"

using namespace schannel;
using namespace schannel::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* server_usage = szOID_PKIX_KP_SERVER_AUTH;
constexpr const char* client_usage = szOID_PKIX_KP_CLIENT_AUTH;

chain_ptr chain_from(HCERTCHAINENGINE engine, PCCERT_CONTEXT leaf, HCERTSTORE others = nullptr,
                     CERT_CHAIN_PARA* parameters = nullptr, FILETIME* time = nullptr) {
  PCCERT_CHAIN_CONTEXT chain = nullptr;
  CertGetCertificateChain(engine, leaf, time, others, parameters, 0, nullptr, &chain);
  return chain_ptr{chain};
}

FILETIME from_now(std::chrono::seconds offset) {
  const auto seconds = static_cast<std::uint64_t>(std::time(nullptr) + offset.count() + 11644473600);
  const std::uint64_t steps = seconds * 10'000'000;
  return {static_cast<DWORD>(steps), static_cast<DWORD>(steps >> 32)};
}

DWORD errors_with_usages(const issued_certificate& leaf, DWORD type, std::vector<std::string> usages) {
  const engine_ptr engine = engine_trusting({leaf});
  usage_request request{type, std::move(usages)};
  return chain_from(engine.get(), context_of(leaf).get(), nullptr, request.parameters())
      ->TrustStatus.dwErrorStatus;
}

int engine_error(CERT_CHAIN_ENGINE_CONFIG config) {
  HCERTCHAINENGINE engine = nullptr;
  const int error = error_of([&] { return CertCreateCertificateChainEngine(&config, &engine); });
  CertFreeCertificateChainEngine(engine);
  return error;
}

CERT_CHAIN_ENGINE_CONFIG empty_config() {
  CERT_CHAIN_ENGINE_CONFIG config{};
  config.cbSize = sizeof config;
  return config;
}

}  // namespace

TEST_CASE("SSPI-CertGetCertificateChain-null-certificate: there is no chain of nothing") {
  PCCERT_CHAIN_CONTEXT chain = reinterpret_cast<PCCERT_CHAIN_CONTEXT>(1);
  CHECK(error_of([&] {
          return CertGetCertificateChain(nullptr, nullptr, nullptr, nullptr, nullptr, 0, nullptr, &chain);
        }) == E_INVALIDARG);
  CHECK(chain == nullptr);
}

TEST_CASE("what is no context, no engine and no store, and nowhere to put the chain, are refused") {
  const context_ptr leaf = context_of(make_certificate());
  const CERT_CONTEXT copy = *leaf;
  auto* const nonsense = reinterpret_cast<void*>(0x1234);
  PCCERT_CHAIN_CONTEXT chain = nullptr;
  const auto error = [&](HCERTCHAINENGINE engine, PCCERT_CONTEXT context, HCERTSTORE store,
                         PCCERT_CHAIN_CONTEXT* result) {
    return error_of([&] {
      return CertGetCertificateChain(engine, context, nullptr, store, nullptr, 0, nullptr, result);
    });
  };
  CHECK(error(nullptr, &copy, nullptr, &chain) == E_INVALIDARG);
  CHECK(error(nonsense, leaf.get(), nullptr, &chain) == E_INVALIDARG);
  CHECK(error(nullptr, leaf.get(), nonsense, &chain) == E_INVALIDARG);
  CHECK(error(nullptr, leaf.get(), nullptr, nullptr) == E_INVALIDARG);
  CertFreeCertificateChain(reinterpret_cast<PCCERT_CHAIN_CONTEXT>(nonsense));
  CHECK(CertDuplicateCertificateChain(reinterpret_cast<PCCERT_CHAIN_CONTEXT>(nonsense)) == nullptr);
}

TEST_CASE("SSPI-CertGetCertificateChain-bad-chain: the worst chain is a chain all the same") {
  const certificate_chain chain = make_chain({.usages = "clientAuth", .valid_from = -2h, .valid_to = -1h});
  const chain_ptr built = build({.leaf = chain.leaf, .usages = {server_usage}});
  REQUIRE(built);
  CHECK(built->TrustStatus.dwErrorStatus ==
        (CERT_TRUST_IS_NOT_TIME_VALID | CERT_TRUST_IS_NOT_VALID_FOR_USAGE | CERT_TRUST_IS_PARTIAL_CHAIN));
  CHECK(built->cChain == 1);
  CHECK(built->rgpChain[0]->cElement == 1);
}

TEST_CASE("SSPI-CertGetCertificateChain-any-size: the size of the parameters is not held against them") {
  const issued_certificate leaf = make_certificate({.usages = "clientAuth"});
  const engine_ptr engine = engine_trusting({leaf});
  const context_ptr context = context_of(leaf);
  usage_request request{USAGE_MATCH_TYPE_AND, {server_usage}};
  CHECK(chain_from(engine.get(), context.get())->TrustStatus.dwErrorStatus == CERT_TRUST_NO_ERROR);
  for (DWORD size = 0; size <= sizeof(CERT_CHAIN_PARA) + 2; ++size) {
    request.parameters()->cbSize = size;
    const chain_ptr chain = chain_from(engine.get(), context.get(), nullptr, request.parameters());
    REQUIRE(chain);
    const DWORD expected =
        size < sizeof(CERT_CHAIN_PARA) ? CERT_TRUST_NO_ERROR : CERT_TRUST_IS_NOT_VALID_FOR_USAGE;
    CHECK(chain->TrustStatus.dwErrorStatus == expected);
  }
}

TEST_CASE("SSPI-CertGetCertificateChain-time: a chain is held to the time given, or to the present") {
  const issued_certificate leaf = make_certificate({.valid_from = -2h, .valid_to = -1h});
  const engine_ptr engine = engine_trusting({leaf});
  const context_ptr context = context_of(leaf);
  const auto errors = [&](FILETIME* time) {
    return chain_from(engine.get(), context.get(), nullptr, nullptr, time)->TrustStatus.dwErrorStatus;
  };
  FILETIME within = from_now(-90min);
  FILETIME before = from_now(-3h);
  CHECK(errors(&within) == CERT_TRUST_NO_ERROR);
  CHECK(errors(&before) == CERT_TRUST_IS_NOT_TIME_VALID);
  CHECK(errors(nullptr) == CERT_TRUST_IS_NOT_TIME_VALID);
}

TEST_CASE("SSPI-CertGetCertificateChain-order: from the certificate that was passed to the root") {
  const certificate_chain chain = make_chain();
  const engine_ptr engine = engine_trusting({chain.root});
  const store_ptr others = store_with({chain.intermediate});
  const context_ptr leaf = context_of(chain.leaf);
  const chain_ptr built = chain_from(engine.get(), leaf.get(), others.get());
  REQUIRE(built);
  CHECK(built->cbSize == sizeof(CERT_CHAIN_CONTEXT));
  CHECK(built->rgpChain[0]->cbSize == sizeof(CERT_SIMPLE_CHAIN));
  CHECK(built->rgpChain[0]->rgpElement[0]->cbSize == sizeof(CERT_CHAIN_ELEMENT));
  CHECK(built->rgpChain[0]->rgpElement[0]->pCertContext == leaf.get());
  CHECK(encodings(built) == std::vector<bytes>{chain.leaf.der(), chain.intermediate.der(), chain.root.der()});
  CHECK(built->TrustStatus.dwErrorStatus == CERT_TRUST_NO_ERROR);
  CHECK(built->rgpChain[0]->TrustStatus.dwErrorStatus == CERT_TRUST_NO_ERROR);
  CHECK(built->cLowerQualityChainContext == 0);
}

TEST_CASE("SSPI-CertGetCertificateChain-where-issuers-are: three places are searched") {
  const certificate_chain chain = make_chain();
  const engine_ptr engine = engine_trusting({chain.root});
  const context_ptr alone = context_of(chain.leaf);
  CHECK(chain_from(engine.get(), alone.get())->TrustStatus.dwErrorStatus == CERT_TRUST_IS_PARTIAL_CHAIN);

  const store_ptr additional = store_with({chain.intermediate});
  CHECK(chain_from(engine.get(), alone.get(), additional.get())->TrustStatus.dwErrorStatus == 0);

  const store_ptr own = store_with({chain.intermediate});
  const context_ptr inside = add(own.get(), chain.leaf);
  CHECK(chain_from(engine.get(), inside.get())->TrustStatus.dwErrorStatus == 0);

  const store_ptr roots = store_with({chain.root});
  HCERTSTORE store = additional.get();
  CERT_CHAIN_ENGINE_CONFIG config = empty_config();
  config.hExclusiveRoot = roots.get();
  config.cAdditionalStore = 1;
  config.rghAdditionalStore = &store;
  HCERTCHAINENGINE made = nullptr;
  REQUIRE(CertCreateCertificateChainEngine(&config, &made));
  const engine_ptr with_store{made};
  CHECK(chain_from(with_store.get(), alone.get())->TrustStatus.dwErrorStatus == 0);
}

TEST_CASE("SSPI-CertGetCertificateChain-usage: all of the usages, or one of them") {
  const issued_certificate server = make_certificate({.usages = "serverAuth"});
  const issued_certificate both = make_certificate({.usages = "serverAuth,clientAuth"});
  const issued_certificate any = make_certificate({.usages = "anyExtendedKeyUsage"});
  const issued_certificate silent = make_certificate();
  const std::vector<std::string> wanted{server_usage, client_usage};
  constexpr DWORD wrong = CERT_TRUST_IS_NOT_VALID_FOR_USAGE;
  CHECK(errors_with_usages(server, USAGE_MATCH_TYPE_AND, wanted) == wrong);
  CHECK(errors_with_usages(server, USAGE_MATCH_TYPE_OR, wanted) == 0);
  CHECK(errors_with_usages(server, USAGE_MATCH_TYPE_OR, {client_usage}) == wrong);
  CHECK(errors_with_usages(server, USAGE_MATCH_TYPE_AND, {}) == 0);
  CHECK(errors_with_usages(both, USAGE_MATCH_TYPE_AND, wanted) == 0);
  CHECK(errors_with_usages(any, USAGE_MATCH_TYPE_AND, wanted) == 0);
  CHECK(errors_with_usages(silent, USAGE_MATCH_TYPE_AND, wanted) == 0);
}

TEST_CASE("usages that are not there, and a kind of match that is none, are refused") {
  const context_ptr leaf = context_of(make_certificate());
  PCCERT_CHAIN_CONTEXT chain = nullptr;
  usage_request unknown_type{2, {server_usage}};
  usage_request missing{USAGE_MATCH_TYPE_AND, {}};
  missing.parameters()->RequestedUsage.Usage = {1, nullptr};
  for (usage_request* request : {&unknown_type, &missing})
    CHECK(error_of([&] {
            return CertGetCertificateChain(nullptr, leaf.get(), nullptr, nullptr, request->parameters(), 0,
                                           nullptr, &chain);
          }) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertGetCertificateChain-application-usage: what the whole chain allows") {
  const issued_certificate root = make_certificate({.common_name = "root", .is_ca = true});
  const issued_certificate limited =
      make_certificate({.common_name = "limited", .usages = "serverAuth", .is_ca = true, .issuer = &root});
  const issued_certificate leaf = make_certificate({.usages = "clientAuth,serverAuth", .issuer = &limited});
  const chain_ptr built = build({.leaf = leaf, .others = {limited}, .roots = {root}});
  REQUIRE(built->rgpChain[0]->cElement == 3);
  const auto usage = [&](DWORD element) {
    return built->rgpChain[0]->rgpElement[element]->pApplicationUsage;
  };
  REQUIRE(usage(0) != nullptr);
  REQUIRE(usage(0)->cUsageIdentifier == 1);
  CHECK(std::string{usage(0)->rgpszUsageIdentifier[0]} == server_usage);
  CHECK(usage(1)->cUsageIdentifier == 1);
  CHECK(usage(2) == nullptr);
}

TEST_CASE("SSPI-CertGetCertificateChain-system-roots: the system's roots are trusted by default") {
  const certificate_chain chain = make_chain();
  const context_ptr leaf = context_of(chain.leaf);
  const store_ptr others = store_with({chain.intermediate, chain.root});
  const auto errors = [&](HCERTCHAINENGINE engine) {
    return chain_from(engine, leaf.get(), others.get())->TrustStatus.dwErrorStatus;
  };
  for (const HCERTCHAINENGINE engine : {HCCE_CURRENT_USER, HCCE_LOCAL_MACHINE})
    CHECK(errors(engine) == CERT_TRUST_IS_UNTRUSTED_ROOT);
  const system_trust trust{chain.root};
  for (const HCERTCHAINENGINE engine : {HCCE_CURRENT_USER, HCCE_LOCAL_MACHINE}) CHECK(errors(engine) == 0);
}

TEST_CASE("SSPI-CertFreeCertificateChain-references: nothing stays behind the last reference") {
  const auto contexts = abi::crypt32::registry::instance().count();
  const auto chains = abi::crypt32::chain_registry::instance().count();
  {
    const certificate_chain chain = make_chain();
    chain_ptr built = build({.leaf = chain.leaf, .others = {chain.intermediate}, .roots = {chain.root}});
    const chain_ptr again{CertDuplicateCertificateChain(built.get())};
    CHECK(again.get() == built.get());
    built.reset();
    CHECK(encodings(again).size() == 3);
    CHECK(encoding_of(again->rgpChain[0]->rgpElement[0]->pCertContext) == chain.leaf.der());
  }
  CHECK(abi::crypt32::registry::instance().count() == contexts);
  CHECK(abi::crypt32::chain_registry::instance().count() == chains);
  CertFreeCertificateChain(nullptr);
  CHECK(CertDuplicateCertificateChain(nullptr) == nullptr);
}

TEST_CASE("SSPI-CertCreateCertificateChainEngine-size: the structure's first version is the least") {
  CERT_CHAIN_ENGINE_CONFIG config = empty_config();
  config.cbSize = 0;
  CHECK(engine_error(config) == E_INVALIDARG);
  config.cbSize = offsetof(CERT_CHAIN_ENGINE_CONFIG, hExclusiveRoot) - 1;
  CHECK(engine_error(config) == E_INVALIDARG);
  config.cbSize = offsetof(CERT_CHAIN_ENGINE_CONFIG, hExclusiveRoot);
  config.hExclusiveRoot = reinterpret_cast<HCERTSTORE>(0x1234);  // out of reach of the size
  CHECK(engine_error(config) == ERROR_SUCCESS);
  config.cbSize = sizeof config;
  CHECK(engine_error(config) == E_INVALIDARG);
  HCERTCHAINENGINE engine = nullptr;
  CHECK(error_of([&] { return CertCreateCertificateChainEngine(nullptr, &engine); }) == E_INVALIDARG);
  CHECK(error_of([&] { return CertCreateCertificateChainEngine(&config, nullptr); }) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertCreateCertificateChainEngine-exclusive-root: nothing else is trusted") {
  const certificate_chain chain = make_chain();
  const certificate_chain other = make_chain();
  const system_trust system{chain.root};
  CHECK(build({chain.leaf, {chain.intermediate, chain.root}, {other.root}})->TrustStatus.dwErrorStatus ==
        CERT_TRUST_IS_UNTRUSTED_ROOT);
  CHECK(build({other.leaf, {other.intermediate}, {other.root}})->TrustStatus.dwErrorStatus == 0);
}

TEST_CASE("SSPI-CertCreateCertificateChainEngine-exclusive-ca: a chain may end in an intermediate") {
  const certificate_chain chain = make_chain();
  const context_ptr leaf = context_of(chain.leaf);
  const engine_ptr strict = engine_trusting({chain.intermediate});
  CHECK(chain_from(strict.get(), leaf.get())->TrustStatus.dwErrorStatus == CERT_TRUST_IS_PARTIAL_CHAIN);
  const engine_ptr lenient = engine_trusting({chain.intermediate}, CERT_CHAIN_EXCLUSIVE_ENABLE_CA_FLAG);
  const chain_ptr built = chain_from(lenient.get(), leaf.get());
  CHECK(built->TrustStatus.dwErrorStatus == 0);
  CHECK(built->rgpChain[0]->cElement == 2);
}

TEST_CASE("SSPI-CertCreateCertificateChainEngine-restricted-root: only roots of the system can be meant") {
  const certificate_chain chain = make_chain();
  const issued_certificate other_root = make_certificate({.common_name = "other", .is_ca = true});
  const store_ptr roots = store_with({chain.root});
  CERT_CHAIN_ENGINE_CONFIG config = empty_config();
  config.hRestrictedRoot = roots.get();
  CHECK(engine_error(config) == CRYPT_E_NOT_FOUND);

  const system_trust system{chain.root};
  HCERTCHAINENGINE engine = nullptr;
  REQUIRE(CertCreateCertificateChainEngine(&config, &engine));
  const engine_ptr owned{engine};
  const store_ptr others = store_with({chain.intermediate});
  CHECK(chain_from(engine, context_of(chain.leaf).get(), others.get())->TrustStatus.dwErrorStatus == 0);
  CHECK(chain_from(engine, context_of(other_root).get())->TrustStatus.dwErrorStatus ==
        CERT_TRUST_IS_UNTRUSTED_ROOT);
}

TEST_CASE("SSPI-CertCreateCertificateChainEngine-distrust-unreadable: then no root is one") {
  const personal_data data;
  const certificate_chain chain = make_chain();
  const store_ptr others = store_with({chain.intermediate, chain.root});
  const context_ptr leaf = context_of(chain.leaf);
  const auto error_by = [&](const engine_ptr& engine) {
    return chain_from(engine.get(), leaf.get(), others.get())->TrustStatus.dwErrorStatus;
  };
  CHECK(error_by(engine_trusting({chain.root})) == 0);
  const auto distrust = data.store("Disallowed") / "bad.pem";
  std::filesystem::create_directories(distrust.parent_path());
  write_file(distrust, {'?'});
  CHECK(error_by(engine_trusting({chain.root})) == CERT_TRUST_IS_UNTRUSTED_ROOT);
  CHECK(error_by(engine_trusting({chain.intermediate}, CERT_CHAIN_EXCLUSIVE_ENABLE_CA_FLAG)) ==
        CERT_TRUST_IS_UNTRUSTED_ROOT);
  std::filesystem::remove(distrust);
  CHECK(error_by(engine_trusting({chain.root})) == 0);
}

TEST_CASE("SSPI-CertCreateCertificateChainEngine-unknown-flags: they are not looked at") {
  CERT_CHAIN_ENGINE_CONFIG config = empty_config();
  config.dwFlags = 0xFFFFFFFF;
  config.dwExclusiveFlags = 0xFFFFFFFF;
  CHECK(engine_error(config) == ERROR_SUCCESS);
}

TEST_CASE("SSPI-CertCreateCertificateChainEngine-keeps-certificates: chains outlive all they came from") {
  const certificate_chain chain = make_chain();
  engine_ptr engine = engine_trusting({chain.root});  // its store is closed already
  const store_ptr others = store_with({chain.intermediate});
  const chain_ptr built = chain_from(engine.get(), context_of(chain.leaf).get(), others.get());
  const HCERTCHAINENGINE freed = engine.get();
  engine.reset();
  CHECK(encodings(built).size() == 3);
  PCCERT_CHAIN_CONTEXT none = nullptr;
  const context_ptr leaf = context_of(chain.leaf);
  CHECK(error_of([&] {
          return CertGetCertificateChain(freed, leaf.get(), nullptr, nullptr, nullptr, 0, nullptr, &none);
        }) == E_INVALIDARG);
  CertFreeCertificateChainEngine(freed);
  CertFreeCertificateChainEngine(HCCE_LOCAL_MACHINE);
}
