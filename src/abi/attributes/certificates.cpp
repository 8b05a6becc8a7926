// The certificates of both sides, and what checking the peer's came to: REMOTE_CERT_CONTEXT,
// REMOTE_CERT_CHAIN, REMOTE_CERTIFICATES, REMOTE_CRED, SERIALIZED_REMOTE_CERT_CONTEXT, LOCAL_CERT_CONTEXT,
// LOCAL_CRED, ROOT_STORE, CERT_CHECK_RESULT, CC_POLICY_RESULT.
#include "abi/attributes/attribute.h"
#include "abi/crypt32/chain_errors.h"
#include "abi/crypt32/contexts.h"
#include "abi/crypt32/trust_bits.h"
#include "abi/memory.h"
#include "abi/status.h"
#include "ossl/certificate_fields.h"

namespace schannel::abi {
namespace {

using certificates = std::vector<ossl::certificate>;

SECURITY_STATUS publish(const certificates& chain, PCCERT_CONTEXT& certificate) {
  if (chain.empty()) return SEC_E_NO_CREDENTIALS;
  certificate = crypt32::publish_chain(chain);
  return SEC_E_OK;
}

SECURITY_STATUS remote_certificate(const subject& of, PCCERT_CONTEXT& certificate) {
  return publish(of.facts().peer_chain, certificate);
}

SECURITY_STATUS local_certificate(const subject& of, PCCERT_CONTEXT& certificate) {
  return publish(of.facts().local_chain, certificate);
}

/// What the peer showed in the handshake under way, or else in the one before.
tls::result<certificates> chain_seen(const subject& of) {
  certificates seen = of.connection().sightings().peer_chain();
  if (!seen.empty()) return seen;
  const auto& facts = of.connection().facts();
  if (!facts) return tls::cause::not_established;
  if (facts->peer_chain.empty()) return tls::cause::no_certificate;
  return facts->peer_chain;
}

SECURITY_STATUS remote_chain(const subject& of, PCCERT_CONTEXT& certificate) {
  const auto chain = chain_seen(of);
  return chain ? publish(*chain, certificate) : to_status(chain.failure());
}

void append(tls::byte_vector& to, DWORD number) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(&number);
  to.insert(to.end(), bytes, bytes + sizeof number);
}

void append_with_length(tls::byte_vector& to, tls::const_bytes bytes) {
  append(to, static_cast<DWORD>(bytes.size()));
  to.insert(to.end(), bytes.begin(), bytes.end());
}

/// Each certificate's DER behind its length.
tls::byte_vector listed(const certificates& chain) {
  tls::byte_vector list;
  for (const ossl::certificate& one : chain) append_with_length(list, one.der());
  return list;
}

SECURITY_STATUS remote_certificates(const subject& of, SecPkgContext_Certificates& answer) {
  const auto chain = chain_seen(of);
  if (!chain) return to_status(chain.failure());
  const tls::byte_vector list = listed(*chain);
  answer = {static_cast<DWORD>(chain->size()), static_cast<DWORD>(list.size()),
            static_cast<PBYTE>(copy_for_caller(list))};
  return SEC_E_OK;
}

/// Info is SecPkgContext_RemoteCredentialInfo or SecPkgContext_LocalCredentialInfo, which are alike.
template <typename Info, certificates ossl::connection_facts::*Side>
SECURITY_STATUS credential(const subject& of, Info& info) {
  const certificates& chain = of.facts().*Side;
  const DWORD exists = chain.empty() ? RCRED_STATUS_NOCRED : RCRED_CRED_EXISTS;
  const tls::byte_vector list = listed(chain);
  info = {static_cast<DWORD>(list.size()), static_cast<PBYTE>(copy_for_caller(list)),
          static_cast<DWORD>(chain.size()), exists, chain.empty() ? 0 : ossl::public_key_bits(chain.front())};
  return SEC_E_OK;
}

/// One element of a serialized store: what follows, how it is encoded, its length, and the certificate.
SECURITY_STATUS serialized_certificate(const subject& of, CERT_BLOB& blob) {
  constexpr DWORD element_is_certificate = 32;
  const auto chain = chain_seen(of);
  if (!chain) return to_status(chain.failure());
  tls::byte_vector element;
  append(element, element_is_certificate);
  append(element, X509_ASN_ENCODING);
  append_with_length(element, chain->front().der());
  blob = {static_cast<DWORD>(element.size()), static_cast<BYTE*>(copy_for_caller(element))};
  return SEC_E_OK;
}

HRESULT status_of(const ossl::certificate_check& made) {
  return made.against ? crypt32::chain_error(*made.against) : S_OK;
}

/// A check that nobody made has no result.
SECURITY_STATUS check_result(const subject& of, SecPkgContext_CertificateValidationResult& result) {
  const auto& facts = of.connection().facts();
  const auto& check = facts ? facts->certificate_check : of.connection().sightings().check;
  if (!check) return facts ? SEC_E_UNSUPPORTED_FUNCTION : to_status(tls::cause::not_established);
  result = {crypt32::chain_errors(check->wrong), status_of(*check)};
  return SEC_E_OK;
}

/// What the policy of a server's credential makes of the client's certificate.
SECURITY_STATUS policy_result(const subject& of, SecPkgContext_ClientCertPolicyResult& result) {
  const auto policy = of.of.current_credential->options.client_policy();
  if (of.connection().is_client() || !policy) return SEC_E_UNSUPPORTED_FUNCTION;
  if (!of.facts().certificate_check) return SEC_E_NO_CREDENTIALS;
  result = {status_of(*of.facts().certificate_check), policy->policy};
  return SEC_E_OK;
}

SECURITY_STATUS root_store(const subject&, HCERTSTORE& store) {
  store = CertOpenStore(CERT_STORE_PROV_SYSTEM_W, 0, 0,
                        CERT_SYSTEM_STORE_CURRENT_USER | CERT_STORE_READONLY_FLAG, L"ROOT");
  if (store != nullptr) return SEC_E_OK;
  return GetLastError() == static_cast<DWORD>(E_OUTOFMEMORY) ? SEC_E_INSUFFICIENT_MEMORY
                                                             : SEC_E_INTERNAL_ERROR;
}

constexpr auto remote_credential =
    credential<SecPkgContext_RemoteCredentialInfo, &ossl::connection_facts::peer_chain>;
constexpr auto local_credential =
    credential<SecPkgContext_LocalCredentialInfo, &ossl::connection_facts::local_chain>;

constexpr attribute table[] = {
    answered_by<remote_certificate>(SECPKG_ATTR_REMOTE_CERT_CONTEXT),
    answered_by<remote_chain>(SECPKG_ATTR_REMOTE_CERT_CHAIN, stage::always),
    answered_by<remote_certificates>(SECPKG_ATTR_REMOTE_CERTIFICATES, stage::always),
    answered_by<remote_credential>(SECPKG_ATTR_REMOTE_CRED),
    answered_by<serialized_certificate>(SECPKG_ATTR_SERIALIZED_REMOTE_CERT_CONTEXT, stage::always),
    answered_by<serialized_certificate>(SECPKG_ATTR_SERIALIZED_REMOTE_CERT_CONTEXT_INPROC, stage::always),
    answered_by<local_certificate>(SECPKG_ATTR_LOCAL_CERT_CONTEXT),
    answered_by<local_credential>(SECPKG_ATTR_LOCAL_CRED),
    answered_by<root_store>(SECPKG_ATTR_ROOT_STORE, stage::always),
    answered_by<policy_result>(SECPKG_ATTR_CC_POLICY_RESULT),
    answered_by<check_result>(SECPKG_ATTR_CERT_CHECK_RESULT, stage::always),
    answered_by<check_result>(SECPKG_ATTR_CERT_CHECK_RESULT_INPROC, stage::always),
};

}  // namespace

attribute_table certificate_attributes() {
  return table;
}

}  // namespace schannel::abi
