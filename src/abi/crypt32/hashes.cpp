// CryptHashCertificate, CryptHashCertificate2, CryptHashPublicKeyInfo, CertGetPublicKeyLength.
#include <wincrypt.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>

#include "abi/crypt32/delivery.h"
#include "abi/crypt32/encoding/reading.h"
#include "abi/crypt32/entry.h"
#include "abi/crypt32/known_digests.h"
#include "ossl/asn1/composites.h"
#include "ossl/key_encoding.h"
#include "ossl/running_digest.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

using ossl::digest_algorithm;

/// By number or by name.
template <typename Key>
std::optional<digest_algorithm> find_digest(Key sought, Key known_digest::*key) {
  const auto* found = std::ranges::find(known_digests, sought, key);
  if (found == std::end(known_digests)) return std::nullopt;
  return found->algorithm;
}
std::optional<digest_algorithm> digest_of(ALG_ID number) {
  return find_digest(number, &known_digest::number);
}

answer<BOOL> hash(tls::const_bytes bytes, std::optional<digest_algorithm> algorithm, BYTE* buffer,
                  DWORD* size) {
  if (size == nullptr || (bytes.data() == nullptr && !bytes.empty())) return refusal{E_INVALIDARG};
  if (!algorithm) return refusal{NTE_BAD_ALGID};
  ossl::running_digest digest{*algorithm};
  digest.add(bytes);
  return deliver(digest.finish(), buffer, *size);
}

answer<tls::byte_vector> encoded(const CERT_PUBLIC_KEY_INFO* info) try {
  if (info == nullptr) return refusal{E_INVALIDARG};
  auto der = ossl::asn1::encode_public_key_info(key_of(*info));
  if (const auto* what = std::get_if<ossl::asn1::fault>(&der)) return refusal{code_of(*what)};
  return std::get<tls::byte_vector>(std::move(der));
} catch (const unreadable& reason) {
  return refusal{reason.code};
}

}  // namespace

BOOL WINAPI CryptHashCertificate(HCRYPTPROV_LEGACY, ALG_ID Algid, DWORD, const BYTE* pbEncoded,
                                 DWORD cbEncoded, BYTE* pbComputedHash, DWORD* pcbComputedHash) {
  return guarded<BOOL>([&] {
    return hash({pbEncoded, cbEncoded}, digest_of(Algid == 0 ? CALG_SHA1 : Algid), pbComputedHash,
                pcbComputedHash);
  });
}

BOOL WINAPI CryptHashCertificate2(LPCWSTR pwszCNGHashAlgid, DWORD, void*, const BYTE* pbEncoded,
                                  DWORD cbEncoded, BYTE* pbComputedHash, DWORD* pcbComputedHash) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (pwszCNGHashAlgid == nullptr) return refusal{E_INVALIDARG};
    const auto algorithm = find_digest(std::wstring_view{pwszCNGHashAlgid}, &known_digest::name);
    return hash({pbEncoded, cbEncoded}, algorithm, pbComputedHash, pcbComputedHash);
  });
}

BOOL WINAPI CryptHashPublicKeyInfo(HCRYPTPROV_LEGACY, ALG_ID Algid, DWORD, DWORD, PCERT_PUBLIC_KEY_INFO pInfo,
                                   BYTE* pbComputedHash, DWORD* pcbComputedHash) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const auto der = encoded(pInfo);
    if (const auto* refused = std::get_if<refusal>(&der)) return *refused;
    return hash(std::get<tls::byte_vector>(der), digest_of(Algid == 0 ? CALG_MD5 : Algid), pbComputedHash,
                pcbComputedHash);
  });
}

DWORD WINAPI CertGetPublicKeyLength(DWORD, PCERT_PUBLIC_KEY_INFO pPublicKey) {
  return guarded<DWORD>([&]() -> answer<DWORD> {
    const auto der = encoded(pPublicKey);
    if (const auto* refused = std::get_if<refusal>(&der)) return *refused;
    const auto key = ossl::from_public_key_info(std::get<tls::byte_vector>(der));
    if (!key) return refusal{CRYPT_E_UNKNOWN_ALGO};
    return bits_of(*key);
  });
}
