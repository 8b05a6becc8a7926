// What can be asked of a context about certificates.
#include <cstring>

#include "questions.h"

using namespace peers;

namespace {

bytes encoded(PCCERT_CONTEXT of) {
  return {of->pbCertEncoded, of->pbCertEncoded + of->cbCertEncoded};
}

DWORD number_at(const bytes& from, std::size_t at) {
  DWORD number = 0;
  std::memcpy(&number, from.data() + at, sizeof number);
  return number;
}

bytes behind(const bytes& whole, std::size_t count) {
  return {whole.begin() + static_cast<std::ptrdiff_t>(count), whole.end()};
}

const certificate& client_certificate() {
  static const certificate made = certificate::self_signed(L"CN=client, O=\"Tests, Inc.\"");
  return made;
}

/// Both sides show a certificate.
pair mutual_pair(tls version) {
  credential_data wanted(role::client, version);
  wanted.uses(client_certificate());
  pair both = pair_of(credential::from(SECPKG_CRED_OUTBOUND, &wanted.credentials),
                      credential::of(role::server, version));
  both.server.wants(usual_requirements(role::server) | ASC_REQ_MUTUAL_AUTH);
  REQUIRE(shake_hands(both).both_established());
  return both;
}

/// One certificate in the list of what the other side showed, behind its length.
void check_it_sees_one(peer& one, const certificate& shown) {
  SecPkgContext_Certificates found{};
  REQUIRE(asks(one, SECPKG_ATTR_REMOTE_CERTIFICATES, found) == SEC_E_OK);
  CHECK(found.cCertificates == 1);
  const bytes list = taken(found.pbCertificateChain, found.cbCertificateChain);
  REQUIRE(list.size() > sizeof(DWORD));
  CHECK(number_at(list, 0) == list.size() - sizeof(DWORD));
  CHECK(behind(list, sizeof(DWORD)) == shown.encoded());
}

}  // namespace

TEST_CASE("SSPI-QueryContextAttributes-names: the client's, on both sides") {
  for_every_version([](tls version) {
    auto [client, server] = mutual_pair(version);
    for (peer* one : {&client, &server}) {
      SecPkgContext_NamesW wide{};
      REQUIRE(asks(*one, SECPKG_ATTR_NAMES, wide) == SEC_E_OK);
      CHECK(taken(wide.sUserName) == L"CN=client, O=\"Tests, Inc.\"");
      SecPkgContext_NamesA narrow{};
      REQUIRE(asks_narrow(*one, SECPKG_ATTR_NAMES, narrow) == SEC_E_OK);
      CHECK(taken(narrow.sUserName) == "CN=client, O=\"Tests, Inc.\"");
    }
  });
}

TEST_CASE("SSPI-QueryContextAttributes-authority: that of the peer where both show a certificate") {
  for_every_version([](tls version) {
    auto [client, server] = mutual_pair(version);
    SecPkgContext_AuthorityW seen{};
    REQUIRE(asks(client, SECPKG_ATTR_AUTHORITY, seen) == SEC_E_OK);
    CHECK(taken(seen.sAuthorityName) == L"CN=localhost");
    REQUIRE(asks(server, SECPKG_ATTR_AUTHORITY, seen) == SEC_E_OK);
    CHECK(taken(seen.sAuthorityName) == L"CN=client, O=\"Tests, Inc.\"");
  });
}

TEST_CASE("SSPI-QueryContextAttributes-local-certificate-info: of a client that shows one") {
  for_every_version([](tls version) {
    auto [client, server] = mutual_pair(version);
    SecPkgContext_CertInfo info{};
    REQUIRE(asks(client, SECPKG_ATTR_LOCAL_CERT_INFO, info) == SEC_E_OK);
    CHECK(taken(info.pwszSubjectName) == L"CN=client, O=\"Tests, Inc.\"");
    CHECK(taken(info.pwszIssuerName) == L"CN=client, O=\"Tests, Inc.\"");
  });
}

