// CryptGenKey, CryptGetUserKey, CryptImportKey, CryptExportKey, CryptDestroyKey.
#include <wincrypt.h>

#include <optional>

#include "abi/capi/provider.h"
#include "abi/capi/rsa_blobs.h"
#include "abi/capi/troubles.h"
#include "abi/crypt32/delivery.h"
#include "abi/crypt32/entry.h"
#include "ossl/key_generation.h"

using namespace schannel;
using namespace schannel::abi::capi;
using schannel::abi::crypt32::answer;
using schannel::abi::crypt32::deliver;
using schannel::abi::crypt32::guarded;
using schannel::abi::crypt32::refusal;

namespace {

namespace keys = core::keys;
using provider_ptr = std::shared_ptr<provider>;

ALG_ID algorithm_for(keys::purpose which) {
  return which == keys::purpose::exchange ? CALG_RSA_KEYX : CALG_RSA_SIGN;
}

/// What a key of that algorithm, or for that purpose, is for.
std::optional<keys::purpose> purpose_for(ALG_ID algorithm) {
  if (algorithm == CALG_RSA_KEYX) return keys::purpose::exchange;
  if (algorithm == CALG_RSA_SIGN) return keys::purpose::signature;
  return purpose_of(algorithm);
}

template <typename Content>
void hand_out(const provider_ptr& from, ALG_ID algorithm, Content content, HCRYPTKEY* handle) {
  *handle = from->add(std::make_shared<capi_key>(from, algorithm, std::move(content)));
}

/// Puts a key into the container and gives a handle to it.
answer<BOOL> keep(const provider_ptr& in, keys::purpose which, keys::stored_key key, HCRYPTKEY* handle) {
  const auto kept = in->keys().keep(which, key);
  if (!kept) return refusal{code_of(kept.why())};
  hand_out(in, algorithm_for(which), std::move(key), handle);
  return TRUE;
}

/// Whether the key would have to ask its user something, which nobody answers here.
bool needs_a_dialog(const provider& in, DWORD flags) {
  const bool silent = in.has_flag(CRYPT_SILENT);
  const bool protects_high = (flags & CRYPT_FORCE_KEY_PROTECTION_HIGH) != 0;
  return (silent && (flags & CRYPT_USER_PROTECTED) != 0) ||
         (protects_high && (silent || in.has_flag(CRYPT_VERIFYCONTEXT)));
}

answer<BOOL> import_key(const provider_ptr& into, const rsa_blob& blob, DWORD flags, HCRYPTKEY* handle) {
  if (!blob.is_private) {
    auto key = ossl::assemble(blob.parts.shown);
    if (!key) return refusal{NTE_BAD_DATA};
    hand_out(into, blob.algorithm, *std::move(key), handle);
    return TRUE;
  }
  if (needs_a_dialog(*into, flags)) return refusal{NTE_SILENT_CONTEXT};
  auto key = ossl::assemble(blob.parts);
  if (!key) return refusal{NTE_BAD_DATA};
  const auto allowed = keys::permissions::for_export((flags & CRYPT_EXPORTABLE) != 0);
  return keep(into, *purpose_for(blob.algorithm), {*std::move(key), allowed}, handle);
}

std::optional<ossl::secret_bytes> private_blob_of(const capi_key& key) {
  const auto parts = parts_of(key.secret->key);
  const auto* rsa = std::get_if<ossl::rsa_private_parts>(&parts);
  return rsa == nullptr ? std::nullopt : write_private_blob(*rsa, key.algorithm);
}

std::optional<ossl::secret_bytes> public_blob_of(const capi_key& key) {
  const auto parts = parts_of(key.shown);
  const auto* rsa = std::get_if<ossl::rsa_public_parts>(&parts);
  return rsa == nullptr ? std::nullopt : write_public_blob(*rsa, key.algorithm);
}

answer<ossl::secret_bytes> export_key(const capi_key& key, DWORD type) {
  if (type != PUBLICKEYBLOB && type != PRIVATEKEYBLOB) return refusal{NTE_BAD_TYPE};
  if (type == PRIVATEKEYBLOB) {
    if (!key.secret) return refusal{NTE_NO_KEY};
    if (!key.secret->allowed.allow_clear_export()) return refusal{NTE_BAD_KEY_STATE};
  }
  auto blob = type == PUBLICKEYBLOB ? public_blob_of(key) : private_blob_of(key);
  if (!blob) return refusal{NTE_BAD_DATA};
  return *std::move(blob);
}

}  // namespace

