// Which of its certificates a server shows, and what it sends along with it.
#include <cstring>
#include <string_view>

#include "conformance/credential_settings.h"
#include "support/crypt32.h"

using namespace peers;
using schannel::test::blob_of;
using schannel::test::certificate_chain;
using schannel::test::context_ptr;
using schannel::test::issued_certificate;
using schannel::test::key_type;
using schannel::test::make_certificate;
using schannel::test::make_chain;
using schannel::test::make_pfx;
using schannel::test::store_ptr;

namespace {

/// The certificates of a PFX file. Their keys live as long as this does.
class imported {
 public:
  explicit imported(const schannel::test::pfx_wishes& wishes) : file_(make_pfx(wishes)) {
    CRYPT_DATA_BLOB blob = blob_of(file_);
    store_.reset(PFXImportCertStore(&blob, L"secret", 0));
    REQUIRE(store_);
    PCCERT_CONTEXT at = nullptr;
    while ((at = CertFindCertificateInStore(store_.get(), X509_ASN_ENCODING, 0, CERT_FIND_HAS_PRIVATE_KEY,
                                            nullptr, at)) != nullptr)
      with_keys_.emplace_back(CertDuplicateCertificateContext(at));
  }

  /// A credential of a server that has them all.
  credential server(tls version, DWORD flags = 0) const {
    std::vector<PCCERT_CONTEXT> shown;
    for (const context_ptr& one : with_keys_) shown.push_back(one.get());
    credential_data wanted(role::server, version);
    wanted.credentials.dwFlags = flags;
    wanted.credentials.cCreds = static_cast<DWORD>(shown.size());
    wanted.credentials.paCred = shown.data();
    return credential::from(SECPKG_CRED_INBOUND, &wanted.credentials);
  }

 private:
  schannel::test::bytes file_;
  store_ptr store_;
  std::vector<context_ptr> with_keys_;
};

/// A client of that version that has no use for signatures of one kind.
credential client_without(const wchar_t* signature, tls version) {
  new_settings settings(role::client);
  settings.parameters.grbitDisabledProtocols =
      version == tls::v1_2 ? SP_PROT_TLS1_3_CLIENT : ~SP_PROT_TLS1_3_CLIENT;
  settings.disables(TlsParametersCngAlgUsageSignature, signature);
  return settings.acquire();
}

/// The certificates that a client sees in the order of the message, each as its encoding.
std::vector<schannel::test::bytes> certificates_seen(peer& client) {
  SecPkgContext_Certificates seen{};
  REQUIRE(QueryContextAttributesW(client.context(), SECPKG_ATTR_REMOTE_CERTIFICATES, &seen) == SEC_E_OK);
  std::vector<schannel::test::bytes> all;
  for (const BYTE* at = seen.pbCertificateChain; all.size() < seen.cCertificates;) {
    DWORD length = 0;
    std::memcpy(&length, at, sizeof length);
    at += sizeof length;
    all.emplace_back(at, at + length);
    at += length;
  }
  FreeContextBuffer(seen.pbCertificateChain);
  return all;
}

/// The certificates in the store of `leaf`, which has to be the first of them.
std::vector<schannel::test::bytes> certificates_with(const context_ptr& leaf) {
  std::vector<schannel::test::bytes> all;
  for (PCCERT_CONTEXT at = nullptr; (at = CertEnumCertificatesInStore(leaf->hCertStore, at)) != nullptr;) {
    if (all.empty()) CHECK(at == leaf.get());
    all.push_back(schannel::test::encoding_of(at));
  }
  return all;
}

}  // namespace

TEST_CASE("SSPI-AcceptSecurityContext-certificate-by-algorithm: of RSA and ECDSA, in either order") {
  const issued_certificate rsa = make_certificate({.common_name = "localhost", .key = key_type::rsa});
  const issued_certificate ec = make_certificate({.common_name = "localhost", .key = key_type::ec});
  for (const bool is_rsa_first : {true, false}) {
    CAPTURE(is_rsa_first);
    const imported both_kinds({.with_keys = is_rsa_first ? std::vector{rsa, ec} : std::vector{ec, rsa}});
    for_every_version([&](tls version) {
      for (const wchar_t* unwanted : {L"ECDSA", L"RSA"}) {
        pair both = pair_of(client_without(unwanted, version), both_kinds.server(version));
        REQUIRE(shake_hands(both).both_established());
        const issued_certificate& expected = std::wstring_view(unwanted) == L"ECDSA" ? rsa : ec;
        const auto seen = certificates_seen(both.client);
        REQUIRE(seen.size() == 1);
        CHECK(seen[0] == expected.der());
      }
    });
  }
}

TEST_CASE("SSPI-AcceptSecurityContext-intermediates: the root comes last where it is wanted") {
  const certificate_chain chain = make_chain({.common_name = "localhost"});
  const imported whole({.with_keys = {chain.leaf}, .without_keys = {chain.root, chain.intermediate}});
  for_every_version([&](tls version) {
    for (const DWORD flags : {DWORD{0}, DWORD{SCH_SEND_ROOT_CERT}}) {
      CAPTURE(flags);
      pair both = pair_of(credential::of(role::client, version), whole.server(version, flags));
      REQUIRE(shake_hands(both).both_established());
      std::vector expected{chain.leaf.der(), chain.intermediate.der()};
      if (flags != 0) expected.push_back(chain.root.der());
      CHECK(certificates_seen(both.client) == expected);
    }
  });
}

TEST_CASE("SSPI-QueryContextAttributes-remote-certificate-order: from the server's to the root") {
  const certificate_chain chain = make_chain({.common_name = "localhost"});
  const imported whole({.with_keys = {chain.leaf}, .without_keys = {chain.root, chain.intermediate}});
  const std::vector expected{chain.leaf.der(), chain.intermediate.der(), chain.root.der()};
  for_every_version([&](tls version) {
    pair both = pair_of(credential::of(role::client, version), whole.server(version, SCH_SEND_ROOT_CERT));
    REQUIRE(shake_hands(both).both_established());
    for (const ULONG attribute : {SECPKG_ATTR_REMOTE_CERT_CONTEXT, SECPKG_ATTR_REMOTE_CERT_CHAIN}) {
      CAPTURE(attribute);
      PCCERT_CONTEXT found = nullptr;
      REQUIRE(QueryContextAttributesW(both.client.context(), attribute, &found) == SEC_E_OK);
      CHECK(certificates_with(context_ptr{found}) == expected);
    }
  });
}
