// Attributes that are looked for in names, and in those of certificates in a store.
#include <doctest/doctest.h>

#include <algorithm>

#include "support/coding.h"
#include "support/identities.h"

using namespace peers;

namespace {

constexpr DWORD unicode = CERT_UNICODE_IS_RDN_ATTRS_FLAG;
constexpr DWORD any_case = CERT_CASE_INSENSITIVE_IS_RDN_ATTRS_FLAG;

char common_name[] = szOID_COMMON_NAME;
char organization[] = szOID_ORGANIZATION_NAME;

bytes encoded(const wchar_t* text) {
  DWORD size = 0;
  REQUIRE(CertStrToNameW(X509_ASN_ENCODING, text, CERT_X500_NAME_STR, nullptr, nullptr, &size, nullptr));
  bytes name(size);
  REQUIRE(CertStrToNameW(X509_ASN_ENCODING, text, CERT_X500_NAME_STR, nullptr, name.data(), &size, nullptr));
  return name;
}

/// A value that outlives the attribute.
bytes narrow(const char* text) {
  const std::string all{text};
  return {all.begin(), all.end()};
}

bytes wide(std::wstring text) {
  const auto* first = reinterpret_cast<const std::uint8_t*>(text.data());
  return {first, first + text.size() * sizeof(WCHAR)};
}

CERT_RDN_ATTR attribute(char* identifier, bytes& value, DWORD type = CERT_RDN_ANY_TYPE) {
  return {identifier, type, blob_of(value)};
}

/// The last error of a search in a name; ERROR_SUCCESS when all are there.
DWORD search_error(bytes name, std::vector<CERT_RDN_ATTR> wanted, DWORD flags = 0,
                   DWORD encoding = X509_ASN_ENCODING) {
  CERT_NAME_BLOB blob = blob_of(name);
  CERT_RDN all{static_cast<DWORD>(wanted.size()), wanted.data()};
  SetLastError(ERROR_SUCCESS);
  return CertIsRDNAttrsInCertificateName(encoding, flags, &blob, &all) ? DWORD{ERROR_SUCCESS}
                                                                       : GetLastError();
}

bool has(const bytes& name, std::vector<CERT_RDN_ATTR> wanted, DWORD flags = 0) {
  return search_error(name, std::move(wanted), flags) == ERROR_SUCCESS;
}

}  // namespace

TEST_CASE("SSPI-CertIsRDNAttrsInCertificateName: all attributes, in whatever order") {
  const bytes name = encoded(L"CN=example.com, O=Example");
  bytes host = narrow("example.com"), company = narrow("Example"), other = narrow("Other");
  CHECK(has(name, {attribute(common_name, host)}));
  CHECK(has(name, {attribute(organization, company), attribute(common_name, host)}));
  CHECK_FALSE(has(name, {attribute(common_name, host), attribute(organization, other)}));
  CHECK_FALSE(has(name, {attribute(organization, host)}));
  CHECK(has(name, {}));
}

TEST_CASE("SSPI-CertIsRDNAttrsInCertificateName: what is not said may be anything") {
  const bytes name = encoded(L"CN=example.com, O=Example");
  bytes company = narrow("Example");
  CHECK(has(name, {attribute(nullptr, company)}));
  CHECK(has(name, {{organization, CERT_RDN_ANY_TYPE, {}}}));
  CHECK(has(name, {{nullptr, CERT_RDN_PRINTABLE_STRING, {}}}));
  CHECK(has(name, {attribute(organization, company, CERT_RDN_PRINTABLE_STRING)}));
  CHECK_FALSE(has(name, {attribute(organization, company, CERT_RDN_UTF8_STRING)}));
}

TEST_CASE("SSPI-CertIsRDNAttrsInCertificateName: bytes or characters, in the same case or any") {
  const bytes name = encoded(L"CN=example.com, O=\u00c4rger");
  bytes host = narrow("EXAMPLE.com"), wide_host = wide(L"example.com");
  CHECK_FALSE(has(name, {attribute(common_name, host)}));
  CHECK(has(name, {attribute(common_name, host)}, any_case));
  CHECK_FALSE(has(name, {attribute(common_name, host)}, unicode | any_case));
  CHECK(has(name, {attribute(common_name, wide_host)}, unicode));
  CHECK_FALSE(has(name, {attribute(common_name, wide_host)}));
  bytes company = wide(L"\u00c4rger"), small = wide(L"\u00c4RGER");
  CHECK(has(name, {attribute(organization, company)}, unicode));
  CHECK_FALSE(has(name, {attribute(organization, small)}, unicode));
  CHECK(has(name, {attribute(organization, small)}, unicode | any_case));
}

TEST_CASE("SSPI-CertIsRDNAttrsInCertificateName-refuses: no match, or nothing to match") {
  const bytes name = encoded(L"CN=example.com");
  bytes other = narrow("other");
  CHECK(search_error(name, {attribute(common_name, other)}) == code(CRYPT_E_NO_MATCH));
  CHECK(search_error(name, {}, 0, 0) == ERROR_FILE_NOT_FOUND);
  CHECK(search_error({1, 2, 3}, {}) != ERROR_SUCCESS);
}

TEST_CASE("SSPI-CertFindCertificateInStore-attributes: of the subject or of the issuer") {
  const HCERTSTORE store = CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr);
  const certificate one = certificate::self_signed(L"CN=one, O=Example");
  const certificate two = certificate::self_signed(L"CN=two, O=Example");
  for (const certificate* each : {&one, &two})
    REQUIRE(CertAddCertificateContextToStore(store, each->context(), CERT_STORE_ADD_ALWAYS, nullptr));
  const auto count = [&](DWORD type, std::vector<CERT_RDN_ATTR> wanted, DWORD flags = 0) {
    const CERT_RDN all{static_cast<DWORD>(wanted.size()), wanted.data()};
    std::size_t found = 0;
    PCCERT_CONTEXT context = nullptr;
    while ((context = CertFindCertificateInStore(store, X509_ASN_ENCODING, flags, type, &all, context)) !=
           nullptr)
      ++found;
    return found;
  };
  bytes second = narrow("two"), shouted = narrow("TWO"), company = narrow("Example");
  for (const DWORD type : {CERT_FIND_SUBJECT_ATTR, CERT_FIND_ISSUER_ATTR}) {
    CHECK(count(type, {attribute(organization, company)}) == 2);
    CHECK(count(type, {attribute(common_name, second), attribute(organization, company)}) == 1);
    CHECK(count(type, {attribute(common_name, shouted)}) == 0);
    CHECK(count(type, {attribute(common_name, shouted)}, any_case) == 1);
    CHECK(CertFindCertificateInStore(store, X509_ASN_ENCODING, 0, type, nullptr, nullptr) == nullptr);
    CHECK(GetLastError() == code(E_INVALIDARG));
  }
  CertCloseStore(store, 0);
}
