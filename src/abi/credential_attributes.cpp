// QueryCredentialsAttributes: what a credential may negotiate, and whose it is.
#include <algorithm>
#include <array>
#include <string>

#include "abi/algorithm_names.h"
#include "abi/credentials.h"
#include "abi/crypt32/credential_parts.h"
#include "abi/entry.h"
#include "abi/memory.h"
#include "abi/structures.h"
#include "tls/unicode.h"

namespace schannel::abi {
namespace {

/// Calls `visit(role, allowance)` for each side that the credential is for.
template <typename Visitor>
void for_each_side(const credential& of, Visitor&& visit) {
  if (of.client_allows) visit(tls::role::client, *of.client_allows);
  if (of.server_allows) visit(tls::role::server, *of.server_allows);
}

template <typename Visitor>
void for_each_suite(const credential& of, Visitor&& visit) {
  for_each_side(of, [&](tls::role, const core::allowance& allowed) {
    for (const core::cipher_suite* suite : allowed.suites) visit(*suite);
  });
}

/// CryptoAPI has no number for some.
void add(std::vector<ALG_ID>& ids, ALG_ID id) {
  if (id != 0 && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

void add_signatures(std::vector<ALG_ID>& ids, const core::allowance& allowed) {
  for (const core::signature_scheme* scheme : allowed.schemes) {
    if (scheme->key == core::signature_key::rsa) add(ids, CALG_RSA_SIGN);
    if (scheme->key == core::signature_key::ecdsa) add(ids, CALG_ECDSA);
  }
}

SECURITY_STATUS answer(const credential& of, SecPkgCred_SupportedAlgs& algorithms) {
  std::vector<ALG_ID> ids;
  for_each_suite(of, [&](const core::cipher_suite& suite) {
    add(ids, cipher_of(suite.cipher).id);
    add(ids, hash_of(suite.digest).id);
    // Those of TLS 1.3 leave the exchange open, and curves are what there is for it.
    const bool open = suite.exchange == ossl::key_exchange::none;
    add(ids, exchange_of(open ? ossl::key_exchange::ecdhe : suite.exchange).id);
  });
  for_each_side(of, [&](tls::role, const core::allowance& allowed) { add_signatures(ids, allowed); });
  const auto* first = reinterpret_cast<const std::uint8_t*>(ids.data());
  algorithms = {static_cast<DWORD>(ids.size()),
                static_cast<ALG_ID*>(copy_for_caller({first, ids.size() * sizeof(ALG_ID)}))};
  return SEC_E_OK;
}

SECURITY_STATUS answer(const credential& of, SecPkgCred_CipherStrengths& strengths) {
  DWORD least = 0, most = 0;
  for_each_suite(of, [&](const core::cipher_suite& suite) {
    if (!suite.encrypts()) return;
    least = least == 0 ? suite.strength : std::min<DWORD>(least, suite.strength);
    most = std::max<DWORD>(most, suite.strength);
  });
  strengths = {least, most};
  return SEC_E_OK;
}

SECURITY_STATUS answer(const credential& of, SecPkgCred_SupportedProtocols& protocols) {
  DWORD bits = 0;
  for_each_side(of, [&](tls::role role, const core::allowance& allowed) {
    for (const tls::version version : tls::all_versions)
      if (allowed.versions.has(version)) bits |= protocol_bit(version, role);
  });
  protocols = {bits};
  return SEC_E_OK;
}

/// The first certificate of either side; nullptr without one.
const ossl::certificate* first_certificate(const credential& of) {
  for (const auto* side : {&of.client, &of.server}) {
    if (!*side) continue;
    const auto& identities = (*side)->settings().identities;
    if (!identities.empty()) return &identities.front().leaf;
  }
  return nullptr;
}

std::string text_as(const std::wstring& name, SEC_CHAR*) {
  return tls::to_utf8(name);
}
std::wstring text_as(const std::wstring& name, SEC_WCHAR*) {
  return name;
}

template <typename Names>
SECURITY_STATUS answer_names(const credential& of, Names& names) {
  const ossl::certificate* shown = first_certificate(of);
  if (shown == nullptr) return SEC_E_NO_CREDENTIALS;
  const auto text = text_as(crypt32::subject_text(*shown), names.sUserName);
  const auto* first = reinterpret_cast<const std::uint8_t*>(text.c_str());
  names.sUserName = static_cast<decltype(names.sUserName)>(
      copy_for_caller({first, (text.size() + 1) * sizeof *names.sUserName}));
  return SEC_E_OK;
}

/// An attribute: the size of its structure, and the function that fills it.
struct attribute {
  ULONG id;
  std::size_t size;
  SECURITY_STATUS (*fill)(const credential& of, void* buffer);
};

template <typename Structure, SECURITY_STATUS (*Answer)(const credential&, Structure&)>
constexpr attribute attribute_of(ULONG id) {
  return {id, sizeof(Structure), [](const credential& of, void* buffer) {
            return answer_at<Structure>(buffer, [&](Structure& copy) { return Answer(of, copy); });
          }};
}

template <typename Names>
constexpr std::array attributes = {
    attribute_of<Names, answer_names<Names>>(SECPKG_CRED_ATTR_NAMES),
    attribute_of<SecPkgCred_SupportedAlgs, answer>(SECPKG_ATTR_SUPPORTED_ALGS),
    attribute_of<SecPkgCred_CipherStrengths, answer>(SECPKG_ATTR_CIPHER_STRENGTHS),
    attribute_of<SecPkgCred_SupportedProtocols, answer>(SECPKG_ATTR_SUPPORTED_PROTOCOLS),
};

/// `room` bytes are at `buffer`; nothing is known of a caller that was not asked for the size.
template <typename Names>
SECURITY_STATUS query(PCredHandle handle, ULONG id, void* buffer, std::optional<ULONG> room) {
  return guarded([&]() -> SECURITY_STATUS {
    const auto found = credentials().use(handle);
    if (!found) return SEC_E_INVALID_HANDLE;
    if (buffer == nullptr) return SEC_E_INTERNAL_ERROR;
    for (const attribute& wanted : attributes<Names>) {
      if (wanted.id != id) continue;
      return room && *room < wanted.size ? SEC_E_BUFFER_TOO_SMALL : wanted.fill(*found, buffer);
    }
    return SEC_E_UNSUPPORTED_FUNCTION;
  });
}

}  // namespace
}  // namespace schannel::abi

using namespace schannel::abi;

SECURITY_STATUS QueryCredentialsAttributesA(PCredHandle phCredential, ULONG ulAttribute, void* pBuffer) {
  return query<SecPkgCredentials_NamesA>(phCredential, ulAttribute, pBuffer, std::nullopt);
}

SECURITY_STATUS QueryCredentialsAttributesW(PCredHandle phCredential, ULONG ulAttribute, void* pBuffer) {
  return query<SecPkgCredentials_NamesW>(phCredential, ulAttribute, pBuffer, std::nullopt);
}

SECURITY_STATUS QueryCredentialsAttributesExA(PCredHandle phCredential, ULONG ulAttribute, void* pBuffer,
                                              ULONG cbBuffer) {
  return query<SecPkgCredentials_NamesA>(phCredential, ulAttribute, pBuffer, cbBuffer);
}

SECURITY_STATUS QueryCredentialsAttributesExW(PCredHandle phCredential, ULONG ulAttribute, void* pBuffer,
                                              ULONG cbBuffer) {
  return query<SecPkgCredentials_NamesW>(phCredential, ulAttribute, pBuffer, cbBuffer);
}