TEST_CASE("SSPI-QueryContextAttributes-local-certificate-info: the server's own") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    SecPkgContext_CertInfo info{};
    REQUIRE(asks(server, SECPKG_ATTR_LOCAL_CERT_INFO, info) == SEC_E_OK);
    CHECK(info.dwVersion == KERN_CONTEXT_CERT_INFO_V1);
    CHECK(info.cbSubjectName == sizeof L"CN=localhost");
    CHECK(info.cbIssuerName == sizeof L"CN=localhost");
    CHECK(taken(info.pwszSubjectName) == L"CN=localhost");
    CHECK(taken(info.pwszIssuerName) == L"CN=localhost");
    CHECK(info.dwKeySize == 2048);
    CHECK(asks(client, SECPKG_ATTR_LOCAL_CERT_INFO, info) == SEC_E_NO_CREDENTIALS);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-early-chain: a certificate that was refused can be looked at") {
  for_every_version([](tls version) {
    credential_data wanted(role::client, version);
    wanted.credentials.dwFlags = SCH_CRED_AUTO_CRED_VALIDATION | SCH_CRED_NO_DEFAULT_CREDS;
    pair both = pair_of(credential::from(SECPKG_CRED_OUTBOUND, &wanted.credentials),
                        credential::of(role::server, version));
    REQUIRE(shake_hands(both).client == SEC_E_UNTRUSTED_ROOT);
    PCCERT_CONTEXT seen = nullptr;
    REQUIRE(asks(both.client, SECPKG_ATTR_REMOTE_CERT_CHAIN, seen) == SEC_E_OK);
    CHECK(encoded(seen) == server_certificate().encoded());
    CHECK(seen->hCertStore != nullptr);
    CertFreeCertificateContext(seen);
    CHECK(asks(both.client, SECPKG_ATTR_REMOTE_CERT_CONTEXT, seen) == SEC_E_INVALID_HANDLE);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-remote-certificates: one behind its length") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    check_it_sees_one(client, server_certificate());
    SecPkgContext_Certificates found{};
    CHECK(asks(server, SECPKG_ATTR_REMOTE_CERTIFICATES, found) == SEC_E_NO_CREDENTIALS);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-remote-certificates: those of a client") {
  for_every_version([](tls version) {
    auto [client, server] = mutual_pair(version);
    check_it_sees_one(server, client_certificate());
  });
}

TEST_CASE("SSPI-QueryContextAttributes-credentials: whether a side showed any, and which") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    SecPkgContext_RemoteCredentialInfo remote{};
    SecPkgContext_LocalCredentialInfo local{};
    for (peer* one : {&client, &server}) {
      REQUIRE(asks(*one, SECPKG_ATTR_REMOTE_CRED, remote) == SEC_E_OK);
      REQUIRE(asks(*one, SECPKG_ATTR_LOCAL_CRED, local) == SEC_E_OK);
      const bytes of_peer = taken(remote.pbCertificateChain, remote.cbCertificateChain);
      const bytes own = taken(local.pbCertificateChain, local.cbCertificateChain);
      const bool is_client = one == &client;
      CHECK(remote.cCertificates == (is_client ? 1 : 0));
      CHECK(remote.fFlags == (is_client ? RCRED_CRED_EXISTS : RCRED_STATUS_NOCRED));
      CHECK(local.cCertificates == (is_client ? 0 : 1));
      CHECK(local.fFlags == (is_client ? LCRED_STATUS_NOCRED : LCRED_CRED_EXISTS));
      CHECK((is_client ? remote.dwBits : local.dwBits) == 2048);
      CHECK((is_client ? own : of_peer).empty());
      CHECK(behind(is_client ? of_peer : own, sizeof(DWORD)) == server_certificate().encoded());
    }
  });
}

#ifndef _WIN32  // no page says how Windows answers
TEST_CASE("SSPI-QueryContextAttributes-root-store: the user's ROOT, at any time") {
  const HCERTSTORE expected = CertOpenSystemStoreW(0, L"ROOT");
  const auto count_in = [](HCERTSTORE store) {
    std::size_t count = 0;
    for (PCCERT_CONTEXT at = nullptr; (at = CertEnumCertificatesInStore(store, at)) != nullptr;) ++count;
    return count;
  };
  for_every_role_and_version([&](tls version, role who) {
    pair both = mid_handshake_pair(version, who);
    HCERTSTORE roots = nullptr;
    REQUIRE(asks(both[who], SECPKG_ATTR_ROOT_STORE, roots) == SEC_E_OK);
    CHECK(count_in(roots) == count_in(expected));
    CHECK(CertAddCertificateContextToStore(roots, server_certificate().context(), CERT_STORE_ADD_ALWAYS,
                                           nullptr) == FALSE);
    CHECK(CertCloseStore(roots, CERT_CLOSE_STORE_CHECK_FLAG) == TRUE);
  });
  CertCloseStore(expected, 0);
}
#endif

TEST_CASE("SSPI-QueryContextAttributes-serialized-certificate: what, how, how long, and the certificate") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    // SECPKG_ATTR_SERIALIZED_REMOTE_CERT_CONTEXT_INPROC and SECPKG_ATTR_SERIALIZED_REMOTE_CERT_CONTEXT
    for (const ULONG attribute : {ULONG{0x74}, ULONG{0x75}}) {
      CERT_BLOB found{};
      REQUIRE(asks(client, attribute, found) == SEC_E_OK);
      const bytes element = taken(found.pbData, found.cbData);
      REQUIRE(element.size() > 3 * sizeof(DWORD));
      CHECK(number_at(element, 0) == 32);  // CERT_CERT_PROP_ID
      CHECK(number_at(element, 4) == X509_ASN_ENCODING);
      CHECK(number_at(element, 8) == element.size() - 12);
      CHECK(behind(element, 12) == server_certificate().encoded());
    }
  });
}

