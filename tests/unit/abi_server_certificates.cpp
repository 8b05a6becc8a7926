// What a client makes of its server's certificate, and by whose trust.
#include <chrono>
#include <functional>
#include <thread>

#include "support/automatic_clients.h"
#include "support/crypt32.h"

using namespace peers;
using namespace std::chrono_literals;
using schannel::test::certificate_chain;
using schannel::test::certificate_wishes;
using schannel::test::context_of;
using schannel::test::make_certificate;
using schannel::test::make_chain;
using schannel::test::store_ptr;

namespace {

constexpr int bad_certificate = 42;
constexpr int unsupported_certificate = 43;
constexpr int certificate_expired = 45;
constexpr int unknown_ca = 48;

shown_identity shows(const certificate_chain& chain) {
  return {.chain = {chain.leaf, chain.intermediate}};
}

/// Chains that are wrong in one way or several, all for example.com unless they are not, below `trusted`.
struct mistake {
  const char* what;
  std::vector<issued_certificate> chain;
  status expected;
  int alert;
};

std::vector<mistake> mistakes(const issued_certificate& trusted) {
  const issued_certificate stranger = make_certificate({.common_name = "Stranger", .is_ca = true});
  const auto leaf = [&](certificate_wishes wishes) {
    wishes.issuer = wishes.issuer == nullptr ? &trusted : wishes.issuer;
    return make_certificate(wishes);
  };
  return {
      {"nothing", {leaf({})}, {SEC_E_OK}, 0},
      {"root", {leaf({.issuer = &stranger}), stranger}, {SEC_E_UNTRUSTED_ROOT}, unknown_ca},
      {"issuer", {leaf({.issuer = &stranger})}, {SEC_E_UNTRUSTED_ROOT}, unknown_ca},
      {"itself", {make_certificate()}, {SEC_E_UNTRUSTED_ROOT}, unknown_ca},
      {"expired", {leaf({.valid_from = -2h, .valid_to = -1h})}, {SEC_E_CERT_EXPIRED}, certificate_expired},
      {"early", {leaf({.valid_from = 1h})}, {SEC_E_CERT_EXPIRED}, certificate_expired},
      {"usage", {leaf({.usages = "clientAuth"})}, {SEC_E_CERT_WRONG_USAGE}, unsupported_certificate},
      {"name", {leaf({.common_name = "example.org"})}, {SEC_E_WRONG_PRINCIPAL}, bad_certificate},
      {"signature", {leaf({.signer = &stranger})}, {SEC_E_CERT_UNKNOWN}, bad_certificate},
      {"extension",
       {leaf({.extensions = {{"1.2.3.4", "critical,DER:0500"}}})},
       {SEC_E_CERT_UNKNOWN},
       bad_certificate},
  };
}

store_ptr system_store(const wchar_t* name) {
  return store_ptr{CertOpenSystemStoreW(0, name)};
}

void add(const store_ptr& to, const issued_certificate& what) {
  REQUIRE(CertAddCertificateContextToStore(to.get(), context_of(what).get(), CERT_STORE_ADD_NEW, nullptr));
}

void remove_all(const store_ptr& from) {
  while (PCCERT_CONTEXT first = CertEnumCertificatesInStore(from.get(), nullptr))
    REQUIRE(CertDeleteCertificateFromStore(first));
}

/// As for_every_version(), each with a user's data of its own.
void for_every_version_and_user(const std::function<void(tls, const personal_data&)>& story) {
  for_every_version([&](tls version) {
    const personal_data data;
    story(version, data);
  });
}

}  // namespace

TEST_CASE("SSPI-validation-statuses: one for each thing that is wrong") {
  for_every_version_and_user([](tls version, const personal_data& data) {
    const issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
    trust(data, {root});
    for (const mistake& one : mistakes(root)) {
      INFO(one.what);
      CHECK(validation_of({one.chain}, version) == one.expected);
    }
  });
}

TEST_CASE("SSPI-validation-alerts: the server hears what is wrong") {
  for_every_version_and_user([](tls version, const personal_data& data) {
    const issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
    trust(data, {root});
    for (const mistake& one : mistakes(root)) {
      INFO(one.what);
      const visit made(automatic_client(version), {one.chain}, version, L"example.com");
      CHECK(made.server.heard_alert() == one.alert);
    }
  });
}

TEST_CASE("SSPI-validation-order: one reason less each time") {
  for_every_version_and_user([](tls version, const personal_data& data) {
    const issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
    const issued_certificate stranger = make_certificate({.common_name = "Stranger", .is_ca = true});
    certificate_wishes all{.common_name = "example.org",
                           .usages = "clientAuth",
                           .valid_from = -2h,
                           .valid_to = -1h,
                           .issuer = &stranger,
                           .signer = &root};
    trust(data, {root});
    const auto refused_with = [&] { return validation_of({{make_certificate(all), stranger}}, version); };
    CHECK(refused_with() == SEC_E_CERT_UNKNOWN);
    all.signer = nullptr;
    CHECK(refused_with() == SEC_E_UNTRUSTED_ROOT);
    trust(data, {stranger});
    CHECK(refused_with() == SEC_E_CERT_EXPIRED);
    all.valid_to = 1h;
    CHECK(refused_with() == SEC_E_CERT_WRONG_USAGE);
    all.usages.clear();
    CHECK(refused_with() == SEC_E_WRONG_PRINCIPAL);
    all.common_name = "example.com";
    CHECK(refused_with() == SEC_E_OK);
  });
}

