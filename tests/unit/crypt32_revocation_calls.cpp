// CertVerifyRevocation and CertIsValidCRLForCertificate.
#include <chrono>
#include <ctime>

#include "support/chains.h"
#include "support/ocsp.h"
#include "support/web_server.h"

using namespace schannel::test;
using namespace std::chrono_literals;

namespace {

struct family {
  issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
  issued_certificate authority =
      make_certificate({.common_name = "Authority", .is_ca = true, .issuer = &root});
  issued_certificate leaf;

  explicit family(std::vector<extension_wish> extensions = {}) {
    leaf = make_certificate({.issuer = &authority, .extensions = std::move(extensions)});
  }
  bytes list(std::vector<const issued_certificate*> revoked = {}) const {
    return make_revocation_list({.issuer = &authority, .revoked = std::move(revoked)});
  }
};

CERT_REVOCATION_STATUS empty_status() {
  CERT_REVOCATION_STATUS status{};
  status.cbSize = sizeof status;
  return status;
}

CERT_REVOCATION_PARA empty_parameters() {
  CERT_REVOCATION_PARA parameters{};
  parameters.cbSize = sizeof parameters;
  return parameters;
}

/// The last error, which the status has to have, too; and the index that it has.
struct result {
  int error;
  DWORD index;

  friend bool operator==(const result&, const result&) = default;
};

result check(std::vector<PCCERT_CONTEXT> contexts, CERT_REVOCATION_PARA* parameters, DWORD flags = 0) {
  std::vector<PVOID> pointers;
  for (const PCCERT_CONTEXT one : contexts) pointers.push_back(const_cast<CERT_CONTEXT*>(one));
  CERT_REVOCATION_STATUS status = empty_status();
  const int error = error_of([&] {
    return CertVerifyRevocation(X509_ASN_ENCODING, CERT_CONTEXT_REVOCATION_TYPE,
                                static_cast<DWORD>(pointers.size()), pointers.data(), flags, parameters,
                                &status);
  });
  CHECK(static_cast<int>(status.dwError) == error);
  return {error, status.dwIndex};
}

/// When no list of these tests is valid any more.
FILETIME in_two_days() {
  constexpr ULONGLONG from_1601_to_1970 = 11'644'473'600;
  constexpr ULONGLONG two_days = 2 * 24 * 60 * 60;
  const ULONGLONG steps =
      (static_cast<ULONGLONG>(std::time(nullptr)) + two_days + from_1601_to_1970) * 10'000'000;
  return {static_cast<DWORD>(steps), static_cast<DWORD>(steps >> 32)};
}

store_ptr store_of_lists(const std::vector<bytes>& lists) {
  store_ptr store = memory_store();
  for (const bytes& one : lists) add(store.get(), list_of(one).get());
  return store;
}

bool is_valid_for(const bytes& list, const issued_certificate& one) {
  return CertIsValidCRLForCertificate(context_of(one).get(), list_of(list).get(), 0, nullptr) != FALSE;
}

}  // namespace

TEST_CASE("SSPI-CertVerifyRevocation-lists: in the store that is passed") {
  const family of;
  const context_ptr leaf = context_of(of.leaf);
  const context_ptr authority = context_of(of.authority);
  CERT_REVOCATION_PARA parameters = empty_parameters();
  parameters.pIssuerCert = authority.get();
  CHECK(check({leaf.get()}, &parameters) == result{CRYPT_E_NO_REVOCATION_CHECK, 0});
  const store_ptr good = store_of_lists({of.list()});
  parameters.hCrlStore = good.get();
  CHECK(check({leaf.get()}, &parameters) == result{ERROR_SUCCESS, 0});
  const store_ptr bad = store_of_lists({of.list({&of.leaf})});
  parameters.hCrlStore = bad.get();
  CHECK(check({leaf.get()}, &parameters) == result{CRYPT_E_REVOKED, 0});
  FILETIME later = in_two_days();
  parameters.pftTimeToUse = &later;
  parameters.hCrlStore = good.get();
  CHECK(check({leaf.get()}, &parameters) == result{CRYPT_E_REVOCATION_OFFLINE, 0});
}

TEST_CASE("SSPI-CertVerifyRevocation-issuer: passed, in a store, next in the chain, or unknown") {
  const family of;
  const context_ptr leaf = context_of(of.leaf);
  const context_ptr authority = context_of(of.authority);
  const context_ptr root = context_of(of.root);
  const store_ptr lists = store_of_lists({of.list(), make_revocation_list({.issuer = &of.root})});
  CERT_REVOCATION_PARA parameters = empty_parameters();
  parameters.hCrlStore = lists.get();
  CHECK(check({leaf.get()}, &parameters) == result{CRYPT_E_NO_REVOCATION_CHECK, 0});
  CHECK(check({leaf.get(), authority.get(), root.get()}, &parameters, CERT_VERIFY_REV_CHAIN_FLAG) ==
        result{ERROR_SUCCESS, 0});
  CHECK(check({leaf.get(), authority.get()}, &parameters, CERT_VERIFY_REV_CHAIN_FLAG) ==
        result{CRYPT_E_NO_REVOCATION_CHECK, 1});
  const store_ptr issuers = store_with({of.root, of.authority});
  HCERTSTORE stores[] = {issuers.get()};
  parameters.cCertStore = 1;
  parameters.rgCertStore = stores;
  CHECK(check({leaf.get(), authority.get()}, &parameters) == result{ERROR_SUCCESS, 0});
}

