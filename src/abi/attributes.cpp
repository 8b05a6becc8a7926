// QueryContextAttributes: the facts of an established connection in Windows' structures.
#include <algorithm>
#include <array>
#include <cstring>

#include "abi/algorithm_names.h"
#include "abi/context.h"
#include "abi/crypt32/contexts.h"
#include "abi/entry.h"

namespace schannel::abi {
namespace {

using ossl::connection_facts;

/// One context as its attributes see it.
struct subject {
  const connection_facts& facts;
  const ossl::overhead& sizes;
};

SECURITY_STATUS answer(const subject& of, SecPkgContext_StreamSizes& sizes) {
  constexpr ULONG buffers = 4;
  sizes = {static_cast<ULONG>(of.sizes.header), static_cast<ULONG>(of.sizes.trailer), tls::max_plaintext,
           buffers, of.facts.cipher.block_bytes};
  return SEC_E_OK;
}

SECURITY_STATUS answer(const subject& of, SecPkgContext_ConnectionInfo& info) {
  const ossl::cipher_facts& cipher = of.facts.cipher;
  const algorithm hash = hash_of(cipher.derivation);
  info = {protocol_bit(of.facts.version, of.facts.role),
          cipher_of(cipher.cipher).id,
          cipher.cipher_bits,
          hash.id,
          hash.bits,
          exchange_of(cipher.exchange).id,
          cipher.exchange_bits};
  return SEC_E_OK;
}

template <std::size_t Size>
void copy_text(WCHAR (&to)[Size], std::string_view text) {
  std::fill(std::begin(to), std::end(to), L'\0');
  std::copy_n(text.begin(), std::min(text.size(), Size - 1), to);
}

SECURITY_STATUS answer(const subject& of, SecPkgContext_CipherInfo& info) {
  if (info.dwVersion != SECPKGCONTEXT_CIPHERINFO_V1) return SEC_E_INVALID_PARAMETER;
  constexpr DWORD longest_exchange = 65536;
  const ossl::cipher_facts& cipher = of.facts.cipher;
  info.dwProtocol = static_cast<DWORD>(of.facts.version);
  info.dwCipherSuite = info.dwBaseCipherSuite = cipher.suite;
  copy_text(info.szCipherSuite, cipher.name);
  copy_text(info.szCipher, cipher_of(cipher.cipher).name);
  info.dwCipherLen = cipher.cipher_bits;
  info.dwCipherBlockLen = cipher.block_bytes;
  // An AEAD needs no hash of its own.
  const algorithm mac = hash_of(cipher.mac);
  copy_text(info.szHash, mac.name);
  info.dwHashLen = mac.bits;
  copy_text(info.szExchange, exchange_of(cipher.exchange).name);
  info.dwMinExchangeLen = 0;
  info.dwMaxExchangeLen = longest_exchange;
  copy_text(info.szCertificate, certificate_name(cipher.authenticates));
  info.dwKeyType = cipher.exchange_group;
  return SEC_E_OK;
}

SECURITY_STATUS answer(const subject& of, SecPkgContext_ApplicationProtocol& protocol) {
  const std::string& agreed = of.facts.application_protocol;
  protocol = {};
  if (agreed.empty()) return SEC_E_OK;
  protocol.ProtoNegoStatus = SecApplicationProtocolNegotiationStatus_Success;
  protocol.ProtoNegoExt = SecApplicationProtocolNegotiationExt_ALPN;
  protocol.ProtocolIdSize = static_cast<unsigned char>(agreed.size());
  std::copy(agreed.begin(), agreed.end(), protocol.ProtocolId);
  return SEC_E_OK;
}

SECURITY_STATUS answer(const subject& of, SecPkgContext_SessionInfo& session) {
  const tls::byte_vector& id = of.facts.session_id;
  session = {};
  session.dwFlags = of.facts.resumed ? SSL_SESSION_RECONNECT : 0;
  const std::size_t length = std::min(id.size(), sizeof session.rgbSessionId);
  session.cbSessionId = static_cast<DWORD>(length);
  std::copy_n(id.begin(), length, session.rgbSessionId);
  return SEC_E_OK;
}

SECURITY_STATUS publish(std::span<const ossl::certificate> chain, PCCERT_CONTEXT& certificate) {
  if (chain.empty()) return SEC_E_NO_CREDENTIALS;
  certificate = crypt32::publish_chain(chain);
  return SEC_E_OK;
}

SECURITY_STATUS remote_certificate(const subject& of, PCCERT_CONTEXT& certificate) {
  return publish(of.facts.peer_chain, certificate);
}

SECURITY_STATUS local_certificate(const subject& of, PCCERT_CONTEXT& certificate) {
  return publish(of.facts.local_chain, certificate);
}

/// An attribute: the size of its structure, and the function that fills it.
struct attribute {
  ULONG id;
  std::size_t size;
  SECURITY_STATUS (*fill)(const subject& of, void* buffer);
};

template <typename Structure, SECURITY_STATUS (*Answer)(const subject&, Structure&)>
constexpr attribute attribute_of(ULONG id) {
  return {id, sizeof(Structure),
          [](const subject& of, void* buffer) { return Answer(of, *static_cast<Structure*>(buffer)); }};
}

constexpr std::array attributes = {
    attribute_of<SecPkgContext_StreamSizes, answer>(SECPKG_ATTR_STREAM_SIZES),
    attribute_of<SecPkgContext_ApplicationProtocol, answer>(SECPKG_ATTR_APPLICATION_PROTOCOL),
    attribute_of<PCCERT_CONTEXT, remote_certificate>(SECPKG_ATTR_REMOTE_CERT_CONTEXT),
    attribute_of<PCCERT_CONTEXT, local_certificate>(SECPKG_ATTR_LOCAL_CERT_CONTEXT),
    attribute_of<SecPkgContext_ConnectionInfo, answer>(SECPKG_ATTR_CONNECTION_INFO),
    attribute_of<SecPkgContext_SessionInfo, answer>(SECPKG_ATTR_SESSION_INFO),
    attribute_of<SecPkgContext_CipherInfo, answer>(SECPKG_ATTR_CIPHER_INFO),
};

/// `room` bytes are at `buffer`; nothing is known of a caller that was not asked for the size.
SECURITY_STATUS query(PCtxtHandle handle, ULONG id, void* buffer, std::optional<ULONG> room) {
  return guarded([&]() -> SECURITY_STATUS {
    const auto found = contexts().find(handle);
    if (!found) return SEC_E_INVALID_HANDLE;
    if (buffer == nullptr) return SEC_E_INTERNAL_ERROR;
    const auto wanted = std::find_if(attributes.begin(), attributes.end(),
                                     [id](const attribute& candidate) { return candidate.id == id; });
    if (wanted == attributes.end()) return SEC_E_UNSUPPORTED_FUNCTION;
    if (room && *room < wanted->size) return SEC_E_BUFFER_TOO_SMALL;

    const std::lock_guard lock(found->mutex);
    const auto& facts = found->connection.facts();
    const auto& sizes = found->connection.sizes();
    if (!facts || !sizes) return to_status(tls::cause::not_established);
    return wanted->fill({*facts, *sizes}, buffer);
  });
}

}  // namespace
}  // namespace schannel::abi

using namespace schannel::abi;

SECURITY_STATUS QueryContextAttributesA(PCtxtHandle phContext, ULONG ulAttribute, void* pBuffer) {
  return query(phContext, ulAttribute, pBuffer, std::nullopt);
}

SECURITY_STATUS QueryContextAttributesW(PCtxtHandle phContext, ULONG ulAttribute, void* pBuffer) {
  return query(phContext, ulAttribute, pBuffer, std::nullopt);
}

SECURITY_STATUS QueryContextAttributesExA(PCtxtHandle phContext, ULONG ulAttribute, void* pBuffer,
                                          ULONG cbBuffer) {
  return query(phContext, ulAttribute, pBuffer, cbBuffer);
}

SECURITY_STATUS QueryContextAttributesExW(PCtxtHandle phContext, ULONG ulAttribute, void* pBuffer,
                                          ULONG cbBuffer) {
  return query(phContext, ulAttribute, pBuffer, cbBuffer);
}