TEST_CASE("SSPI-validation-no-name: by the flag, or because nobody said one") {
  for_every_version_and_user([](tls version, const personal_data& data) {
    const certificate_chain chain = make_chain({.common_name = "example.org"});
    const certificate_chain other = make_chain({.common_name = "example.org"});
    trust(data, {chain.root});
    CHECK(validation_of(shows(chain), version) == SEC_E_WRONG_PRINCIPAL);
    CHECK(validation_of(shows(chain), version, SCH_CRED_NO_SERVERNAME_CHECK) == SEC_E_OK);
    CHECK(validation_of(shows(other), version, SCH_CRED_NO_SERVERNAME_CHECK) == SEC_E_UNTRUSTED_ROOT);
    CHECK(validation_of(shows(chain), version, 0, L"") == SEC_E_OK);
    CHECK(validation_of(shows(other), version, 0, L"") == SEC_E_UNTRUSTED_ROOT);
  });
}

TEST_CASE("SSPI-validation-address: among the addresses, not among the names") {
  for_every_version_and_user([](tls version, const personal_data& data) {
    const issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
    trust(data, {root});
    const shown_identity right{{make_certificate({.ip_addresses = {"127.0.0.1", "::1"}, .issuer = &root})}};
    CHECK(validation_of(right, version, 0, L"127.0.0.1") == SEC_E_OK);
    CHECK(validation_of(right, version, 0, L"::1") == SEC_E_OK);
    CHECK(validation_of(right, version, 0, L"127.0.0.2") == SEC_E_WRONG_PRINCIPAL);
    const shown_identity wrong{
        {make_certificate({.common_name = "127.0.0.1", .dns_names = {"127.0.0.1"}, .issuer = &root})}};
    CHECK(validation_of(wrong, version, 0, L"127.0.0.1") == SEC_E_WRONG_PRINCIPAL);
  });
}

TEST_CASE("SSPI-validation-user-s-roots: what the user added to ROOT") {
  for_every_version_and_user([](tls version, const personal_data&) {
    const certificate_chain chain = make_chain();
    CHECK(validation_of(shows(chain), version) == SEC_E_UNTRUSTED_ROOT);
    add(system_store(L"ROOT"), chain.root);
    CHECK(validation_of(shows(chain), version) == SEC_E_OK);
  });
}

TEST_CASE("SSPI-validation-changed-stores: for the credentials that are there, too") {
  const personal_data data;
  const certificate_chain chain = make_chain();
  const store_ptr roots = system_store(L"ROOT");
  const auto visited = [&](credential& with) {
    std::this_thread::sleep_for(150ms);
    visit made(std::move(with), shows(chain), tls::v1_3, L"example.com");
    with = std::move(made.client.credential());
    return made.result;
  };
  credential same = automatic_client(tls::v1_3);
  CHECK(visited(same) == SEC_E_UNTRUSTED_ROOT);
  add(roots, chain.root);
  CHECK(visited(same) == SEC_E_OK);
  CHECK(visited(same) == SEC_E_OK);
  CHECK(visited(same) == SEC_E_OK);
  const store_ptr distrusted = system_store(L"Disallowed");
  add(distrusted, chain.leaf);
  CHECK(visited(same) == SEC_E_CERT_UNKNOWN);
  remove_all(distrusted);
  CHECK(visited(same) == SEC_E_OK);
  remove_all(roots);
  CHECK(visited(same) == SEC_E_UNTRUSTED_ROOT);
}

TEST_CASE("SSPI-validation-known-intermediates: the server may leave them out") {
  for_every_version_and_user([](tls version, const personal_data& data) {
    const certificate_chain chain = make_chain();
    trust(data, {chain.root});
    CHECK(validation_of({{chain.leaf}}, version) == SEC_E_UNTRUSTED_ROOT);
    add(system_store(L"CA"), chain.intermediate);
    CHECK(validation_of({{chain.leaf}}, version) == SEC_E_OK);
  });
}

TEST_CASE("SSPI-validation-distrust: of the server, of an issuer, of the root") {
  for_every_version_and_user([](tls version, const personal_data& data) {
    const certificate_chain chain = make_chain();
    trust(data, {chain.root});
    const store_ptr distrusted = system_store(L"Disallowed");
    for (const issued_certificate* one : {&chain.leaf, &chain.intermediate, &chain.root}) {
      CHECK(validation_of(shows(chain), version) == SEC_E_OK);
      add(distrusted, *one);
      CHECK(validation_of(shows(chain), version) == SEC_E_CERT_UNKNOWN);
      remove_all(distrusted);
    }
  });
}