TEST_CASE("SSPI-QueryContextAttributes-check-result: put off, not given up") {
  struct validation_result {
    DWORD chain_errors;
    HRESULT status;
  };
  constexpr DWORD deferred_validation = 0x04000000;  // SCH_CRED_DEFERRED_CRED_VALIDATION
  constexpr ULONG check_result = 0x71;               // SECPKG_ATTR_CERT_CHECK_RESULT
  constexpr ULONG check_result_in_process = 0x72;    // SECPKG_ATTR_CERT_CHECK_RESULT_INPROC
  for_every_version([](tls version) {
    credential_data wanted(role::client, version);
    wanted.credentials.dwFlags = deferred_validation | SCH_CRED_NO_DEFAULT_CREDS;
    pair both = pair_of(credential::from(SECPKG_CRED_OUTBOUND, &wanted.credentials),
                        credential::of(role::server, version));
    REQUIRE(shake_hands(both).both_established());
    validation_result found{};
    REQUIRE(asks(both.client, check_result, found) == SEC_E_OK);
    CHECK((found.chain_errors & 0x20) != 0);  // CERT_TRUST_IS_UNTRUSTED_ROOT
    CHECK(found.status == CERT_E_UNTRUSTEDROOT);
    validation_result again{};
    REQUIRE(asks(both.client, check_result_in_process, again) == SEC_E_OK);
    CHECK(again.chain_errors == found.chain_errors);
    CHECK(again.status == found.status);
    CHECK(asks(both.server, check_result, found) == SEC_E_UNSUPPORTED_FUNCTION);
  });
  for_every_version([](tls version) {
    auto [unchecking, server] = established_pair(version);
    validation_result found{};
    CHECK(asks(unchecking, check_result, found) == SEC_E_UNSUPPORTED_FUNCTION);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-issuers: a server that takes any") {
  for_every_version([](tls version) {
    auto [client, server] = mutual_pair(version);
    SecPkgContext_IssuerListInfoEx issuers{};
    issuers.cIssuers = 99;
    CHECK(asks(client, SECPKG_ATTR_ISSUER_LIST_EX, issuers) == SEC_E_OK);
    CHECK(issuers.cIssuers == 0);
    CHECK(issuers.aIssuers == nullptr);
    SecPkgContext_IssuerListInfo list{99, nullptr};
    CHECK(asks(client, SECPKG_ATTR_ISSUER_LIST, list) == SEC_E_OK);
    CHECK(list.cbIssuerList == 0);
    FreeContextBuffer(list.pIssuerList);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-issuers-unasked: nobody wanted to know") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    SecPkgContext_IssuerListInfoEx issuers{};
    CHECK(asks(client, SECPKG_ATTR_ISSUER_LIST_EX, issuers) == SEC_E_NO_CREDENTIALS);
    CHECK(asks(server, SECPKG_ATTR_ISSUER_LIST_EX, issuers) == SEC_E_UNSUPPORTED_FUNCTION);
    SecPkgContext_IssuerListInfo list{};
    CHECK(asks(client, SECPKG_ATTR_ISSUER_LIST, list) == SEC_E_NO_CREDENTIALS);
    CHECK(asks(server, SECPKG_ATTR_ISSUER_LIST, list) == SEC_E_UNSUPPORTED_FUNCTION);
  });
}

TEST_CASE("SSPI-QueryContextAttributes-signatures: the client's offer names RSA with SHA-256") {
  for_every_version([](tls version) {
    auto [client, server] = established_pair(version);
    SecPkgContext_SupportedSignatures found{};
    REQUIRE(asks(server, SECPKG_ATTR_SUPPORTED_SIGNATURES, found) == SEC_E_OK);
    const context_buffer<WORD> owner(found.pSignatureAndHashAlgorithms);
    bool has_it = false;
    for (WORD index = 0; index < found.cSignatureAndHashAlgorithms; ++index)
      has_it = has_it || owner.get()[index] == (TlsSignatureAlgorithm_Rsa << 8 | TlsHashAlgorithm_Sha256);
    // TLS 1.3 clients name RSA's older padding for certificates alone, and need not.
    if (version == tls::v1_2) CHECK(has_it);
    CHECK(found.cSignatureAndHashAlgorithms != 0);
  });
}