BOOL WINAPI CryptGenKey(HCRYPTPROV hProv, ALG_ID Algid, DWORD dwFlags, HCRYPTKEY* phKey) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    constexpr unsigned usual = 2048, shortest = 512, longest = 16384;  // bits
    if (phKey == nullptr) return refusal{ERROR_INVALID_PARAMETER};
    const auto in = keys::find<provider>(hProv);
    if (!in) return refusal{ERROR_INVALID_HANDLE};
    const auto which = purpose_for(Algid);
    if (!which) return refusal{NTE_BAD_ALGID};
    if (needs_a_dialog(*in, dwFlags)) return refusal{NTE_SILENT_CONTEXT};
    const unsigned length = dwFlags >> 16 == 0 ? usual : dwFlags >> 16;
    if (length < shortest || length > longest || length % 8 != 0) return refusal{ERROR_INVALID_PARAMETER};
    const auto allowed = keys::permissions::for_export((dwFlags & CRYPT_EXPORTABLE) != 0);
    return keep(in, *which, {ossl::generate_rsa(length), allowed}, phKey);
  });
}

BOOL WINAPI CryptGetUserKey(HCRYPTPROV hProv, DWORD dwKeySpec, HCRYPTKEY* phUserKey) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (phUserKey == nullptr) return refusal{ERROR_INVALID_PARAMETER};
    const auto from = keys::find<provider>(hProv);
    if (!from) return refusal{ERROR_INVALID_HANDLE};
    const auto which = purpose_of(dwKeySpec);
    if (!which) return refusal{NTE_BAD_KEY};
    auto found = from->keys().load(*which);
    if (!found) return refusal{code_of(found.why())};
    hand_out(from, algorithm_for(*which), *std::move(found), phUserKey);
    return TRUE;
  });
}

BOOL WINAPI CryptImportKey(HCRYPTPROV hProv, const BYTE* pbData, DWORD dwDataLen, HCRYPTKEY hPubKey,
                           DWORD dwFlags, HCRYPTKEY* phKey) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (pbData == nullptr || phKey == nullptr) return refusal{ERROR_INVALID_PARAMETER};
    const auto into = keys::find<provider>(hProv);
    if (!into) return refusal{ERROR_INVALID_HANDLE};
    const auto blob = read_rsa_blob({pbData, dwDataLen});
    if (const auto* refused = std::get_if<refusal>(&blob)) return *refused;
    if (hPubKey != 0) return refusal{NTE_BAD_KEY};  // nothing that it could have been encrypted with
    return import_key(into, std::get<rsa_blob>(blob), dwFlags, phKey);
  });
}

BOOL WINAPI CryptExportKey(HCRYPTKEY hKey, HCRYPTKEY hExpKey, DWORD dwBlobType, DWORD dwFlags, BYTE* pbData,
                           DWORD* pdwDataLen) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (pdwDataLen == nullptr) return refusal{ERROR_INVALID_PARAMETER};
    const auto key = keys::find<capi_key>(hKey);
    if (!key) return refusal{ERROR_INVALID_HANDLE};
    if (dwFlags != 0) return refusal{NTE_BAD_FLAGS};
    if (hExpKey != 0) return refusal{NTE_BAD_KEY};
    const auto blob = export_key(*key, dwBlobType);
    if (const auto* refused = std::get_if<refusal>(&blob)) return *refused;
    return deliver(std::get<ossl::secret_bytes>(blob), pbData, *pdwDataLen);
  });
}

BOOL WINAPI CryptDestroyKey(HCRYPTKEY hKey) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const auto key = keys::find<capi_key>(hKey);
    if (!key) return refusal{ERROR_INVALID_HANDLE};
    if (const auto home = key->home.lock()) home->forget(hKey);
    keys::forget(hKey);
    return TRUE;
  });
}
