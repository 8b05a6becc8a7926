// CryptHashCertificate, CryptHashCertificate2, CryptHashPublicKeyInfo, CertGetPublicKeyLength.
#include <wincrypt.h>

#include <algorithm>
#include <optional>
#include <string>

#include "abi/crypt32/delivery.h"
#include "abi/crypt32/encoding/reading.h"
#include "abi/crypt32/entry.h"
#include "ossl/asn1/composites.h"
#include "ossl/message_digest.h"
#include "tls/unicode.h"

using namespace schannel;
using namespace schannel::abi::crypt32;

namespace {

struct known_digest {
  ALG_ID number;
  const char* name;
};

constexpr known_digest known_digests[] = {
    {CALG_MD5, "MD5"},        {CALG_SHA1, "SHA1"},      {CALG_SHA_256, "SHA256"},
    {CALG_SHA_384, "SHA384"}, {CALG_SHA_512, "SHA512"},
};

std::optional<std::string> name_of(ALG_ID number) {
  const auto found = std::ranges::find(known_digests, number, &known_digest::number);
  if (found == std::end(known_digests)) return std::nullopt;
  return found->name;
}

/// The names of CNG are OpenSSL's.
std::optional<std::string> name_of(LPCWSTR name) {
  const std::string narrow = tls::to_utf8(name);
  const auto found =
      std::ranges::find_if(known_digests, [&](const known_digest& one) { return narrow == one.name; });
  if (found == std::end(known_digests)) return std::nullopt;
  return narrow;
}

answer<BOOL> hash(tls::const_bytes bytes, const std::optional<std::string>& algorithm, BYTE* buffer,
                  DWORD* size) {
  if (size == nullptr || (bytes.data() == nullptr && !bytes.empty())) return refusal{E_INVALIDARG};
  if (!algorithm) return refusal{NTE_BAD_ALGID};
  const tls::byte_vector digest = ossl::digest_of(bytes, *algorithm);
  if (digest.empty()) return refusal{NTE_BAD_ALGID};
  return deliver(digest, buffer, *size);
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
    return hash({pbEncoded, cbEncoded}, name_of(Algid == 0 ? CALG_SHA1 : Algid), pbComputedHash,
                pcbComputedHash);
  });
}

BOOL WINAPI CryptHashCertificate2(LPCWSTR pwszCNGHashAlgid, DWORD, void*, const BYTE* pbEncoded,
                                  DWORD cbEncoded, BYTE* pbComputedHash, DWORD* pcbComputedHash) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    if (pwszCNGHashAlgid == nullptr) return refusal{E_INVALIDARG};
    return hash({pbEncoded, cbEncoded}, name_of(pwszCNGHashAlgid), pbComputedHash, pcbComputedHash);
  });
}

BOOL WINAPI CryptHashPublicKeyInfo(HCRYPTPROV_LEGACY, ALG_ID Algid, DWORD, DWORD, PCERT_PUBLIC_KEY_INFO pInfo,
                                   BYTE* pbComputedHash, DWORD* pcbComputedHash) {
  return guarded<BOOL>([&]() -> answer<BOOL> {
    const auto der = encoded(pInfo);
    if (const auto* refused = std::get_if<refusal>(&der)) return *refused;
    return hash(std::get<tls::byte_vector>(der), name_of(Algid == 0 ? CALG_MD5 : Algid), pbComputedHash,
                pcbComputedHash);
  });
}

DWORD WINAPI CertGetPublicKeyLength(DWORD, PCERT_PUBLIC_KEY_INFO pPublicKey) {
  return guarded<DWORD>([&]() -> answer<DWORD> {
    const auto der = encoded(pPublicKey);
    if (const auto* refused = std::get_if<refusal>(&der)) return *refused;
    const DWORD bits = ossl::key_bits_of(std::get<tls::byte_vector>(der));
    if (bits == 0) return refusal{CRYPT_E_UNKNOWN_ALGO};
    return bits;
  });
}
