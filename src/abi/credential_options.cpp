// SetCredentialsAttributes: what a program changes about a server's credential after it was acquired.
#include <algorithm>
#include <span>

#include "abi/credentials.h"
#include "abi/entry.h"
#include "abi/peer_policy.h"
#include "abi/status.h"

namespace schannel::abi {
namespace {

std::wstring text_at(LPCWSTR text) {
  return text == nullptr ? std::wstring{} : std::wstring(text);
}

SECURITY_STATUS set_client_policy(credential& of, const void* buffer) {
  const auto& given = *static_cast<const SecPkgCred_ClientCertPolicy*>(buffer);
  client_certificate_policy policy{.flags = given.dwFlags,
                                   .policy = given.guidPolicyId,
                                   .chain_flags = given.dwCertFlags,
                                   .retrieval_timeout = given.dwUrlRetrievalTimeout,
                                   .omits_usage_check = given.fOmitUsageCheck != 0,
                                   .trust_list_store = text_at(given.pwszSslCtlStoreName),
                                   .trust_list = text_at(given.pwszSslCtlIdentifier)};
  if (given.fCheckRevocationFreshnessTime != 0) policy.revocation_freshness = given.dwRevocationFreshnessTime;
  of.server->client_judge().set(core::certs::judge_by(client_policy_of(policy, of.roots, of.flags)));
  of.options.set(std::move(policy));
  return SEC_E_OK;
}

bool is_sound(const SecPkgCred_SessionTicketKey& key) {
  constexpr std::size_t shortest = 32;
  return key.TicketInfoVersion == SESSION_TICKET_INFO_VERSION && key.KeyingMaterialSize >= shortest &&
         key.KeyingMaterialSize <= sizeof key.KeyingMaterial;
}

ossl::ticket_key copy_of(const SecPkgCred_SessionTicketKey& given) {
  ossl::ticket_key key{.material = ossl::secret(given.KeyingMaterialSize)};
  std::copy(std::begin(given.KeyId), std::end(given.KeyId), key.id.begin());
  std::copy_n(given.KeyingMaterial, given.KeyingMaterialSize, key.material.bytes().begin());
  return key;
}

SECURITY_STATUS set_ticket_keys(credential& of, const void* buffer) {
  constexpr DWORD most_keys = 16;
  const auto& given = *static_cast<const SecPkgCred_SessionTicketKeys*>(buffer);
  if (given.cSessionTicketKeys > most_keys) return SEC_E_INVALID_PARAMETER;
  if (given.cSessionTicketKeys != 0 && given.pSessionTicketKeys == nullptr) return SEC_E_INVALID_PARAMETER;
  std::vector<ossl::ticket_key> keys;
  keys.reserve(given.cSessionTicketKeys);
  for (const auto& key : std::span(given.pSessionTicketKeys, given.cSessionTicketKeys)) {
    if (!is_sound(key)) return SEC_E_INVALID_PARAMETER;
    keys.push_back(copy_of(key));
  }
  const auto used = of.server->tickets().use(keys);
  return used ? SEC_E_OK : to_status(used.failure());
}

/// An attribute: the size of its structure, and the function that takes it over.
struct attribute {
  ULONG id;
  std::size_t size;
  SECURITY_STATUS (*set)(credential& of, const void* buffer);
};
constexpr attribute attributes[] = {
    {SECPKG_ATTR_CLIENT_CERT_POLICY, sizeof(SecPkgCred_ClientCertPolicy), set_client_policy},
    {SECPKG_ATTR_SESSION_TICKET_KEYS, sizeof(SecPkgCred_SessionTicketKeys), set_ticket_keys},
};

SECURITY_STATUS set(PCredHandle handle, ULONG id, const void* buffer, ULONG size) {
  return guarded([&]() -> SECURITY_STATUS {
    const auto found = credentials().use(handle);
    if (!found) return SEC_E_INVALID_HANDLE;
    if (buffer == nullptr) return SEC_E_INTERNAL_ERROR;
    for (const attribute& wanted : attributes) {
      if (wanted.id != id || !found->server) continue;
      return size < wanted.size ? SEC_E_BUFFER_TOO_SMALL : wanted.set(*found, buffer);
    }
    return SEC_E_UNSUPPORTED_FUNCTION;
  });
}

}  // namespace
}  // namespace schannel::abi

using namespace schannel::abi;

SECURITY_STATUS SetCredentialsAttributesA(PCredHandle phCredential, ULONG ulAttribute, void* pBuffer,
                                          ULONG cbBuffer) {
  return set(phCredential, ulAttribute, pBuffer, cbBuffer);
}

SECURITY_STATUS SetCredentialsAttributesW(PCredHandle phCredential, ULONG ulAttribute, void* pBuffer,
                                          ULONG cbBuffer) {
  return set(phCredential, ulAttribute, pBuffer, cbBuffer);
}