TEST_CASE("SSPI-CertVerifyRevocation-first-bad: those behind it are not looked at") {
  const family of;
  const context_ptr leaf = context_of(of.leaf);
  const context_ptr other = context_of(make_certificate({.issuer = &of.authority}));
  const context_ptr authority = context_of(of.authority);
  const store_ptr lists = store_of_lists({of.list({&of.leaf})});
  CERT_REVOCATION_PARA parameters = empty_parameters();
  parameters.pIssuerCert = authority.get();
  parameters.hCrlStore = lists.get();
  CHECK(check({other.get(), leaf.get(), other.get()}, &parameters) == result{CRYPT_E_REVOKED, 1});
}

TEST_CASE("SSPI-CertVerifyRevocation-response: attached to the certificate") {
  const family of;
  const context_ptr leaf = context_of(of.leaf);
  const context_ptr authority = context_of(of.authority);
  CERT_REVOCATION_PARA parameters = empty_parameters();
  parameters.pIssuerCert = authority.get();
  const auto attach = [&](ocsp_status says) {
    set_blob_property(leaf.get(), CERT_OCSP_RESPONSE_PROP_ID,
                      make_ocsp_response({.subject = &of.leaf, .issuer = &of.authority, .status = says}));
  };
  attach(ocsp_status::good);
  CHECK(check({leaf.get()}, &parameters) == result{ERROR_SUCCESS, 0});
  attach(ocsp_status::revoked);
  CHECK(check({leaf.get()}, &parameters) == result{CRYPT_E_REVOKED, 0});
}

TEST_CASE("SSPI-CertVerifyRevocation-online: from where the certificate says, unless that is forbidden") {
  web_server web;
  const family of{{{"crlDistributionPoints", "URI:" + web.url("/list.crl")}}};
  const context_ptr leaf = context_of(of.leaf);
  const context_ptr authority = context_of(of.authority);
  CERT_REVOCATION_PARA parameters = empty_parameters();
  parameters.pIssuerCert = authority.get();
  web.offer("/list.crl", of.list({&of.leaf}));
  CHECK(check({leaf.get()}, &parameters, CERT_VERIFY_CACHE_ONLY_BASED_REVOCATION) ==
        result{CRYPT_E_REVOCATION_OFFLINE, 0});
  CHECK(web.asked().empty());
  CHECK(check({leaf.get()}, &parameters) == result{CRYPT_E_REVOKED, 0});
}

TEST_CASE("SSPI-CertVerifyRevocation-bad-parameters: what is said, and where") {
  const family of;
  const context_ptr leaf = context_of(of.leaf);
  PVOID contexts[] = {const_cast<CERT_CONTEXT*>(leaf.get())};
  CERT_REVOCATION_STATUS status = empty_status();
  const auto error = [&](DWORD type, DWORD count) {
    return error_of(
        [&] { return CertVerifyRevocation(X509_ASN_ENCODING, type, count, contexts, 0, nullptr, &status); });
  };
  CHECK(error(CERT_CONTEXT_REVOCATION_TYPE + 1, 1) == CRYPT_E_NO_REVOCATION_DLL);
  CHECK(static_cast<int>(status.dwError) == CRYPT_E_NO_REVOCATION_DLL);
  status = empty_status();
  status.cbSize = sizeof status - 1;
  CHECK(error(CERT_CONTEXT_REVOCATION_TYPE, 1) == E_INVALIDARG);
  CHECK(status.dwError == 0);
  status = empty_status();
  CHECK(error(CERT_CONTEXT_REVOCATION_TYPE, 0) == E_INVALIDARG);
  contexts[0] = nullptr;
  CHECK(error(CERT_CONTEXT_REVOCATION_TYPE, 1) == E_INVALIDARG);
}

TEST_CASE("SSPI-CertIsValidCRLForCertificate: as its issuing distribution point says, whoever issued it") {
  const family of{{{"crlDistributionPoints", "URI:http://a.example/list"}}};
  const family other;
  const auto list = [&](const char* point) {
    return make_revocation_list({.issuer = &of.authority, .issuing_point = point});
  };
  CHECK(is_valid_for(of.list(), of.leaf));
  CHECK(is_valid_for(other.list(), of.leaf));
  CHECK(is_valid_for(list("critical,onlyuser:TRUE"), of.leaf));
  CHECK_FALSE(is_valid_for(list("critical,onlyuser:TRUE"), of.authority));
  CHECK_FALSE(is_valid_for(list("critical,onlyCA:TRUE"), of.leaf));
  CHECK(is_valid_for(list("critical,onlyCA:TRUE"), of.authority));
  CHECK_FALSE(is_valid_for(list("critical,onlyAA:TRUE"), of.leaf));
  CHECK(is_valid_for(list("critical,fullname:URI:http://a.example/list"), of.leaf));
  CHECK_FALSE(is_valid_for(list("critical,fullname:URI:http://b.example/list"), of.leaf));
  CHECK_FALSE(is_valid_for(list("critical,fullname:URI:http://a.example/list"), other.leaf));
  CHECK(error_of([&] {
          return CertIsValidCRLForCertificate(context_of(of.leaf).get(), nullptr, 0, nullptr);
        }) == E_INVALIDARG);
}
